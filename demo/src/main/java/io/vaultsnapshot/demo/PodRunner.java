package io.vaultsnapshot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs the CronJob's pods as a kubelet on this machine: new volumes, init containers, containers; each with exactly the
 * command and the variables of the Pod spec, {@code PATH}, and the addresses that differ here. There is no image: the
 * programs are this machine's.
 */
final class PodRunner {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final ChildProcesses processes;
    private final PodTemplate pod;
    private final PodVolumes volumes;
    private final SearchPath programs;
    private final Map<String, String> replaced;
    private final Map<String, String> role;
    private int pods;

    /**
     * Prepares runs.
     *
     * @param replaced values that replace those of the Pod spec, for variables it sets
     * @param role variables that stand for the IAM role, given to the containers EKS would give it to
     */
    PodRunner(
            Workspace workspace,
            ChildProcesses processes,
            PodTemplate pod,
            PodVolumes volumes,
            SearchPath programs,
            Map<String, String> replaced,
            Map<String, String> role) {
        this.workspace = workspace;
        this.processes = processes;
        this.pod = pod;
        this.volumes = volumes;
        this.programs = programs;
        this.replaced = replaced;
        this.role = role;
    }

    /**
     * Runs one pod to its end and returns what its containers printed, by container.
     *
     * @throws DemoException if a container fails; the message holds what it printed
     */
    Map<String, String> run() {
        pods++;
        String folder = "pod-" + pods;
        Map<String, Path> folders = volumes.create(folder);
        Map<String, String> logs = new LinkedHashMap<>();
        for (ContainerSpec container : pod.initContainers()) {
            logs.put(container.name(), run(container, folder, folders));
        }
        for (ContainerSpec container : pod.containers()) {
            logs.put(container.name(), run(container, folder, folders));
        }
        return logs;
    }

    private String run(ContainerSpec container, String folder, Map<String, Path> folders) {
        Map<String, Path> mounts = new HashMap<>();
        container.mounts().forEach((path, volume) -> {
            Path mounted = folders.get(volume);
            if (mounted == null) {
                throw new DemoException(
                        "container " + container.name() + " mounts volume " + volume + ", which its pod does not have");
            }
            mounts.put(path, mounted);
        });
        MountMapping mapping = new MountMapping(mounts);
        Path log = workspace.root().resolve(folder).resolve(container.name() + ".log");
        Duration longest = pod.deadline().compareTo(LONGEST) < 0 ? pod.deadline() : LONGEST;
        int exitCode = processes.run(
                container.command().stream().map(mapping::onMachine).toList(),
                environment(container, mapping),
                workspace.root().resolve(folder),
                log,
                longest);
        String printed = mapping.inContainer(read(log)).strip();
        if (exitCode != 0) {
            throw new DemoException(
                    "container " + container.name() + " ended with exit code " + exitCode + "\n" + printed);
        }
        return printed;
    }

    private Map<String, String> environment(ContainerSpec container, MountMapping mapping) {
        Map<String, String> environment = new HashMap<>();
        container.environment().forEach((name, value) -> {
            String replacement = replaced.get(name);
            environment.put(name, replacement == null ? mapping.onMachine(value) : replacement);
        });
        if (!pod.withoutRole().contains(container.name())) {
            environment.putAll(role);
        }
        environment.put("PATH", programs.value());
        return environment;
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

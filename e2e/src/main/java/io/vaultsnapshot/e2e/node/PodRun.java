package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.kube.KubeRefusedException;
import io.vaultsnapshot.e2e.podnetwork.ClusterNetwork;
import io.vaultsnapshot.e2e.podnetwork.PodLink;
import io.vaultsnapshot.e2e.policy.UnsupportedPolicyException;
import io.vaultsnapshot.sandbox.pod.PodVolumes;
import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.waiting.DeadlineExceededException;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pod on this node: its volumes, its init containers one after the other, then all its containers at once. */
final class PodRun {
    /** What all its containers have in common. */
    private record Surroundings(Map<String, Path> volumes, PodLink link) {}

    private static final class InitFailedException extends IOException {
        private static final long serialVersionUID = 1L;

        InitFailedException(String message) {
            super(message);
        }
    }

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int NOT_HARMED = 0666;

    private final KubeApi api;
    private final ChildProcesses processes;
    private final Images images;
    private final Path runc;
    private final ClusterNetwork network;
    private final JsonNode pod;
    private final Path folder;
    private final PodStatus status;
    private final Map<String, ContainerRun> running = new LinkedHashMap<>();
    private volatile boolean stopped;

    PodRun(
            KubeApi api,
            ChildProcesses processes,
            Images images,
            Path runc,
            ClusterNetwork network,
            JsonNode pod,
            Path folder) {
        this.api = api;
        this.processes = processes;
        this.images = images;
        this.runc = runc;
        this.network = network;
        this.pod = pod;
        this.folder = folder;
        this.status = new PodStatus(api, pod);
    }

    /** Runs it and reports how it ended. */
    void run() {
        try (NodeVolumes source = new NodeVolumes(api, processes, pod)) {
            status.report("Pending", "", "");
            Surroundings surroundings = new Surroundings(
                    new PodVolumes(source, folder.resolve("volumes")).create(pod.at("/spec/volumes")),
                    network.attach(pod));
            status.address(surroundings.link().address());
            runInit(surroundings);
            if (KeptContainers.areOf(pod.get("spec"))) {
                keepRunning(surroundings);
            } else {
                runToTheEnd(surroundings);
            }
        } catch (InitFailedException failed) {
            status.report("Failed", "", String.valueOf(failed.getMessage()));
        } catch (UnsupportedPolicyException notEnforceable) {
            refuse(List.of(String.valueOf(notEnforceable.getMessage())));
        } catch (IOException | RuntimeException broken) {
            report("Failed", "NodeAgentFailed", String.valueOf(broken.getMessage()));
        } finally {
            network.detach(pod);
        }
    }

    /** Reports that the pod asks for what this node does not have. */
    void refuse(List<String> refusals) {
        report("Failed", "NodeAgentRefused", String.join("; ", refusals));
    }

    private void report(String phase, String reason, String message) {
        try {
            status.report(phase, reason, message);
        } catch (KubeRefusedException gone) {
            // The pod was deleted meanwhile, so its status is of no more use.
        }
    }

    private void runInit(Surroundings surroundings) throws IOException {
        for (JsonNode container : pod.at("/spec/initContainers")) {
            ContainerRun run = start("initContainer", container, 0, surroundings);
            status.report("Pending", "", "");
            await(List.of(run));
            if (!finish("initContainer", container, run)) {
                throw new InitFailedException("init container " + name(container) + " failed");
            }
        }
    }

    private void keepRunning(Surroundings surroundings) throws IOException {
        new KeptContainers(
                        pod,
                        status,
                        surroundings.link().address(),
                        (container, number) -> start("container", container, number, surroundings))
                .run(() -> stopped);
    }

    private void runToTheEnd(Surroundings surroundings) throws IOException {
        Map<JsonNode, ContainerRun> runs = new LinkedHashMap<>();
        for (JsonNode container : pod.at("/spec/containers")) {
            runs.put(container, start("container", container, 0, surroundings));
        }
        status.report("Running", "", "");
        await(List.copyOf(runs.values()));
        List<String> failed = new ArrayList<>();
        for (Map.Entry<JsonNode, ContainerRun> run : runs.entrySet()) {
            if (!finish("container", run.getKey(), run.getValue())) {
                failed.add("container " + name(run.getKey()) + " failed");
            }
        }
        status.report(failed.isEmpty() ? "Succeeded" : "Failed", "", String.join(", ", failed));
    }

    private synchronized ContainerRun start(String list, JsonNode container, int number, Surroundings surroundings)
            throws IOException {
        if (stopped) {
            throw new IllegalStateException("the pod was deleted");
        }
        String name = name(container);
        String place = number == 0 ? name : name + "." + number;
        Path bundle = Files.createDirectories(folder.resolve(place));
        Path message = Files.createFile(folder.resolve(place + ".message"));
        Files.setAttribute(message, "unix:mode", NOT_HARMED);
        String id = ControlGroups.name(pod.at("/metadata/uid").asText(), name);
        Image image = images.get(container.get("image").asText());
        new Bundle(pod, container, image, surroundings.volumes(), message, surroundings.link()).write(bundle, "/" + id);
        ContainerRun run = new ContainerRun(processes, runc, bundle, id, logName(pod, name), message);
        running.put(name, run);
        status.running(list, name, run.started());
        return run;
    }

    private boolean finish(String list, JsonNode container, ContainerRun run) throws IOException {
        status.ended(list, name(container), run);
        run.delete();
        return run.exitCode() == 0;
    }

    private static void await(List<ContainerRun> runs) {
        Waiting.until("containers to end", LONGEST, () -> runs.stream().noneMatch(ContainerRun::isRunning));
    }

    /** Ends it as a kubelet ends a deleted pod: TERM, the grace period, KILL. */
    void stop() {
        List<ContainerRun> containers;
        synchronized (this) {
            stopped = true;
            containers =
                    running.values().stream().filter(ContainerRun::isRunning).toList();
        }
        containers.forEach(container -> container.signal("TERM"));
        Duration grace =
                Duration.ofSeconds(pod.at("/spec/terminationGracePeriodSeconds").asLong(30));
        try {
            Waiting.until(
                    "a deleted pod to end", grace, () -> containers.stream().noneMatch(ContainerRun::isRunning));
        } catch (DeadlineExceededException tooSlow) {
            containers.forEach(container -> container.signal("KILL"));
        }
    }

    /** Ends it without asking, and leaves nothing of its containers. */
    synchronized void kill() {
        stopped = true;
        running.values().stream().filter(ContainerRun::isRunning).forEach(ContainerRun::delete);
    }

    static String logName(JsonNode pod, String container) {
        return "pod-" + pod.at("/metadata/namespace").asText() + "-"
                + pod.at("/metadata/name").asText() + "-" + container;
    }

    private static String name(JsonNode container) {
        return container.get("name").asText();
    }
}

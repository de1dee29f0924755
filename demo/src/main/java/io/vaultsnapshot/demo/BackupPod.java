package io.vaultsnapshot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.sandbox.pod.ContainerSpec;
import io.vaultsnapshot.sandbox.pod.PodIdentity;
import io.vaultsnapshot.sandbox.pod.PodVolumes;
import io.vaultsnapshot.sandbox.pod.VolumeSource;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs the CronJob's pods on this machine as a kubelet does: new volumes, init containers, containers. Each container gets
 * exactly the command and the variables of the Pod spec, {@code PATH}, and the addresses that differ here. There are no
 * images: the programs are those of this machine.
 */
final class BackupPod {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /**
     * What differs from a cluster.
     *
     * @param searchPath value of {@code PATH}
     * @param variables replace those of the same name in the Pod spec
     * @param role what a container has that EKS gives the IAM role
     */
    record Surroundings(String searchPath, Map<String, String> variables, Map<String, String> role) {}

    private final Workspace workspace;
    private final GeneratedManifests manifests;
    private final KubernetesEndpoint kubernetes;
    private final Surroundings surroundings;
    private final String certificate;
    private int runs;

    /**
     * Prepares runs.
     *
     * @param certificate content of ConfigMaps that the operator creates: they hold a CA
     */
    BackupPod(
            Workspace workspace,
            GeneratedManifests manifests,
            KubernetesEndpoint kubernetes,
            Surroundings surroundings,
            String certificate) {
        this.workspace = workspace;
        this.manifests = manifests;
        this.kubernetes = kubernetes;
        this.surroundings = surroundings;
        this.certificate = certificate;
    }

    /**
     * Runs one pod to its end. Returns what its containers printed, by container.
     *
     * @throws io.vaultsnapshot.sandbox.process.ProcessFailedException if a container fails; says what it printed
     */
    Map<String, String> run() {
        JsonNode cronJob = manifests.cronJob();
        JsonNode template = cronJob.at("/spec/jobTemplate/spec/template");
        JsonNode pod = template.path("spec");
        ServiceAccountRef account = new ServiceAccountRef(
                cronJob.at("/metadata/namespace").asText(),
                pod.path("serviceAccountName").asText());
        Path folder = workspace.folder("pod-" + ++runs);
        Map<String, Path> volumes;
        try {
            volumes = new PodVolumes(new Source(account), folder).create(pod.path("volumes"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        Map<String, String> printed = new LinkedHashMap<>();
        for (String list : new String[] {"initContainers", "containers"}) {
            for (JsonNode each : pod.path(list)) {
                ContainerSpec container = ContainerSpec.of(each);
                boolean hasRole = !PodIdentity.containersWithoutRole(template).contains(container.name());
                printed.put(container.name(), run(container, hasRole, folder, volumes));
            }
        }
        return printed;
    }

    private String run(ContainerSpec container, boolean hasRole, Path folder, Map<String, Path> volumes) {
        MountMapping mapping = MountMapping.of(container, volumes);
        Map<String, String> environment = new HashMap<>();
        container.environment().forEach((name, value) -> environment.put(name, mapping.onMachine(value)));
        surroundings.variables().forEach(environment::replace);
        environment.putAll(hasRole ? surroundings.role() : Map.of());
        environment.put("PATH", surroundings.searchPath());
        Command command = new Command(
                container.name(),
                container.command().stream().map(mapping::onMachine).toList(),
                environment,
                folder);
        return mapping.inContainer(
                workspace.processes().run(command, LONGEST).orFail().printed().strip());
    }

    private final class Source implements VolumeSource {
        private final ServiceAccountRef account;

        Source(ServiceAccountRef account) {
            this.account = account;
        }

        @Override
        public Map<String, String> configMap(String name) {
            return manifests.configMap(name).orElse(Map.of(KubernetesNames.CA_KEY, certificate));
        }

        @Override
        public String token(JsonNode wanted) {
            Duration life = Duration.ofSeconds(wanted.path("expirationSeconds").asLong());
            return kubernetes.issue(account, wanted.path("audience").asText(), Instant.now(), life);
        }
    }
}

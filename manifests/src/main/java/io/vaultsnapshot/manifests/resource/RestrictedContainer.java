package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.env.EnvVariable;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.manifests.scripts.Script;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.Container;
import org.cdk8s.plus25.k8s.EnvVar;
import org.cdk8s.plus25.k8s.Quantity;
import org.cdk8s.plus25.k8s.ResourceRequirements;

/** What all containers have in common. */
public final class RestrictedContainer {
    private RestrictedContainer() {}

    /** Starts a container that runs a command. The command replaces the image's entry point. */
    public static Container.Builder running(List<String> command) {
        return Container.builder()
                .command(command)
                // The settings allow no floating tag, so the image that a node has is the right one.
                .imagePullPolicy("IfNotPresent")
                .terminationMessagePath("/dev/termination-log")
                // Without a message file, kubectl describe shows the last lines of the log.
                .terminationMessagePolicy("FallbackToLogsOnError")
                .securityContext(RestrictedPod.containerSecurity());
    }

    /** Starts a container that runs a script of the volume {@link KubernetesNames#SCRIPTS_VOLUME}. */
    public static Container.Builder running(Script script) {
        return running(List.of("/bin/sh", KubernetesNames.SCRIPTS_PATH + "/" + script.fileName()));
    }

    /** Returns a container's variables. */
    public static List<EnvVar> environment(Map<? extends EnvVariable, String> values) {
        return values.entrySet().stream()
                .map(each -> EnvVar.builder()
                        .name(each.getKey().name())
                        .value(each.getValue())
                        .build())
                .toList();
    }

    /**
     * Returns a container's share of the node. Ephemeral storage is requested in full: the volumes count against the pod, and
     * on a node without the room it would be evicted half-way.
     *
     * @param requestMiB memory that is requested
     * @param limitMiB memory that it may use
     * @param storageMiB ephemeral storage
     */
    public static ResourceRequirements resources(int requestMiB, int limitMiB, int storageMiB) {
        return ResourceRequirements.builder()
                .requests(quantities("100m", requestMiB, storageMiB))
                .limits(quantities("1", limitMiB, storageMiB))
                .build();
    }

    private static Map<String, Quantity> quantities(String cpu, int memoryMiB, int storageMiB) {
        return Map.of(
                "cpu", Quantity.fromString(cpu),
                "memory", Mebibytes.quantity(memoryMiB),
                "ephemeral-storage", Mebibytes.quantity(storageMiB));
    }
}

package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The job's newest pod, as kubectl shows it. */
record JobPod(JsonObject pod) {
    /** What the kubelet gives as the reason of a container that waits for its image: Kubernetes, "Images". */
    private static final Set<String> WITHOUT_IMAGE =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable");

    /** Returns the newest of a list, if there is one. */
    static Optional<JobPod> newest(JsonObject pods) {
        return pods.objects("items").stream()
                .max(Comparator.comparing(each -> each.object("metadata").text("creationTimestamp")))
                .map(JobPod::new);
    }

    String name() {
        return pod.object("metadata").text("name");
    }

    /** A container whose image the node cannot have, and the setting that names the image. */
    record WithoutImage(String image, String reason, ClusterSetting<?> setting) {}

    Optional<WithoutImage> withoutImage() {
        return pod.optionalObject("status").stream()
                .flatMap(status ->
                        Stream.of("initContainerStatuses", "containerStatuses").map(status::objects))
                .flatMap(List::stream)
                .flatMap(container -> container
                        .optionalObject("state")
                        .flatMap(state -> state.optionalObject("waiting"))
                        .flatMap(waiting -> waiting.optionalText("reason"))
                        .filter(WITHOUT_IMAGE::contains)
                        .map(reason -> new WithoutImage(container.text("image"), reason, setting(container)))
                        .stream())
                .findFirst();
    }

    private static ClusterSetting<?> setting(JsonObject container) {
        return container.text("name").equals(KubernetesNames.UPLOAD_CONTAINER)
                ? ClusterSetting.AWS_CLI_IMAGE
                : ClusterSetting.VAULT_IMAGE;
    }
}

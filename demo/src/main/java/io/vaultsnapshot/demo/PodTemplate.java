package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The pods that a CronJob makes.
 *
 * @param account the ServiceAccount they run as
 * @param initContainers run one after the other, each to its end
 * @param containers run after those
 * @param volumes the volumes' specs
 * @param withoutRole names of the containers that EKS gives no IAM role
 * @param deadline how long their job may take
 */
record PodTemplate(
        ServiceAccountRef account,
        List<ContainerSpec> initContainers,
        List<ContainerSpec> containers,
        List<JsonObject> volumes,
        Set<String> withoutRole,
        Duration deadline) {
    private static final String NO_ROLE_ANNOTATION = "eks.amazonaws.com/skip-containers";

    static PodTemplate of(JsonObject cronJob) {
        JsonObject job = object(object(object(cronJob, "spec"), "jobTemplate"), "spec");
        JsonObject template = object(job, "template");
        JsonObject pod = object(template, "spec");
        String skipped = template.optionalObject("metadata")
                .flatMap(metadata -> metadata.optionalObject("annotations"))
                .flatMap(annotations -> annotations.optionalText(NO_ROLE_ANNOTATION))
                .orElse("");
        return new PodTemplate(
                new ServiceAccountRef(object(cronJob, "metadata").text("namespace"), pod.text("serviceAccountName")),
                ContainerSpec.listOf(pod.objects("initContainers")),
                ContainerSpec.listOf(pod.objects("containers")),
                pod.objects("volumes"),
                Set.of(skipped.split(",", -1)),
                Duration.ofSeconds(job.number("activeDeadlineSeconds")));
    }

    private static JsonObject object(JsonObject parent, String field) {
        return parent.optionalObject(field).orElseThrow(() -> new DocumentException(field, "is missing"));
    }
}

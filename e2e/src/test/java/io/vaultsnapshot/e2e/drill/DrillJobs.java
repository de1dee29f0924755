package io.vaultsnapshot.e2e.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.KubernetesJob;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs of the drill's CronJob, with other values of single variables, as its documentation says. */
final class DrillJobs {
    private static final String PATH = "/apis/batch/v1/namespaces/" + DrillNames.NAMESPACE + "/";
    private static final Duration GATE = Duration.ofMinutes(4);
    private static final String CRON_JOB = PATH + "cronjobs/" + DrillNames.CRON_JOB;

    private final ControlPlane kubernetes;
    private final KubeApi api;
    private final BackupEnvironment environment;

    DrillJobs(ControlPlane kubernetes, BackupEnvironment environment) {
        this.kubernetes = kubernetes;
        this.api = kubernetes.api();
        this.environment = environment;
    }

    /**
     * Creates a Job.
     *
     * @param values by {@code container/VARIABLE}, what the variable is set to
     */
    KubernetesJob start(String name, Map<String, String> values) {
        ObjectNode job = template(values);
        job.putObject("metadata").put("name", name);
        api.create(PATH + "jobs", job);
        return environment.drillJob(name);
    }

    /** Lets the CronJob's controller start one, which it does when the next minute begins. */
    KubernetesJob awaitScheduled(Map<String, String> values, Duration longest) {
        ObjectNode before = new JsonMapper().createObjectNode();
        before.set("spec", api.get(CRON_JOB).get("spec"));
        ObjectNode change = new JsonMapper().createObjectNode();
        ObjectNode spec = change.putObject("spec");
        spec.put("schedule", "* * * * *");
        spec.set("jobTemplate", template(values));
        api.merge(CRON_JOB, change);
        try {
            return environment.drillJob(Waiting.value("the controller to start a drill", longest, this::scheduled));
        } finally {
            api.merge(CRON_JOB, before);
        }
    }

    private Optional<String> scheduled() {
        for (JsonNode job : api.get(PATH + "jobs").get("items")) {
            if (job.at("/metadata/ownerReferences/0/kind").asText().equals("CronJob")) {
                return Optional.of(job.at("/metadata/name").asText());
            }
        }
        return Optional.empty();
    }

    private ObjectNode template(Map<String, String> values) {
        ObjectNode job = new JsonMapper().createObjectNode();
        job.set("spec", api.get(CRON_JOB).at("/spec/jobTemplate/spec").deepCopy());
        values.forEach((where, value) -> {
            String[] parts = where.split("/", 2);
            set(container(job, parts[0]), parts[1], value);
        });
        return job;
    }

    /** Stops the gate, or starts it again, and waits until its pods are as wanted. */
    void scaleGate(int replicas) {
        kubernetes
                .kubectl(
                        "--namespace=" + DrillNames.NAMESPACE,
                        "scale",
                        "deployment/" + DrillNames.GATE,
                        "--replicas=" + replicas)
                .orFail();
        String deployment = "/apis/apps/v1/namespaces/" + DrillNames.NAMESPACE + "/deployments/" + DrillNames.GATE;
        Waiting.until("the gate to have " + replicas + " pods", GATE, () -> {
            JsonNode status = api.get(deployment).path("status");
            return status.path("replicas").asInt() == replicas
                    && status.path("readyReplicas").asInt() == replicas;
        });
    }

    /** Deletes a Job, and so its pods with their grace period. */
    void delete(String name) {
        kubernetes
                .kubectl("--namespace=" + DrillNames.NAMESPACE, "delete", "job", name)
                .orFail();
    }

    private static ObjectNode container(JsonNode job, String name) {
        for (String kind : List.of("initContainers", "containers")) {
            for (JsonNode each : job.at("/spec/template/spec/" + kind)) {
                if (each.path("name").asText().equals(name)) {
                    return (ObjectNode) each;
                }
            }
        }
        throw new IllegalArgumentException("the drill has no container " + name);
    }

    private static void set(ObjectNode container, String variable, String value) {
        ArrayNode variables = container.withArray("env");
        for (JsonNode each : variables) {
            if (each.path("name").asText().equals(variable)) {
                ((ObjectNode) each).put("value", value);
                return;
            }
        }
        variables.addObject().put("name", variable).put("value", value);
    }
}

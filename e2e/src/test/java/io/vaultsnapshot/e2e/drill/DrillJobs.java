package io.vaultsnapshot.e2e.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.KubernetesJob;
import io.vaultsnapshot.e2e.kube.KubeApi;
import java.util.List;
import java.util.Map;

/** Jobs of the drill's CronJob, with other values of single variables, as its documentation says. */
final class DrillJobs {
    private static final String PATH = "/apis/batch/v1/namespaces/" + DrillNames.NAMESPACE + "/";

    private final KubeApi api;
    private final BackupEnvironment environment;

    DrillJobs(KubeApi api, BackupEnvironment environment) {
        this.api = api;
        this.environment = environment;
    }

    /**
     * Creates a Job.
     *
     * @param values by {@code container/VARIABLE}, what the variable is set to
     */
    KubernetesJob start(String name, Map<String, String> values) {
        JsonNode template = api.get(PATH + "cronjobs/" + DrillNames.CRON_JOB).at("/spec/jobTemplate");
        ObjectNode job = new JsonMapper().createObjectNode();
        job.putObject("metadata").put("name", name);
        job.set("spec", template.get("spec").deepCopy());
        values.forEach((where, value) -> {
            String[] parts = where.split("/", 2);
            set(container(job, parts[0]), parts[1], value);
        });
        api.create(PATH + "jobs", job);
        return environment.drillJob(name);
    }

    void delete(String name) {
        api.delete(PATH + "jobs/" + name + "?propagationPolicy=Background");
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

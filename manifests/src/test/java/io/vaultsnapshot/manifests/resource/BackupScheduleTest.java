package io.vaultsnapshot.manifests.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.BackupJobSettings;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.manifests.RenderedCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When the backup job runs, how long, and how often it is tried. */
class BackupScheduleTest {
    static RenderedCluster[] cases() {
        return new RenderedCluster[] {RenderedCluster.MINIMAL, RenderedCluster.FULL};
    }

    @Test
    void defaultSchedule_isTheArticlesHour_andAMinuteOfItsOwn() {
        JsonNode spec = cronJob(RenderedCluster.MINIMAL);
        assertEquals("48 2 * * 1-5", spec.path("schedule").asText());
        assertEquals("Etc/UTC", spec.path("timeZone").asText());
        assertEquals(10, spec.path("successfulJobsHistoryLimit").asInt());
        assertEquals(3, spec.path("failedJobsHistoryLimit").asInt());
        assertEquals(600, spec.path("startingDeadlineSeconds").asInt());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void schedule_isTheSettings(RenderedCluster rendered) {
        BackupJobSettings job = rendered.cluster().job();
        JsonNode spec = cronJob(rendered);
        assertEquals(
                job.schedule().expression().toString(), spec.path("schedule").asText());
        assertEquals(job.schedule().zone().getId(), spec.path("timeZone").asText());
        assertEquals(
                job.startingDeadline().toSeconds(),
                spec.path("startingDeadlineSeconds").asLong());
        assertEquals(
                rendered.cluster().get(ClusterSetting.SUCCESSFUL_JOBS_HISTORY_LIMIT),
                spec.path("successfulJobsHistoryLimit").asInt(-1));
        assertEquals(
                rendered.cluster().get(ClusterSetting.FAILED_JOBS_HISTORY_LIMIT),
                spec.path("failedJobsHistoryLimit").asInt(-1));
        assertEquals("Forbid", spec.path("concurrencyPolicy").asText());
        assertFalse(spec.path("suspend").asBoolean(true));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void job_endsAtItsDeadlineAndIsKeptByTheHistoryLimits(RenderedCluster rendered) {
        JsonNode job = cronJob(rendered).path("jobTemplate").path("spec");
        assertEquals(
                rendered.cluster().job().jobDeadline().toSeconds(),
                job.path("activeDeadlineSeconds").asLong());
        assertEquals(2, job.path("backoffLimit").asInt());
        assertFalse(job.has("ttlSecondsAfterFinished"));
        JsonNode pod = job.path("template").path("spec");
        assertEquals("Never", pod.path("restartPolicy").asText());
        assertEquals(30, pod.path("terminationGracePeriodSeconds").asInt());
        for (String containers : new String[] {"initContainers", "containers"}) {
            assertEquals(
                    "IfNotPresent",
                    pod.path(containers).path(0).path("imagePullPolicy").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void onePodsRetries_leaveRoomInTheDeadline(RenderedCluster rendered) {
        BackupJobSettings job = rendered.cluster().job();
        BackupJobTiming timing = BackupJobTiming.of(job);
        assertTrue(timing.attempts() * timing.retrySeconds() < job.jobDeadline().toSeconds() / 4);
        assertTrue(timing.retrySeconds() >= 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void label_isOnThePodThatThePolicySelects(RenderedCluster rendered) {
        JsonNode selected = rendered.object("NetworkPolicy", KubernetesNames.NETWORK_POLICY)
                .path("spec")
                .path("podSelector")
                .path("matchLabels");
        assertEquals(
                KubernetesNames.APP, selected.path(KubernetesNames.APP_LABEL).asText());
        assertEquals(
                selected.path(KubernetesNames.APP_LABEL),
                cronJob(rendered)
                        .path("jobTemplate")
                        .path("spec")
                        .path("template")
                        .path("metadata")
                        .path("labels")
                        .path(KubernetesNames.APP_LABEL));
        assertEquals(1, selected.size());
    }

    private static JsonNode cronJob(RenderedCluster rendered) {
        return rendered.object("CronJob", KubernetesNames.CRON_JOB).path("spec");
    }
}

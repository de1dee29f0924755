package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.e2e.aws.DeployedStack;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.KubernetesJob;
import io.vaultsnapshot.e2e.irsa.AwsEdge;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.net.Treatment;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Scenarios 4 and 6 in one: server, CronJob, pod with its IAM role, bucket, event, function, topic, subscriber. The pod assumes
 * its role at the gateway. What it then uploads goes to the bucket of the deployed stack.
 */
@ExtendWith(SuiteExtension.class)
class BackupToAlertScenario {
    private static final String CLUSTER = "end-to-end";
    private static final Duration LONGEST_JOB = Duration.ofMinutes(10);
    private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(2);

    private final Suite suite;

    BackupToAlertScenario(Suite suite) {
        this.suite = suite;
    }

    @Test
    void job_afterDaysWithoutAnySnapshot_endsTheAlertThatTheSubscriberGot(
            BackupEnvironment environment, AwsEdge edge, FleetSettings fleet) {
        try (DeployedStack stack = DeployedStack.ofItsOwn(suite, "aws-of-joined", fleet.block())) {
            stack.aws().moveClock(Instant.now().minus(Duration.ofDays(5)));
            sweep(stack);
            assertEquals(List.of(), stack.inbox().of(CLUSTER), "nothing is late on the first day");
            stack.aws().moveClock(Instant.now());
            sweep(stack);
            ReceivedAlert never = stack.inbox()
                    .await(
                            CLUSTER,
                            Map.of("kind", "problem", "cause", Cause.FIRST_SNAPSHOT_OVERDUE.id()),
                            LONGEST_DELIVERY);

            edge.treat(
                    SnapshotKey.prefix(CLUSTER),
                    head -> Treatment.forward(stack.aws().endpoint()));
            KubernetesJob job = environment.startJob(CLUSTER, "joined-1");

            assertEquals("Complete", job.awaitEnd(LONGEST_JOB), job::describe);
            SnapshotKey arrived = stack.onlySnapshotOf(CLUSTER);
            assertFalse(stack.awaitArrivalOf(arrived).failed());
            assertEquals(
                    "intact",
                    stack.record(arrived).orElseThrow().path("verdict").asText());
            assertEquals(
                    "unsealable",
                    stack.record(arrived).orElseThrow().path("level").asText());
            assertEquals(
                    "healthy", stack.status(CLUSTER).orElseThrow().path("state").asText());
            ReceivedAlert recovery = stack.inbox().await(CLUSTER, Map.of("kind", "recovery"), LONGEST_DELIVERY);
            assertEquals(List.of(never, recovery), stack.inbox().of(CLUSTER));
        } finally {
            edge.restore(SnapshotKey.prefix(CLUSTER));
        }
    }

    private static void sweep(DeployedStack stack) {
        Invocation run = stack.sweep();
        assertFalse(run.failed(), run.answer() + run.log());
    }
}

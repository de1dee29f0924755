package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scenario 6, the alert's side: a subscriber gets an alert about a damaged snapshot in the bucket. */
@ExtendWith(SuiteExtension.class)
class BrokenSnapshotScenario {
    private static final String CLUSTER = "arrives-broken";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final DeployedStack stack;

    BrokenSnapshotScenario(DeployedStack stack) {
        this.stack = stack;
    }

    @Test
    void upload_ofCutOffSnapshot_sendsOneAlertAndTheNextGoodOneEndsIt() {
        Instant now = Instant.now();
        SnapshotKey cut = Snapshots.key(CLUSTER, now.minusSeconds(120));
        SnapshotKey page = Snapshots.key(CLUSTER, now.minusSeconds(60));
        SnapshotKey good = Snapshots.key(CLUSTER, now);

        handled(cut, Snapshots.cutOff());

        ReceivedAlert problem = stack.inbox().await(CLUSTER, Map.of("kind", "problem", "state", "invalid"), LONGEST);
        assertTrue(problem.subject().contains(CLUSTER), problem.subject());
        assertTrue(problem.body().contains("TRUNCATED"), problem.body());
        assertTrue(problem.body().contains(cut.format()), problem.body());
        assertEquals("corrupt", stack.record(cut).orElseThrow().path("verdict").asText());

        handled(page, Snapshots.errorPage());
        assertEquals(List.of(problem), stack.inbox().of(CLUSTER), "still invalid, and still one alert");

        handled(good, Snapshots.intact());
        ReceivedAlert recovery = stack.inbox().await(CLUSTER, Map.of("kind", "recovery", "state", "invalid"), LONGEST);
        assertEquals(List.of(problem, recovery), stack.inbox().of(CLUSTER));
        assertEquals(
                "healthy", stack.status(CLUSTER).orElseThrow().path("state").asText());
    }

    private void handled(SnapshotKey key, byte[] content) {
        stack.upload(key, content);
        Invocation run = stack.awaitArrivalOf(key);
        assertFalse(run.failed(), run.answer() + run.log());
    }
}

package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
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

    private static final String OVERWRITTEN = "is-overwritten";

    private final Suite suite;
    private final DeployedStack stack;

    BrokenSnapshotScenario(Suite suite, DeployedStack stack) {
        this.suite = suite;
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

    /** The events are S3's own, each with its version; the newest snapshot is overwritten, and then the old one. */
    @Test
    void upload_ofOtherBytesOverSnapshots_isToldAndTheOriginalsAreUsedUntilAPersonAcknowledges() {
        Instant now = Instant.now();
        SnapshotKey old = Snapshots.key(OVERWRITTEN, now.minusSeconds(120));
        SnapshotKey newest = Snapshots.key(OVERWRITTEN, now);
        handled(old, Snapshots.intact());
        handled(newest, Snapshots.intact());
        String original = stack.record(newest).orElseThrow().path("versionId").asText();
        String again = stack.bucket().put(newest, Snapshots.intact()).versionId();
        Waiting.until("the same bytes to be compared", LONGEST, () -> ended(again));
        assertEquals(List.of(), stack.inbox().of(OVERWRITTEN), "the job's own retry writes the same bytes");

        String other = stack.bucket().put(newest, Snapshots.cutOff()).versionId();
        ReceivedAlert problem = stack.inbox()
                .await(OVERWRITTEN, Map.of("kind", "problem", "cause", Cause.SNAPSHOT_OVERWRITTEN.id()), LONGEST);
        assertTrue(problem.body().contains("version " + other), problem.body());
        assertTrue(problem.body().contains("version " + original), problem.body());
        String otherOld = stack.bucket().put(old, Snapshots.errorPage()).versionId();
        ReceivedAlert notice = stack.inbox().await(OVERWRITTEN, Map.of("kind", "notice"), LONGEST);
        assertTrue(notice.body().contains("version " + otherOld), notice.body());

        assertEquals(
                original, stack.record(newest).orElseThrow().path("versionId").asText());
        StatusView person = new StatusView(suite, stack);
        String uri = "s3://" + stack.bucket().name() + "/" + newest.format();
        CommandResult verified = person.call("verify", uri);
        assertEquals(0, verified.exitCode(), verified::printed);
        assertTrue(verified.printed().contains("read was version " + original), verified::printed);
        CommandResult plan = person.call(
                "restore", "--cluster", OVERWRITTEN, "--bucket", stack.bucket().name(), "--format", "json");
        assertTrue(plan.printed().contains("\"versionId\":\"" + original + "\""), plan::printed);
        CommandResult audit =
                person.call("audit", OVERWRITTEN, "--bucket", stack.bucket().name());
        assertEquals(1, audit.exitCode(), audit::printed);
        // What arrived within the hour is on its way for an audit, unless its record says more.
        assertTrue(audit.printed().contains("SNAPSHOT_OVERWRITTEN  " + newest.format()), audit::printed);
        assertTrue(audit.printed().contains(other) && audit.printed().contains(otherOld), audit::printed);
        assertFalse(audit.printed().contains(again), audit::printed);

        acknowledge(person, uri + "?versionId=" + other);
        acknowledge(person, "s3://" + stack.bucket().name() + "/" + old.format() + "?versionId=" + otherOld);
        stack.inbox().await(OVERWRITTEN, Map.of("kind", "recovery"), LONGEST);
        CommandResult whole =
                person.call("audit", OVERWRITTEN, "--bucket", stack.bucket().name());
        assertEquals(0, whole.exitCode(), whole::printed);
    }

    private static void acknowledge(StatusView person, String uri) {
        CommandResult said = person.call("acknowledge", uri, "--code", "OVERWRITTEN", "--reason", "our own scenario");
        assertEquals(0, said.exitCode(), said::printed);
    }

    private boolean ended(String version) {
        return stack.aws().functions().invocations().stream()
                .anyMatch(run -> run.event().contains(version));
    }

    private void handled(SnapshotKey key, byte[] content) {
        stack.upload(key, content);
        Invocation run = stack.awaitArrivalOf(key);
        assertFalse(run.failed(), run.answer() + run.log());
    }
}

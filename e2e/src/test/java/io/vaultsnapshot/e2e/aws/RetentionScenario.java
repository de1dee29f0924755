package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.retention.SupersededTag;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.lock.RetentionStack;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The deployed function over a bucket in which locks, tags and lifecycle rules are real (MinIO), with no more rights in it than
 * the template gives. The age of a snapshot is real to the store too: it is written with the time of its key.
 */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetentionScenario {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final RetentionStack stack;

    RetentionScenario(Suite suite) throws IOException {
        this.stack = new RetentionStack(suite, "retained");
    }

    @AfterAll
    void closeStack() {
        stack.close();
    }

    @Test
    void sweep_ofABucketWithOldSnapshots_tagsWhatANewerOneSupersedes_andOnlyThatGoes() throws Exception {
        stack.useTurn();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        RetentionStack.Stored old = stack.store(now.minus(Duration.ofDays(100)), Duration.ofSeconds(20));
        RetentionStack.Stored hidden = stack.store(now.minus(Duration.ofDays(99)), Duration.ofSeconds(20));
        RetentionStack.Stored locked = stack.store(now.minus(Duration.ofDays(98)), Duration.ofDays(1));
        RetentionStack.Stored lockedAndHidden = stack.store(now.minus(Duration.ofDays(97)), Duration.ofDays(1));
        RetentionStack.Stored young = stack.store(now.minus(Duration.ofDays(20)), Duration.ofSeconds(20));
        RetentionStack.Stored newest = stack.store(now.minus(Duration.ofMinutes(1)), Duration.ofDays(1));
        for (RetentionStack.Stored each :
                new RetentionStack.Stored[] {old, hidden, locked, lockedAndHidden, young, newest}) {
            ended(stack.arrive(each));
        }
        // Nobody has judged this one, so it never goes.
        RetentionStack.Stored unjudged = stack.store(now.minus(Duration.ofDays(96)), Duration.ofSeconds(20));

        ended(stack.sweep());
        Map<String, String> mark = Map.of(SupersededTag.KEY, SupersededTag.VALUE);
        assertEquals(mark, stack.tags(old));
        assertEquals(mark, stack.tags(locked));
        assertEquals(Map.of(), stack.tags(young));
        assertEquals(Map.of(), stack.tags(newest));
        assertEquals(Map.of(), stack.tags(unjudged));

        assertTagsAreLimited(young);
        stack.hide(hidden, now.minus(Duration.ofDays(9)));
        stack.hide(lockedAndHidden, now.minus(Duration.ofDays(9)));
        stack.applyRulesOfTheTemplate();
        Waiting.until(
                "the superseded version to be hidden, and the hidden one to be deleted",
                LONGEST,
                () -> stack.isHidden(old) && !stack.isThere(hidden),
                stack::listing);
        assertTrue(stack.isThere(old), "it is hidden for a week before it goes");
        assertTrue(stack.isThere(locked) && stack.isThere(lockedAndHidden), "a lock outlasts the rule");
        assertFalse(stack.isHidden(young) || stack.isHidden(newest) || stack.isHidden(unjudged), stack.listing());

        // Trouble: what can still be saved is saved.
        ended(stack.arrive(stack.storeBroken(now)));
        ended(stack.sweep());
        assertEquals(Map.of(), stack.tags(old));
        assertEquals(Map.of(), stack.tags(locked));
        assertTrue(stack.isThere(old), stack.listing());
    }

    @Test
    void writersOwnCredentials_writeOverTheNewestAndAnOldSnapshot_isToldAndTheOriginalsStay() throws Exception {
        stack.useAnother();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        RetentionStack.Stored old = stack.store(now.minus(Duration.ofDays(2)), Duration.ofDays(1));
        RetentionStack.Stored newest = stack.store(now.minus(Duration.ofMinutes(1)), Duration.ofDays(1));
        ended(stack.arrive(old));
        ended(stack.arrive(newest));

        RetentionStack.Stored other = stack.writeOver(newest, Snapshots.cutOff());
        assertNotEquals(newest.versionId(), other.versionId());
        ended(stack.arrive(other));
        ReceivedAlert told =
                stack.inbox().await(stack.cluster(), Map.of("cause", Cause.SNAPSHOT_OVERWRITTEN.id()), LONGEST);
        assertTrue(told.body().contains(newest.versionId()), told.body());
        assertTrue(told.body().contains(other.versionId()), told.body());
        stack.hide(newest, Instant.now());
        RetentionStack.Stored otherOld = stack.writeOver(old, Snapshots.errorPage());
        ended(stack.arrive(otherOld));
        ReceivedAlert notice = stack.inbox().await(stack.cluster(), Map.of("kind", "notice"), LONGEST);
        assertTrue(notice.body().contains(otherOld.versionId()), notice.body());

        CommandResult verified = stack.call("verify", stack.uri(newest), stack.uri(old));
        assertEquals(0, verified.exitCode(), verified::printed);
        CommandResult audit = stack.call("audit", stack.cluster(), "--bucket", stack.bucket());
        assertEquals(1, audit.exitCode(), audit::printed);
        assertTrue(audit.printed().contains("SNAPSHOT_OVERWRITTEN  " + old.key().format()), audit::printed);
        assertTrue(
                audit.printed().contains("SNAPSHOT_OVERWRITTEN  " + newest.key().format()), audit::printed);
        assertTrue(audit.printed().contains("SNAPSHOT_REMOVED  " + newest.key().format()), "it is hidden too");
    }

    /** The tag with another value, another tag, two tags, and the tag on what a reader gets, not on a named version. */
    private void assertTagsAreLimited(RetentionStack.Stored version) {
        SnapshotKey key = version.key();
        assertRefused(stack.asVerifier(tagging(key, version.versionId(), "{Key=" + SupersededTag.KEY + ",Value=no}")));
        assertRefused(stack.asVerifier(tagging(key, version.versionId(), "{Key=other,Value=yes}")));
        assertRefused(stack.asVerifier(
                tagging(key, version.versionId(), "{Key=" + SupersededTag.KEY + ",Value=yes},{Key=other,Value=yes}")));
        assertEquals(Map.of(), stack.tags(version));
    }

    private static String[] tagging(SnapshotKey key, String versionId, String tags) {
        return new String[] {
            "put-object-tagging",
            "--key=" + key.format(),
            "--version-id=" + versionId,
            "--tagging=TagSet=[" + tags + "]"
        };
    }

    private static void assertRefused(CommandResult result) {
        assertTrue(result.exitCode() != 0 && result.err().contains("AccessDenied"), result::printed);
    }

    private static void ended(Invocation run) {
        assertFalse(run.failed(), () -> run.answer() + run.log());
    }
}

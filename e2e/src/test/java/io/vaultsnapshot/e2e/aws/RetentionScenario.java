package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.lock.RetentionStack;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The deployed function over a bucket in which locks are real (MinIO), with no more rights in it than the template gives. The age of a snapshot is real to the store too: it is written with the time of its key.
 */
@ExtendWith(SuiteExtension.class)
class RetentionScenario {
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final Suite suite;

    RetentionScenario(Suite suite) {
        this.suite = suite;
    }

    @Test
    void writersOwnCredentials_writeOverTheNewestAndAnOldSnapshot_isToldAndTheOriginalsStay() throws Exception {
        try (RetentionStack stack = new RetentionStack(suite, "aws-of-overwriting")) {
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
            assertTrue(
                    audit.printed()
                            .contains("SNAPSHOT_OVERWRITTEN  " + old.key().format()),
                    audit::printed);
            assertTrue(
                    audit.printed()
                            .contains("SNAPSHOT_OVERWRITTEN  " + newest.key().format()),
                    audit::printed);
            assertTrue(
                    audit.printed().contains("SNAPSHOT_REMOVED  " + newest.key().format()), "it is hidden too");
        }
    }

    private static void ended(Invocation run) {
        assertFalse(run.failed(), () -> run.answer() + run.log());
    }
}

package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.lock.ReplicaStore;
import io.vaultsnapshot.e2e.lock.RetentionStack;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The deployed function over two locked buckets (MinIO), with no more rights in them than the template gives. Copies come, stay
 * away and come back.
 */
@ExtendWith(SuiteExtension.class)
class ReplicaScenario {
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private final Suite suite;

    ReplicaScenario(Suite suite) {
        this.suite = suite;
    }

    @Test
    void sweep_copiesComeAndStayAwayAndComeBack_isHealthyAndToldWithHowFarAndRecovers() throws Exception {
        try (RetentionStack stack = new RetentionStack(
                suite, "aws-of-replica", Map.of("replicaRegion", "eu-west-1", "replicaLagHours", 1))) {
            ReplicaStore replica = new ReplicaStore(stack);
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            RetentionStack.Stored first = stack.store(now.minus(Duration.ofMinutes(9)), Duration.ofDays(1));
            replica.copy(first);
            ended(stack.arrive(first));
            ended(stack.stack().sweep());
            assertEquals(first.key().format(), copies(stack).path("newestCopy").asText());
            assertEquals("healthy", stack.status().path("state").asText());
            assertThrows(S3Exception.class, () -> replica.delete(first), "the copy is locked too");

            RetentionStack.Stored second = stack.store(now.minus(Duration.ofMinutes(1)), Duration.ofDays(1));
            ended(stack.arrive(second));
            ended(stack.stack().sweep());
            assertEquals(second.key().format(), copies(stack).at("/lag/key").asText());
            assertEquals(List.of(), stack.inbox().of(stack.cluster()), "an hour is allowed");

            stack.stack().aws().moveClock(now.plus(Duration.ofMinutes(75)));
            ended(stack.stack().sweep());
            ReceivedAlert told =
                    stack.inbox().await(stack.cluster(), Map.of("cause", Cause.REPLICA_BEHIND.id()), LONGEST);
            assertTrue(told.body().contains(second.key().format()), told.body());

            replica.copy(second);
            ended(stack.stack().sweep());
            ReceivedAlert recovery = stack.inbox().await(stack.cluster(), Map.of("kind", "recovery"), LONGEST);
            assertEquals(List.of(told, recovery), stack.inbox().of(stack.cluster()));
            assertEquals(second.key().format(), copies(stack).path("newestCopy").asText());
            CommandResult shown = stack.call("status", "--bucket", stack.bucket(), "--cluster", stack.cluster());
            assertTrue(shown.printed().contains("  replica      the newest copy is of "), shown::printed);
        }
    }

    private static JsonNode copies(RetentionStack stack) {
        return stack.status().path("copies");
    }

    private static void ended(Invocation run) {
        assertFalse(run.failed(), () -> run.answer() + run.log());
    }
}

package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.e2e.aws.DeployedStack;
import io.vaultsnapshot.e2e.aws.StatusView;
import io.vaultsnapshot.e2e.backup.FaultyBackups;
import io.vaultsnapshot.e2e.backup.GatewayBucket;
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
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * What failed runs say, from the pod to the person: the documents that real pods left at the gateway are put into the bucket of a
 * deployed stack, and status and alert say what the servers said.
 */
@ExtendWith(SuiteExtension.class)
class LastWordsScenario {
    private static final Duration LONGEST_JOB = Duration.ofMinutes(12);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Fault, and what the real server, or the check of what it really sent, says. */
    private static final Map<String, String> REASONS = Map.of(
            "sealed", "the login failed: Vault is sealed",
            "token-refused", "the login failed: service account name not authorized",
            "answer-short", "the saved archive failed its check: gzip stream is cut short or damaged");

    private final Suite suite;

    LastWordsScenario(Suite suite) {
        this.suite = suite;
    }

    @Test
    void failedRuns_areTheReasonInStatusAndAlert(FaultyBackups backups, GatewayBucket gateway) {
        try (DeployedStack stack = DeployedStack.ofItsOwn(suite, "aws-of-last-words", List.copyOf(REASONS.keySet()))) {
            stack.aws().moveClock(Instant.now().minus(Duration.ofDays(5)));
            sweep(stack);
            for (String fault : REASONS.keySet()) {
                assertEquals("Failed", backups.job(fault).awaitEnd(LONGEST_JOB), () -> backups.job(fault)
                        .describe());
            }
            stack.aws().moveClock(Instant.now());
            REASONS.keySet().forEach(fault -> bringOver(fault, gateway, stack));
            sweep(stack);

            CommandResult fleet = new StatusView(suite, stack).run();
            assertEquals(1, fleet.exitCode(), fleet::printed);
            REASONS.forEach((fault, reason) -> {
                ReceivedAlert alert = stack.inbox()
                        .await(fault, Map.of("kind", "problem", "cause", Cause.FIRST_SNAPSHOT_OVERDUE.id()), LONGEST);
                assertTrue(alert.body().contains("Why: the job failed at "), alert::body);
                assertTrue(alert.body().contains(reason), alert::body);
                assertTrue(fleet.printed().contains(": " + reason), fleet::printed);
                CommandResult history = new StatusView(suite, stack).run("--cluster", fault);
                assertTrue(history.printed().contains("after 3 attempts; failed: " + reason), history::printed);
            });
        }
    }

    /** Each pod of the Job left one document. The newest of them is what the status knows in the end. */
    private static void bringOver(String fault, GatewayBucket gateway, DeployedStack stack) {
        List<String> keys = gateway.keys(RunKey.prefix(fault));
        assertEquals(3, keys.size(), keys::toString);
        for (String key : keys) {
            byte[] document = gateway.read(key);
            stack.aws()
                    .s3()
                    .putObject(
                            request -> request.bucket(stack.bucket().name()).key(key), RequestBody.fromBytes(document));
        }
        String newest = RunKey.parse(keys.get(2)).orElseThrow().startedAt().toString();
        Waiting.until("the status of " + fault + " to know its last run", LONGEST, () -> stack.status(fault)
                .map(status -> status.at("/backupJob/last/startedAt"))
                .map(JsonNode::asText)
                .filter(newest::equals)
                .isPresent());
    }

    private static void sweep(DeployedStack stack) {
        Invocation run = stack.sweep();
        assertFalse(run.failed(), run.answer() + run.log());
    }
}

package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Scenario 6, the alert's side: a night passes without a snapshot. The schedule is daily at 02:00. Only the function's clock is
 * moved. The deployed function itself decides from the schedule what is late.
 */
@ExtendWith(SuiteExtension.class)
class MissingSnapshotScenario {
    private static final String MISSING = "goes-missing";
    private static final String NEVER = "never-arrives";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Pattern JSON_BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

    private final Suite suite;

    MissingSnapshotScenario(Suite suite) {
        this.suite = suite;
    }

    @Test
    void sweep_afterNightWithoutSnapshot_sendsOneAlertAndTheNextGoodOneEndsIt() throws IOException {
        try (DeployedStack stack = DeployedStack.ofItsOwn(suite, "aws-of-missing", List.of(MISSING, NEVER))) {
            BusEvents bus = BusEvents.listen(stack.aws(), "changes-of-status", documentedRule(stack));
            at(stack, "PT2H1M");
            sweep(stack);
            arrive(stack, MONDAY.plus(Duration.parse("PT2H")));
            at(stack, "P1DT2H15M");
            sweep(stack);
            assertEquals(List.of(), stack.inbox().of(MISSING), "02:15 is within the job's own deadlines");
            at(stack, "P1DT2H35M");
            sweep(stack);
            assertEquals(List.of(), stack.inbox().of(MISSING), "02:35 is late, which sends no alert");

            at(stack, "P1DT3H");
            sweep(stack);
            sweep(stack);

            ReceivedAlert missing = stack.inbox().await(MISSING, Map.of("kind", "problem"), LONGEST);
            assertTrue(names(missing, "2026-11-24[T ]02:00"), "when it was due: " + missing.body());
            assertTrue(names(missing, "2026-11-23[T ]02:00"), "the one to restore from: " + missing.body());
            ReceivedAlert never = stack.inbox()
                    .await(NEVER, Map.of("kind", "problem", "cause", Cause.FIRST_SNAPSHOT_OVERDUE.id()), LONGEST);
            assertEquals(List.of(missing), stack.inbox().of(MISSING));
            assertEquals(List.of(never), stack.inbox().of(NEVER));
            CommandResult fleet = new StatusView(suite, stack).run();
            assertEquals(1, fleet.exitCode(), fleet::printed);
            assertTrue(fleet.printed().contains("2 clusters: 2 stale. Swept "), fleet::printed);
            assertTrue(fleet.printed().contains("a snapshot is overdue, due 2026-11-24 02:00 UTC"), fleet::printed);

            arrive(stack, MONDAY.plus(Duration.parse("P1DT2H59M")));
            ReceivedAlert recovery = stack.inbox().await(MISSING, Map.of("kind", "recovery"), LONGEST);
            sweep(stack);
            assertEquals(List.of(missing, recovery), stack.inbox().of(MISSING));
            CommandResult history = new StatusView(suite, stack).run("--cluster", MISSING);
            assertEquals(0, history.exitCode(), history::printed);
            assertTrue(history.printed().contains(MISSING + " is healthy"), history::printed);
            assertEquals(
                    "healthy", stack.status(MISSING).orElseThrow().path("state").asText());
            List<String> states = List.of("pending", "healthy", "pending", "stale", "healthy");
            Waiting.until(
                    "the events of every state",
                    LONGEST,
                    () -> states(stack, bus).equals(states),
                    () -> states(stack, bus).toString());
        }
    }

    /** Returns the pattern for every change of a status in docs/documents.md, for this stack's bucket. */
    private static String documentedRule(DeployedStack stack) throws IOException {
        String page = Files.readString(Suite.project().resolve("docs/documents.md"));
        return JSON_BLOCK
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .filter(json -> json.contains("status/*.json"))
                .findFirst()
                .orElseThrow()
                .replace("\"BUCKET\"", "\"" + stack.bucket().name() + "\"");
    }

    /** Returns the states of a cluster in their order, read from the versions of its status that the events name. */
    private static List<String> states(DeployedStack stack, BusEvents bus) {
        List<String> states = new ArrayList<>();
        for (JsonNode event : bus.received()) {
            JsonNode object = event.at("/detail/object");
            if (object.path("key").asText().equals(StatusKey.of(MISSING))) {
                String state = stack.bucket()
                        .document(
                                StatusKey.of(MISSING), object.path("version-id").asText())
                        .path("state")
                        .asText();
                if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
                    states.add(state);
                }
            }
        }
        return states;
    }

    /** Mails and JSON have different forms of a time. */
    private static boolean names(ReceivedAlert alert, String time) {
        return Pattern.compile(time).matcher(alert.body()).find();
    }

    private static void at(DeployedStack stack, String sinceMonday) {
        stack.aws().moveClock(MONDAY.plus(Duration.parse(sinceMonday)));
    }

    private static void sweep(DeployedStack stack) {
        Invocation run = stack.sweep();
        assertFalse(run.failed(), run.answer() + run.log());
    }

    private static void arrive(DeployedStack stack, Instant takenAt) {
        SnapshotKey key = Snapshots.key(MISSING, takenAt);
        stack.upload(key, Snapshots.intact());
        Invocation run = stack.awaitArrivalOf(key);
        assertFalse(run.failed(), run.answer() + run.log());
    }
}

package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.e2e.browser.Browser;
import io.vaultsnapshot.e2e.browser.PageFlaws;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

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
    private final Browser browser;

    MissingSnapshotScenario(Suite suite, Browser browser) {
        this.suite = suite;
        this.browser = browser;
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
            pageIsOfTheSweepThatChangedIt(stack);
            dashboardShowsTheSame(stack);

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

    /** The second sweep at 03:00 found what the first had. */
    private void pageIsOfTheSweepThatChangedIt(DeployedStack stack) throws IOException {
        String bucket = stack.bucket().name();
        Path page = suite.folder("missing-page").resolve("index.html");
        try (S3Client s3 = stack.aws().s3()) {
            GetObjectResponse stored =
                    s3.getObject(request -> request.bucket(bucket).key(StatusKey.FLEET_PAGE), page);
            assertEquals("text/html; charset=utf-8", stored.contentType());
            assertEquals("no-cache", stored.cacheControl());
            List<ObjectVersion> versions = s3.listObjectVersions(
                            request -> request.bucket(bucket).prefix(StatusKey.FLEET_PAGE))
                    .versions();
            // A version for each sweep at which something was another: 02:01, 02:15, 02:35 and 03:00.
            assertEquals(4, versions.size(), versions::toString);
        }
        assertTrue(stack.aws().functions().invocations().stream()
                .anyMatch(run -> run.log().contains("\"page\":\"unchanged\"")));

        JsonNode seen = browser.look(page);

        assertEquals(List.of(), PageFlaws.of(seen));
        String text = seen.at("/light/text").asText();
        assertTrue(text.contains("a snapshot is overdue, due 2026-11-24 02:00 UTC"), text);
    }

    /** As the console does, which starts the function with the rights of who looks. */
    private void dashboardShowsTheSame(DeployedStack stack) throws IOException {
        String html =
                widget(stack, "{\"widgetContext\":{\"dashboardName\":\"vault-snapshot\",\"forms\":{\"all\":{}}}}");
        assertTrue(html.contains(MISSING) && html.contains("a snapshot is overdue, due 2026-11-24 02:00 UTC"), html);
        assertTrue(widget(stack, "{\"describe\":true}").startsWith("## Vault backups"));
    }

    /** The suite's AWS CLI is version 1, which takes a payload as it is. */
    private String widget(DeployedStack stack, String event) throws IOException {
        Path answer = suite.folder("widget").resolve("answer.json");
        new AwsCli(suite, stack.aws())
                .run(
                        "lambda",
                        "invoke",
                        "--function-name",
                        AwsNames.WIDGET_FUNCTION,
                        "--payload",
                        event,
                        answer.toString())
                .orFail();
        JsonNode text = new ObjectMapper().readTree(answer.toFile());
        assertTrue(text.isTextual(), text::toString);
        return text.asText();
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

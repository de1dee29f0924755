package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands of docs/web-hooks.md, and what a chat and an on-call service then get of a real alert. */
@ExtendWith(SuiteExtension.class)
class WebHookScenario {
    private static final String CLUSTER = "posted-by-web-hook";
    private static final String SLACK = "/services/T000/B000/secret";
    private static final String TEAMS = "/workflows/secret/triggers/manual/paths/invoke";
    private static final String PAGERDUTY = "/v2/enqueue";
    private static final String KEY = "0123456789abcdef0123456789ABCDEF";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LONGEST_DEPLOYMENT = Duration.ofMinutes(3);
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private final Suite suite;
    private final DeployedStack stack;

    WebHookScenario(Suite suite, DeployedStack stack) {
        this.suite = suite;
        this.stack = stack;
    }

    @Test
    void alert_withTheTemplatesOfThePage_isPostedInTheFormOfEachService() throws IOException, GeneralSecurityException {
        try (RecordedEndpoint endpoint = new RecordedEndpoint(suite.get(CertificateAuthority.class))) {
            deployAll(endpoint);
            SnapshotKey broken = Snapshots.key(CLUSTER, Instant.now().minusSeconds(60));
            stack.upload(broken, Snapshots.cutOff());

            assertSlack(endpoint.await(SLACK, LONGEST, WebHookScenario::isAboutIt), broken);
            assertTeams(endpoint.await(TEAMS, LONGEST, WebHookScenario::isAboutIt), broken);
            JsonNode opened = endpoint.await(PAGERDUTY, LONGEST, WebHookScenario::isAboutIt);
            assertPagerDuty(opened, broken);

            stack.upload(Snapshots.key(CLUSTER, Instant.now()), Snapshots.intact());
            JsonNode resolved = endpoint.await(
                    PAGERDUTY,
                    LONGEST,
                    body -> body.path("event_action").asText().equals("resolve") && isAboutIt(body));
            assertEquals(opened.get("dedup_key"), resolved.get("dedup_key"));
            assertEquals(KEY, resolved.get("routing_key").asText());

            run("try", blocks().get(3), "");
            endpoint.await(SLACK, LONGEST, body -> body.get("text").asText().equals("A test of the web hook"));
            endpoint.await(
                    PAGERDUTY, LONGEST, body -> body.path("dedup_key").asText().equals("test"));
        }
    }

    private void deployAll(RecordedEndpoint endpoint) throws IOException {
        List<String> blocks = blocks();
        run("slack", blocks.get(0), endpoint.url(SLACK));
        run("teams", blocks.get(1), endpoint.url(TEAMS));
        String pagerDuty = "https://events.pagerduty.com/v2/enqueue ";
        assertTrue(blocks.get(2).contains(pagerDuty), blocks.get(2));
        run("pagerduty", blocks.get(2).replace(pagerDuty, endpoint.url(PAGERDUTY) + " "), KEY);
    }

    private static List<String> blocks() throws IOException {
        String page = Files.readString(Suite.project().resolve("docs/web-hooks.md"));
        List<String> blocks =
                BLOCK.matcher(page).results().map(match -> match.group(1)).toList();
        assertEquals(4, blocks.size());
        return blocks;
    }

    /** Runs a block of the page as a person does, who pastes the secret. */
    private void run(String name, String block, String pasted) throws IOException {
        Path folder = suite.folder("web-hook-" + name);
        Files.createSymbolicLink(folder.resolve("docs"), Suite.project().resolve("docs"));
        Files.writeString(folder.resolve("pasted"), pasted + "\n");
        Path aws = suite.get(Tools.class).path("aws");
        suite.processes()
                .run(
                        Command.of("web-hook-" + name, folder, "bash", "-e", "-c", "exec <pasted\n" + block)
                                .with(stack.aws().variables())
                                .with("PATH", aws.getParent() + ":" + System.getenv("PATH"))
                                .with("HOME", folder.toString()),
                        LONGEST_DEPLOYMENT)
                .orFail();
        assertFalse(Files.exists(folder.resolve("hook.json")), "the file with the secret is left");
    }

    private static boolean isAboutIt(JsonNode body) {
        return body.toString().contains(CLUSTER);
    }

    /** Slack's page "Sending messages using incoming webhooks": {@code text}, and attachments with a {@code text}. */
    private static void assertSlack(JsonNode body, SnapshotKey key) {
        assertTrue(
                body.get("text").isTextual() && body.get("text").asText().startsWith("Vault backup"), body::toString);
        assertTrue(body.at("/attachments/0/text").asText().contains(key.format()), body::toString);
    }

    /** Microsoft's page on adaptive cards by web hook: a message with one attachment, which has the card. */
    private static void assertTeams(JsonNode body, SnapshotKey key) {
        assertEquals("message", body.get("type").asText());
        assertEquals(
                "application/vnd.microsoft.card.adaptive",
                body.at("/attachments/0/contentType").asText());
        JsonNode card = body.at("/attachments/0/content");
        assertEquals("AdaptiveCard", card.get("type").asText());
        for (JsonNode block : card.get("body")) {
            assertEquals("TextBlock", block.get("type").asText());
            assertTrue(block.get("text").isTextual(), body::toString);
        }
        assertTrue(card.at("/body/1/text").asText().contains(key.format()), body::toString);
    }

    /** PagerDuty's page "Send an alert event": what the Events API v2 demands, and the values that it takes. */
    private static void assertPagerDuty(JsonNode body, SnapshotKey key) {
        assertEquals(KEY, body.get("routing_key").asText());
        assertEquals("trigger", body.get("event_action").asText());
        assertEquals(CLUSTER, body.get("dedup_key").asText());
        JsonNode payload = body.get("payload");
        assertTrue(payload.get("summary").asText().length() <= 1024, payload::toString);
        assertEquals(CLUSTER, payload.get("source").asText());
        assertTrue(
                Set.of("critical", "error", "warning", "info")
                        .contains(payload.get("severity").asText()),
                payload::toString);
        Instant.parse(payload.get("timestamp").asText());
        assertTrue(payload.at("/custom_details/text").asText().contains(key.format()), payload::toString);
    }
}

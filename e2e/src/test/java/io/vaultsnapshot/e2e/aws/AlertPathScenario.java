package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.alert.AlertAttribute;
import io.vaultsnapshot.contract.alert.AlertEvent;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The self-test of the alert path, on the deployed stack: the rule starts the function, which stores a damaged snapshot; the
 * event of S3 starts the function again; its finding reaches the topic, the subscribers of self-tests, and the event bus.
 */
@ExtendWith(SuiteExtension.class)
class AlertPathScenario {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeployedStack stack;

    AlertPathScenario(DeployedStack stack) {
        this.stack = stack;
    }

    @Test
    void selfTest_startedByItsRule_reachesSubscribersItsOwnQueueAndTheEventBus() throws IOException {
        BusEvents events = BusEvents.listen(
                stack.aws(),
                "events-of-alerts",
                "{\"source\":[\"" + AlertEvent.SOURCE + "\"],\"detail-type\":[\"" + AlertEvent.DETAIL_TYPE + "\"]}");
        MessageQueue selfTests = stack.aws().queue(AwsNames.SELF_TEST_QUEUE);
        // The topic also gets an alert that is not from a self-test. It must not be counted as one.
        SnapshotKey broken = Snapshots.key("delivered", Instant.now());
        stack.upload(broken, Snapshots.cutOff());
        stack.awaitArrivalOf(broken);

        stack.aws().fireSchedule(AwsNames.SELF_TEST_RULE);

        ReceivedAlert alert =
                stack.inbox().await(SelfTest.CLUSTER, Map.of(AlertAttribute.SELF_TEST.attribute(), "true"), LONGEST);
        assertTrue(alert.subject().startsWith("SELF-TEST"), alert.subject());
        for (AlertAttribute attribute : AlertAttribute.values()) {
            assertTrue(
                    alert.attributes().containsKey(attribute.attribute()), () -> attribute + " " + alert.attributes());
        }
        JsonNode document = JSON.readTree(alert.body());
        assertEquals("alert/1.0", document.get("schema").asText());
        assertEquals("TRUNCATED", document.at("/findings/0/code").asText());

        assertOnlySelfTestsWereCounted(selfTests);
        assertEventOnTheBus(events, document.get("id").asText());
    }

    private static void assertOnlySelfTestsWereCounted(MessageQueue selfTests) throws IOException {
        List<String> counted = new ArrayList<>();
        Waiting.until("a self-test in its own queue", LONGEST, () -> {
            counted.addAll(selfTests.take());
            return !counted.isEmpty();
        });
        for (String body : counted) {
            assertEquals(
                    "true",
                    JSON.readTree(body)
                            .at("/MessageAttributes/" + AlertAttribute.SELF_TEST.attribute() + "/Value")
                            .asText(),
                    body);
        }
    }

    private static void assertEventOnTheBus(BusEvents events, String id) {
        List<JsonNode> received = events.await(
                "the event of the self-test",
                LONGEST,
                event -> id.equals(event.at("/detail/id").asText()));
        for (JsonNode event : received) {
            assertEquals(AlertEvent.SOURCE, event.get("source").asText());
            assertEquals(AlertEvent.DETAIL_TYPE, event.get("detail-type").asText());
            assertEquals("alert/1.0", event.at("/detail/schema").asText(), event::toString);
        }
    }
}

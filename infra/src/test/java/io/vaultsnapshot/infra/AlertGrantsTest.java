package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every grant without which an alert, an alarm or an event disappears without an error. */
class AlertGrantsTest {
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @ParameterizedTest
    @CsvSource({"cloudwatch.amazonaws.com", "events.amazonaws.com"})
    void service_mayPublishAndUseTheTopicsKey(String service) {
        JsonNode topic = template.properties("AWS::SNS::TopicPolicy").at("/PolicyDocument/Statement");
        JsonNode key = template.resource("AlertsKey").at("/Properties/KeyPolicy/Statement");
        assertTrue(grants(topic, service, "sns:Publish"), topic.toString());
        assertTrue(grants(key, service, "kms:Decrypt"), key.toString());
        assertTrue(grants(key, service, "kms:GenerateDataKey*"), key.toString());
    }

    /** What the SNS developer guide says about EventBridge and encrypted topics. */
    @Test
    void key_ofTheTopic_asksAlarmsForTheirAccount_andRulesForNothing() {
        JsonNode key = template.resource("AlertsKey").at("/Properties/KeyPolicy/Statement");
        JsonNode alarms = useOfKey(key, "cloudwatch.amazonaws.com");
        JsonNode rules = useOfKey(key, "events.amazonaws.com");
        assertEquals(
                "111122223333",
                alarms.at("/Condition/StringEquals/aws:SourceAccount").asText(),
                alarms::toString);
        assertTrue(rules.path("Condition").isMissingNode(), rules::toString);
    }

    private static JsonNode useOfKey(JsonNode statements, String service) {
        return statements(statements)
                .filter(each -> texts(each.at("/Principal/Service")).contains(service))
                .filter(each -> texts(each.get("Action")).contains("kms:Decrypt"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void topic_isEncryptedWithTheKeyThatGrantsThem() {
        assertEquals(
                "${AlertsKey.Arn}",
                template.properties("AWS::SNS::Topic").get("KmsMasterKeyId").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "PublishAlerts,sns:Publish,${AlertsTopic}",
        "UseKeyForAlerts,kms:Decrypt,${AlertsKey.Arn}",
        "UseKeyForAlerts,kms:GenerateDataKey,${AlertsKey.Arn}",
        "PutEvents,events:PutEvents,arn:aws:events:eu-north-1:111122223333:event-bus/default",
        "PlantSelfTest,s3:PutObject,${SnapshotsBucket.Arn}/snapshots/alert-path-self-test/*"
    })
    void verifier_mayTellAndTest(String sid, String action, String resource) {
        JsonNode statement = statements(
                        template.resource("VerifierRolePolicy").at("/Properties/PolicyDocument/Statement"))
                .filter(each -> each.path("Sid").asText().equals(sid))
                .findFirst()
                .orElseThrow();
        assertTrue(texts(statement.get("Action")).contains(action), statement.toString());
        assertTrue(texts(statement.get("Resource")).contains(resource), statement.toString());
    }

    @Test
    void topic_mayReachTheSelfTestsQueue_withSelfTestsOnly() {
        JsonNode queue = template.resources("AWS::SQS::QueuePolicy").stream()
                .map(policy -> policy.at("/Properties/PolicyDocument/Statement"))
                .filter(statements -> grants(statements, "sns.amazonaws.com", "sqs:SendMessage"))
                .findFirst()
                .orElseThrow();
        assertTrue(queue.toString().contains("${AlertsTopic}"), queue.toString());
        JsonNode subscription = template.properties("AWS::SNS::Subscription", "Endpoint", "${SelfTestQueue.Arn}");
        assertEquals(SynthesizedStack.json("{\"selfTest\": [\"true\"]}"), subscription.get("FilterPolicy"));
    }

    private static boolean grants(JsonNode statements, String service, String action) {
        return statements(statements)
                .filter(each -> each.get("Effect").asText().equals("Allow"))
                .filter(each -> texts(each.at("/Principal/Service")).contains(service))
                .anyMatch(each -> texts(each.get("Action")).contains(action));
    }

    private static Stream<JsonNode> statements(JsonNode statements) {
        return ((ArrayNode) statements).valueStream();
    }

    private static Set<String> texts(JsonNode oneOrMany) {
        Set<String> texts = new TreeSet<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(each -> texts.add(each.asText()));
        } else {
            texts.add(oneOrMany.asText());
        }
        return texts;
    }
}

package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.AwsNames;
import io.vaultsnapshot.contract.settings.SettingsParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** Who may publish, who gets it, and that silence about nobody getting it is impossible. */
class AlertTopicTest {
    private static final String TOPIC_PATH = "/" + AwsNames.STACK + "/Alerts";

    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @Test
    void key_mayBeUsedByAlarmsAndRulesOfThisAccount() {
        assertEquals(
                SynthesizedStack.json("""
                        {
                          "Sid": "UseKeyForAlarmsAndRules",
                          "Effect": "Allow",
                          "Principal": {"Service": ["cloudwatch.amazonaws.com", "events.amazonaws.com"]},
                          "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
                          "Resource": "*",
                          "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}
                        }
                        """), template.resource("AlertsKey").at("/Properties/KeyPolicy/Statement/1"));
        assertTrue(template.resource("AlertsKey")
                .at("/Properties/EnableKeyRotation")
                .asBoolean());
        assertEquals(
                "${AlertsKey.Arn}",
                template.properties("AWS::SNS::Topic").get("KmsMasterKeyId").asText());
    }

    @Test
    void topic_takesAlarmsOfThisAccount_andNothingWithoutTls() {
        assertEquals(
                SynthesizedStack.json("""
                        [
                          {
                            "Sid": "AllowPublishThroughSSLOnly",
                            "Effect": "Deny",
                            "Principal": "*",
                            "Action": "sns:Publish",
                            "Resource": "${AlertsTopic}",
                            "Condition": {"Bool": {"aws:SecureTransport": "false"}}
                          },
                          {
                            "Sid": "PublishAlarmsAndEvents",
                            "Effect": "Allow",
                            "Principal": {"Service": ["cloudwatch.amazonaws.com", "events.amazonaws.com"]},
                            "Action": "sns:Publish",
                            "Resource": "${AlertsTopic}",
                            "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}
                          }
                        ]
                        """),
                template.properties("AWS::SNS::TopicPolicy").at("/PolicyDocument/Statement"));
    }

    @Test
    void subscriptions_areTheSettings() {
        Set<String> subscriptions = template.resources("AWS::SNS::Subscription").stream()
                .map(subscription -> subscription.get("Properties"))
                .map(properties -> properties.get("TopicArn").asText() + " "
                        + properties.get("Protocol").asText() + " "
                        + properties.get("Endpoint").asText())
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "${AlertsTopic} email oncall@example.com",
                        "${AlertsTopic} sms +358401234567",
                        "${AlertsTopic} https https://alerts.example.com/hooks/vault",
                        "${AlertsTopic} sqs arn:aws:sqs:eu-north-1:111122223333:alerts",
                        "${AlertsTopic} lambda arn:aws:lambda:eu-north-1:111122223333:function:pager",
                        "${AlertsTopic} lambda arn:aws:lambda:eu-west-1:444455556666:function:elsewhere",
                        "${AlertsTopic} sqs ${DrillQueue.Arn}"),
                subscriptions);
    }

    @Test
    void functionOfThisAccount_mayBeInvokedByTheTopic() {
        JsonNode permission = template.properties("AWS::Lambda::Permission", "Principal", "sns.amazonaws.com");
        assertEquals(
                "arn:aws:lambda:eu-north-1:111122223333:function:pager",
                permission.get("FunctionName").asText());
        assertEquals("${AlertsTopic}", permission.get("SourceArn").asText());
    }

    @Test
    void withoutSubscribers_synthFailsAndSaysWhatToDo() {
        withoutSubscribers(false)
                .hasError(
                        TOPIC_PATH,
                        Match.stringLikeRegexp("Nobody will be told.*\\{\"protocol\": \"email\", \"endpoint\".*nobodyIsTold.*"));
    }

    @Test
    void withoutSubscribers_butDeclared_nothingIsSaid() {
        Annotations declared = withoutSubscribers(true);
        declared.hasNoError("*", Match.anyValue());
        declared.hasNoWarning("*", Match.anyValue());
    }

    private static Annotations withoutSubscribers(boolean declared) {
        Map<String, Object> context = SynthesizedStack.context("minimal", Map.of());
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        settings.put("alerts", List.of());
        settings.put("nobodyIsTold", declared);
        context.put(SettingsParser.CONTEXT_KEY, settings);
        App app = App.Builder.create().context(context).build();
        return Annotations.fromStack(
                new SnapshotStack(app, ContextSettings.read(app.getNode()), SynthesizedStack.stubJar()));
    }

    @Test
    void withSubscribers_nothingIsWarnedOf() {
        Annotations full = Annotations.fromStack(SynthesizedStack.of("full").stack());
        full.hasNoWarning("*", Match.anyValue());
        full.hasNoError("*", Match.anyValue());
    }
}

package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** Who may publish, and who gets it. */
class AlertTopicTest {
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @Test
    void key_mayBeUsedByAlarmsOfThisAccount_andByRules() {
        assertEquals(
                SynthesizedStack.json("""
                        {
                          "Sid": "UseKeyForAlarms",
                          "Effect": "Allow",
                          "Principal": {"Service": "cloudwatch.amazonaws.com"},
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
                        "${AlertsTopic} sqs ${SelfTestQueue.Arn}"),
                subscriptions);
    }

    /** Without a guardrail, people in the channel could do what AdministratorAccess allows. */
    @Test
    void slack_isAChannelThatShowsMessagesAndMayDoNothing() {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        settings.put("alerts", List.of(Map.of("protocol", "slack", "endpoint", "T0123ABCD/C0456EFGH")));
        TemplateText slack = SynthesizedStack.of(App.Builder.create()
                        .context(SynthesizedStack.context(settings))
                        .build())
                .template();
        JsonNode channel = slack.properties("AWS::Chatbot::SlackChannelConfiguration");

        assertEquals("T0123ABCD", channel.get("SlackWorkspaceId").asText());
        assertEquals("C0456EFGH", channel.get("SlackChannelId").asText());
        assertEquals("[\"${AlertsTopic}\"]", channel.get("SnsTopicArns").toString());
        assertEquals(1, channel.get("GuardrailPolicies").size());
        JsonNode guardrail = slack.properties(
                        "AWS::IAM::ManagedPolicy", "Description", "People in the Slack channel may run no AWS command")
                .at("/PolicyDocument/Statement/0");
        assertEquals("Deny", guardrail.get("Effect").asText());
        assertEquals("*", guardrail.get("Action").asText());
        assertEquals(1, slack.resources("AWS::SNS::Subscription").size(), "only the self-test's queue");
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
    void withSubscribers_nothingIsWarnedOf() {
        Annotations full = Annotations.fromStack(SynthesizedStack.of("full").stack());
        full.hasNoWarning("*", Match.anyValue());
        full.hasNoError("*", Match.anyValue());
    }
}

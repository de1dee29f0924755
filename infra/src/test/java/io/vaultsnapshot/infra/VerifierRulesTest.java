package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What wakes the verifier, and what happens to an event that cannot reach it. */
class VerifierRulesTest {
    private static final Map<String, String> RULES =
            Map.of(AwsNames.ARRIVAL_RULE, "RulesArrival", AwsNames.SWEEP_RULE, "RulesSweep");

    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @Test
    void arrival_matchesNewObjectsUnderSnapshotsOfThisBucket() {
        assertEquals(SynthesizedStack.json("""
                        {
                          "source": ["aws.s3"],
                          "detail-type": ["Object Created"],
                          "detail": {
                            "bucket": {"name": ["${SnapshotsBucket}"]},
                            "object": {"key": [
                              {"prefix": "snapshots/"}, {"prefix": "acknowledgements/"}, {"prefix": "drills/"}, {"prefix": "runs/"}]}
                          }
                        }
                        """), rule(AwsNames.ARRIVAL_RULE).get("EventPattern"));
    }

    @Test
    void sweep_runsAtTheContractsPeriod() {
        assertEquals(
                "rate(" + VerifierFunction.SWEEP_PERIOD.toMinutes() + " minutes)",
                rule(AwsNames.SWEEP_RULE).get("ScheduleExpression").asText());
    }

    @Test
    void bothRules_areOn_andReachTheVerifierOrTheDeadLetterQueue() {
        for (String name : RULES.keySet()) {
            assertEquals("ENABLED", rule(name).get("State").asText());
            assertEquals(SynthesizedStack.json("""
                            [
                              {
                                "Id": "Target0",
                                "Arn": "${VerifierFunction.Arn}",
                                "DeadLetterConfig": {"Arn": "${DeadLettersQueue.Arn}"},
                                "RetryPolicy": {"MaximumEventAgeInSeconds": 3600, "MaximumRetryAttempts": 185}
                              }
                            ]
                            """), rule(name).get("Targets"));
        }
    }

    @Test
    void theRules_andNoOthers_mayInvokeTheVerifier() {
        List<String> invokers = template.resources("AWS::Lambda::Permission").stream()
                .map(permission -> permission.get("Properties"))
                .filter(permission -> permission.get("FunctionName").asText().equals("${VerifierFunction.Arn}"))
                .map(permission -> permission.get("Principal").asText() + " "
                        + permission.get("SourceArn").asText())
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "events.amazonaws.com ${RulesArrival.Arn}",
                        "events.amazonaws.com ${RulesSweep.Arn}",
                        "events.amazonaws.com ${SelfTestRule.Arn}"),
                invokers);
    }

    @Test
    void bothRules_mayWriteToTheDeadLetterQueue() {
        for (String rule : RULES.values()) {
            JsonNode statements =
                    template.resource("DeadLettersQueuePolicy").at("/Properties/PolicyDocument/Statement");
            long allowed = statements
                    .valueStream()
                    .filter(statement -> statement
                            .at("/Condition/ArnEquals/aws:SourceArn")
                            .asText()
                            .equals("${" + rule + ".Arn}"))
                    .filter(statement -> statement.get("Action").asText().equals("sqs:SendMessage")
                            && statement.get("Effect").asText().equals("Allow"))
                    .count();
            assertEquals(1, allowed, rule);
        }
    }

    private static JsonNode rule(String name) {
        return template.properties("AWS::Events::Rule", "Name", name);
    }
}

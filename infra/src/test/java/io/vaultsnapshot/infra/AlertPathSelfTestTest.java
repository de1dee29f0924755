package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.aws.AwsNames;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What starts the self-test, and the two alarms on it that do not need the function. */
class AlertPathSelfTestTest {
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("minimal").template();
    }

    @Test
    void rule_tellsTheFunctionToTest() {
        JsonNode rule = template.properties("AWS::Events::Rule", "Name", AwsNames.SELF_TEST_RULE);
        assertEquals(SelfTest.SCHEDULE, rule.get("ScheduleExpression").asText());
        assertEquals("ENABLED", rule.get("State").asText());
        assertEquals("${VerifierFunction.Arn}", rule.at("/Targets/0/Arn").asText());
        assertEquals(
                "{\"detail-type\":\"" + SelfTest.DETAIL_TYPE + "\"}",
                rule.at("/Targets/0/Input").asText());
    }

    @Test
    void silent_countsWhatReachedTheQueue_andRingsWithoutData() {
        JsonNode alarm = alarm(AwsNames.SELF_TEST_SILENT_ALARM);
        assertEquals("AWS/SQS", alarm.get("Namespace").asText());
        assertEquals("NumberOfMessagesSent", alarm.get("MetricName").asText());
        assertEquals("breaching", alarm.get("TreatMissingData").asText());
        assertEquals("LessThanThreshold", alarm.get("ComparisonOperator").asText());
    }

    @Test
    void silent_looksBackAsFarAsCloudWatchCan_andADayFurtherThanSelfTestsAreApart() {
        JsonNode alarm = alarm(AwsNames.SELF_TEST_SILENT_ALARM);
        Duration window = Duration.ofSeconds(
                alarm.get("Period").asLong() * alarm.get("EvaluationPeriods").asLong());
        assertEquals(Duration.ofDays(7), window);
        assertTrue(window.minus(SelfTest.LONGEST_GAP).compareTo(Duration.ofDays(1)) >= 0);
    }

    @Test
    void late_comparesAwssOwnCounts() {
        JsonNode alarm = alarm(AwsNames.SELF_TEST_LATE_ALARM);
        String metrics = alarm.get("Metrics").toString();
        assertTrue(metrics.contains("RUNNING_SUM(FILL(started, 0)) - RUNNING_SUM(FILL(arrived, 0))"), metrics);
        assertTrue(metrics.contains("AWS/Events") && metrics.contains("AWS/SQS"), metrics);
        assertTrue(!metrics.contains("VaultSnapshot"), "a metric of the function's own would prove nothing");
        assertEquals("notBreaching", alarm.get("TreatMissingData").asText());
    }

    private static JsonNode alarm(String name) {
        return template.properties("AWS::CloudWatch::Alarm", "AlarmName", name);
    }
}

package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.alert.Runbook;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dead verifier is loud, an idle dead-letter queue is not. */
class VerifierAlarmsTest {
    private static final Pattern SECTION = Pattern.compile(" Runbook: \\S+#(\\S+)\\.$");

    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @Test
    void heartbeat_ringsWhenNothingIsReported() {
        JsonNode alarm = alarm(AwsNames.HEARTBEAT_ALARM);
        assertEquals("breaching", alarm.get("TreatMissingData").asText());
        assertEquals("LessThanThreshold", alarm.get("ComparisonOperator").asText());
        assertEquals(1, alarm.get("Threshold").asInt());
    }

    @Test
    void heartbeat_countsFinishedSweeps_ofThisBucket_overTwoPeriods() {
        JsonNode alarm = alarm(AwsNames.HEARTBEAT_ALARM);
        JsonNode stat = alarm.at("/Metrics/1/MetricStat");
        assertEquals(VerifierMetrics.NAMESPACE, stat.at("/Metric/Namespace").asText());
        assertEquals(
                VerifierMetrics.SWEEP_COMPLETED.metric(),
                stat.at("/Metric/MetricName").asText());
        assertEquals("Sum", stat.get("Stat").asText());
        assertEquals(
                VerifierFunction.SWEEP_PERIOD.toSeconds(), stat.get("Period").asLong());
        assertEquals(2, alarm.get("EvaluationPeriods").asInt());
        assertEquals(
                SynthesizedStack.json("[{\"Name\": \"Bucket\", \"Value\": \"${SnapshotsBucket}\"}]"),
                stat.at("/Metric/Dimensions"));
    }

    /** Without FILL, CloudWatch looks for older data before it counts a missing period. */
    @Test
    void heartbeat_missingPeriodCountsAtOnce_andTheDelayIsStated() {
        JsonNode alarm = alarm(AwsNames.HEARTBEAT_ALARM);
        assertEquals("FILL(reported, 0)", alarm.at("/Metrics/0/Expression").asText());
        assertTrue(alarm.get("AlarmDescription").asText().contains("30 to 45 minutes after the last sweep"));
    }

    /** The engineer whom an alarm wakes finds its section, and every section's alarm exists. */
    @Test
    void everyAlarm_namesItsSectionOfTheRunbook() {
        Set<String> named = new TreeSet<>();
        for (String type : List.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")) {
            for (JsonNode alarm : template.resources(type)) {
                String description = alarm.at("/Properties/AlarmDescription").asText();
                Matcher section = SECTION.matcher(description);
                assertTrue(section.find(), description);
                named.add(section.group(1));
            }
        }
        Set<String> expected = new TreeSet<>(Runbook.ALARMS);
        expected.add(Runbook.GROUP_ALARM);
        expected.add(SelfTest.RUNBOOK_ANCHOR);
        assertEquals(expected, named);
    }

    @Test
    void throttles_ringAfterThreePeriodsInARow() {
        JsonNode alarm = alarm(AwsNames.THROTTLES_ALARM);
        assertEquals(3, alarm.get("EvaluationPeriods").asInt());
        assertEquals(3, alarm.get("DatapointsToAlarm").asInt());
    }

    @Test
    void deadLetters_ringFromTheFirst_andNotWhileTheQueueIsIdle() {
        JsonNode alarm = alarm(AwsNames.DEAD_LETTER_ALARM);
        assertEquals(
                "ApproximateNumberOfMessagesVisible", alarm.get("MetricName").asText());
        assertEquals(
                SynthesizedStack.json("[{\"Name\": \"QueueName\", \"Value\": \"${DeadLettersQueue.QueueName}\"}]"),
                alarm.get("Dimensions"));
        assertEquals("GreaterThanThreshold", alarm.get("ComparisonOperator").asText());
        assertEquals(0, alarm.get("Threshold").asInt());
        assertEquals("notBreaching", alarm.get("TreatMissingData").asText());
    }

    @Test
    void alarms_tellTheTopic_whenTheyRingAndWhenTheyStop() {
        for (String name : List.of(
                AwsNames.HEARTBEAT_ALARM,
                AwsNames.DEAD_LETTER_ALARM,
                AwsNames.ERRORS_ALARM,
                AwsNames.THROTTLES_ALARM,
                AwsNames.DURATION_ALARM,
                AwsNames.SLOW_CRYPTO_ALARM,
                AwsNames.UNDELIVERED_ALARM,
                AwsNames.SELF_TEST_LATE_ALARM,
                AwsNames.SELF_TEST_SILENT_ALARM)) {
            for (String actions : List.of("AlarmActions", "OKActions")) {
                assertEquals(
                        SynthesizedStack.json("[\"${AlertsTopic}\"]"),
                        alarm(name).get(actions));
            }
            assertFalse(alarm(name).has("ActionsEnabled"), "actions are enabled by default");
        }
    }

    @ParameterizedTest
    @CsvSource({
        AwsNames.ERRORS_ALARM + ",AWS/Lambda,Errors,Sum,0",
        AwsNames.THROTTLES_ALARM + ",AWS/Lambda,Throttles,Sum,0",
        AwsNames.SLOW_CRYPTO_ALARM + ",VaultSnapshot,SlowCrypto,Maximum,0",
        AwsNames.UNDELIVERED_ALARM + ",AWS/SNS,NumberOfNotificationsFailed,Sum,0",
        // 80 % of the five minutes that follow from the settings.
        AwsNames.DURATION_ALARM + ",AWS/Lambda,Duration,Maximum,240000"
    })
    void functionAndTopic_areWatchedByAwssOwnMetrics(
            String name, String namespace, String metric, String statistic, int threshold) {
        JsonNode alarm = alarm(name);
        assertEquals(namespace, alarm.get("Namespace").asText());
        assertEquals(metric, alarm.get("MetricName").asText());
        assertEquals(statistic, alarm.get("Statistic").asText());
        assertEquals(threshold, alarm.get("Threshold").asInt());
        assertEquals("GreaterThanThreshold", alarm.get("ComparisonOperator").asText());
    }

    private static JsonNode alarm(String name) {
        return template.properties("AWS::CloudWatch::Alarm", "AlarmName", name);
    }
}

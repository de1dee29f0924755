package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each level that has a deadline has an alarm without an action. The alarm of the group sends the message. */
class GroupAlarmsTest {
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @Test
    void levels_haveAnAlarmWhereTheyHaveADeadline() {
        Set<String> names = new TreeSet<>();
        template.resources("AWS::CloudWatch::Alarm")
                .forEach(alarm -> names.add(alarm.at("/Properties/AlarmName").asText()));
        String levels = Stream.of(ProofLevel.values()).map(ProofLevel::id).collect(Collectors.joining("|"));
        names.removeIf(name -> !name.matches("vault-snapshot\\.(default|staging)\\.(" + levels + ")"));
        // The cluster of the group staging asks for the level intact only, and has no drill.
        assertEquals(
                Set.of(
                        "vault-snapshot.default.present",
                        "vault-snapshot.default.intact",
                        "vault-snapshot.default.unsealable",
                        "vault-snapshot.default.restored",
                        "vault-snapshot.staging.present",
                        "vault-snapshot.staging.intact"),
                names);
    }

    @Test
    void level_ringsAboveItsDeadline_andWithoutData() {
        JsonNode alarm = template.properties(
                "AWS::CloudWatch::Alarm", "AlarmName", AwsNames.deadlineAlarm("staging", ProofLevel.INTACT));
        JsonNode stat = alarm.at("/Metrics/1/MetricStat");
        assertEquals("FILL(reported, 101)", alarm.at("/Metrics/0/Expression").asText());
        assertEquals("DeadlineUsedIntact", stat.at("/Metric/MetricName").asText());
        assertEquals("Maximum", stat.get("Stat").asText());
        assertEquals("GreaterThanThreshold", alarm.get("ComparisonOperator").asText());
        assertEquals(100, alarm.get("Threshold").asInt());
        assertEquals("breaching", alarm.get("TreatMissingData").asText());
        assertEquals(SynthesizedStack.json("""
                        [{"Name": "Bucket", "Value": "${SnapshotsBucket}"}, {"Name": "Group", "Value": "staging"}]
                        """), stat.at("/Metric/Dimensions"));
        assertTrue(alarm.path("AlarmActions").isMissingNode(), "the group sends the message, once");
    }

    @Test
    void group_ringsWithAnyOfItsLevels_andPublishesToTheTopic() {
        JsonNode group =
                template.properties("AWS::CloudWatch::CompositeAlarm", "AlarmName", AwsNames.groupAlarm("default"));
        String rule = group.get("AlarmRule").asText();
        for (String level : Set.of("present", "intact", "unsealable")) {
            assertTrue(rule.contains("Groupsdefault" + level), rule);
        }
        assertTrue(rule.contains(" OR "), rule);
        assertEquals(SynthesizedStack.json("[\"${AlertsTopic}\"]"), group.get("AlarmActions"));
        assertEquals(SynthesizedStack.json("[\"${AlertsTopic}\"]"), group.get("OKActions"));
    }
}

package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.alert.Runbook;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.metric.MetricDimension;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.Deadlines;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.AlarmState;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/**
 * Each group of clusters has an alarm on each level's deadline, and one alarm over them that publishes. So a bad night is
 * one message for each group. The verifier's own alerts come sooner and say more. These alarms also ring when the verifier
 * is wrong or dead.
 */
final class GroupAlarms extends Construct {
    private static final int PERIODS = 2;

    private final Map<String, Set<ProofLevel>> levels = new TreeMap<>();
    private final List<IAlarm> alarms = new ArrayList<>();
    private final Runbook runbook;

    GroupAlarms(Construct scope, SnapshotSettings settings, SnapshotBucket bucket, AlertTopic topic) {
        super(scope, "Groups");
        runbook = topic.runbook();
        for (ClusterSettings cluster : settings.clusters()) {
            levels.computeIfAbsent(cluster.group(), group -> EnumSet.noneOf(ProofLevel.class))
                    .addAll(Deadlines.of(cluster).ages().keySet());
        }
        SnsAction publish = new SnsAction(topic.topic());
        levels.forEach((group, ofGroup) -> {
            CompositeAlarm whole = whole(group, rules(bucket, group, ofGroup));
            whole.addAlarmAction(publish);
            whole.addOkAction(publish);
            alarms.add(whole);
        });
    }

    private List<IAlarmRule> rules(SnapshotBucket bucket, String group, Set<ProofLevel> ofGroup) {
        Duration period = Duration.minutes(VerifierFunction.SWEEP_PERIOD.toMinutes());
        List<IAlarmRule> rules = new ArrayList<>();
        for (ProofLevel level : ofGroup) {
            VerifierMetrics.deadlineOf(level)
                    .map(metric -> deadline(bucket, group, level, metric, period))
                    .map(alarm -> AlarmRule.fromAlarm(alarm, AlarmState.ALARM))
                    .ifPresent(rules::add);
        }
        return rules;
    }

    private CompositeAlarm whole(String group, List<IAlarmRule> rules) {
        return CompositeAlarm.Builder.create(this, group)
                .compositeAlarmName(AwsNames.groupAlarm(group))
                .alarmDescription("A proof of group " + group + " is older than its deadline, or its age is not"
                        + " known. The alarms below it say which level; the dashboard " + AwsNames.DASHBOARD
                        + " and status/index.json say which cluster. The verifier's own alert comes sooner and says more. This one tells it a"
                        + " second time on purpose: it rings too when the verifier is dead." + runbook())
                .alarmRule(AlarmRule.anyOf(rules.toArray(IAlarmRule[]::new)))
                .build();
    }

    private String runbook() {
        return " Runbook: " + runbook.place(Runbook.GROUP_ALARM) + ".";
    }

    /** Returns the levels that have a deadline, by group. */
    Map<String, Set<ProofLevel>> levels() {
        return levels;
    }

    List<IAlarm> all() {
        return List.copyOf(alarms);
    }

    private Alarm deadline(
            SnapshotBucket bucket, String group, ProofLevel level, VerifierMetrics metric, Duration period) {
        return Alarm.Builder.create(this, group + "." + level.id())
                .alarmName(AwsNames.deadlineAlarm(group, level))
                .alarmDescription("In group " + group + ", the level '" + level.id() + "' (" + level.shown()
                        + ") is older than its deadline." + runbook())
                .metric(VerifierMetric.filled(
                        VerifierMetric.of(bucket, metric, MetricDimension.GROUP, group, "Maximum", period),
                        VerifierMetrics.DEADLINE_PASSED_PERCENT + 1))
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(VerifierMetrics.DEADLINE_PASSED_PERCENT)
                .evaluationPeriods(PERIODS)
                .treatMissingData(TreatMissingData.BREACHING)
                .build();
    }
}

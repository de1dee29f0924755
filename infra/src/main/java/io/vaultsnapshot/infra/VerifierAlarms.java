package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.alert.Runbook;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/** Watches the verifier from outside. Whatever stops it, CloudWatch still sees that its metrics are missing. */
final class VerifierAlarms extends Construct {
    /** One late sweep can leave one period empty. Two empty periods in a row mean that no sweep ends. */
    private static final int SILENT_PERIODS = 2;

    private static final int THROTTLED_PERIODS = 3;
    /** When a run takes more than this part of its time, the next one may not end. */
    private static final int NEAR_TIMEOUT_PERCENT = 80;

    private static final String LOOK = " Look into the log group " + AwsNames.LOG_GROUP + ".";
    private static final MetricOptions SUM =
            MetricOptions.builder().statistic("Sum").period(Duration.minutes(5)).build();
    private static final MetricOptions MAXIMUM = MetricOptions.builder()
            .statistic("Maximum")
            .period(Duration.minutes(5))
            .build();

    private final List<IAlarm> alarms = new ArrayList<>();
    private final SnsAction publish;
    private final Runbook runbook;

    VerifierAlarms(
            Construct scope,
            SnapshotBucket bucket,
            AlertTopic topic,
            DeadLetterQueue deadLetters,
            VerifierLambda verifier) {
        super(scope, "Alarms");
        publish = new SnsAction(topic.topic());
        runbook = topic.runbook();
        heartbeat(bucket);
        counted(
                "DeadLetters",
                AwsNames.DEAD_LETTER_ALARM,
                "The verifier could not handle an event, after all retries. The event is in the queue "
                        + AwsNames.DEAD_LETTER_QUEUE + ", the reason in the log group " + AwsNames.LOG_GROUP
                        + ". This alarm stays until the queue is empty, for up to 14 days, and it tells only the first"
                        + " event: empty the queue when you have read it.",
                deadLetters.queue().metricApproximateNumberOfMessagesVisible(MAXIMUM));
        counted(
                "Errors",
                AwsNames.ERRORS_ALARM,
                "A run of the verifier failed. It is tried again, and what it found is kept." + LOOK,
                verifier.function().metricErrors(SUM));
        throttles(verifier);
        counted(
                "Undelivered",
                AwsNames.UNDELIVERED_ALARM,
                "A subscriber did not take an alert: a mail address, web hook, queue or function that no longer works.",
                topic.topic().metricNumberOfNotificationsFailed(SUM));
        slowCrypto(bucket);
        duration(verifier);
    }

    private String runbook(String alarm) {
        return " Runbook: " + runbook.place(alarm) + ".";
    }

    /** Returns all of them, for the dashboard. */
    List<IAlarm> all() {
        return List.copyOf(alarms);
    }

    /**
     * Rings when data is missing. It rings once after the first deployment, before the first sweep. An alarm on a metric
     * alone waits for more periods than it was told to when data is missing, so missing counts are filled with zero.
     *
     * <p>Source: Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data": the evaluation range.
     */
    private void heartbeat(SnapshotBucket bucket) {
        Duration period = Duration.minutes(VerifierFunction.SWEEP_PERIOD.toMinutes());
        add(Alarm.Builder.create(this, "Heartbeat")
                .alarmName(AwsNames.HEARTBEAT_ALARM)
                .alarmDescription("The verifier no longer finishes its sweeps, so the backups are not watched. This"
                        + " alarm rings about " + SILENT_PERIODS * VerifierFunction.SWEEP_PERIOD.toMinutes() + " to "
                        + (SILENT_PERIODS + 1) * VerifierFunction.SWEEP_PERIOD.toMinutes()
                        + " minutes after the last sweep." + LOOK + runbook(AwsNames.HEARTBEAT_ALARM))
                .metric(VerifierMetric.filled(
                        VerifierMetric.of(bucket, VerifierMetrics.SWEEP_COMPLETED, "Sum", period), 0))
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .threshold(1)
                .evaluationPeriods(SILENT_PERIODS)
                .treatMissingData(TreatMissingData.BREACHING)
                .build());
    }

    /** A few refusals on a busy night are normal: Lambda tries asynchronous events again. Fifteen minutes of them are not. */
    private void throttles(VerifierLambda verifier) {
        add(Alarm.Builder.create(this, "Throttles")
                .alarmName(AwsNames.THROTTLES_ALARM)
                .alarmDescription(
                        "Lambda has refused to start the verifier for 15 minutes: the account's or the function's"
                                + " concurrency is used up. A new account may have 10 concurrent runs; ask AWS for more."
                                + runbook(AwsNames.THROTTLES_ALARM))
                .metric(verifier.function().metricThrottles(SUM))
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(0)
                .evaluationPeriods(THROTTLED_PERIODS)
                .datapointsToAlarm(THROTTLED_PERIODS)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build());
    }

    /** AWS reports these metrics only when something happens, so missing data is normal. */
    private void counted(String id, String name, String description, IMetric metric) {
        add(Alarm.Builder.create(this, id)
                .alarmName(name)
                .alarmDescription(description + runbook(name))
                .metric(metric)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(0)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build());
    }

    private void slowCrypto(SnapshotBucket bucket) {
        counted(
                "SlowCrypto",
                AwsNames.SLOW_CRYPTO_ALARM,
                "The verifier could not load its native crypto library and works with Java's own, which is several times"
                        + " slower: large snapshots may not be verified in time. The log has the reason as cryptoError."
                        + LOOK,
                VerifierMetric.of(
                        bucket,
                        VerifierMetrics.SLOW_CRYPTO,
                        "Maximum",
                        Duration.minutes(VerifierFunction.SWEEP_PERIOD.toMinutes())));
    }

    private void duration(VerifierLambda verifier) {
        add(Alarm.Builder.create(this, "Duration")
                .alarmName(AwsNames.DURATION_ALARM)
                .alarmDescription("A run of the verifier took more than " + NEAR_TIMEOUT_PERCENT
                        + " % of its time: snapshots have grown; raise " + ClusterSetting.SHARE_SIZE_MIB
                        + " in the settings, from which the time-out follows." + runbook(AwsNames.DURATION_ALARM))
                .metric(verifier.function().metricDuration(MAXIMUM))
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(verifier.timeout().toMillis() * NEAR_TIMEOUT_PERCENT / 100)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build());
    }

    private void add(Alarm alarm) {
        alarm.addAlarmAction(publish);
        alarm.addOkAction(publish);
        alarms.add(alarm);
    }
}

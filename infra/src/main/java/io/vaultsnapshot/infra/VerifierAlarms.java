package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.AwsNames;
import io.vaultsnapshot.contract.VerifierFunction;
import io.vaultsnapshot.contract.VerifierMetrics;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/** Watches the watcher, from outside: whatever kills the verifier, CloudWatch still sees that it went quiet. */
final class VerifierAlarms extends Construct {
    /** One late sweep may straddle two periods; two empty ones in a row are silence. */
    private static final int SILENT_PERIODS = 2;

    VerifierAlarms(Construct scope, SnapshotBucket bucket, AlertTopic topic, DeadLetterQueue deadLetters) {
        super(scope, "Alarms");
        SnsAction tell = new SnsAction(topic.topic());
        for (Alarm alarm : new Alarm[] {heartbeat(bucket), deadLetters(deadLetters)}) {
            alarm.addAlarmAction(tell);
            alarm.addOkAction(tell);
        }
    }

    /** Missing data is the very thing to alarm on. It rings once after the first deployment, before the first sweep. */
    private Alarm heartbeat(SnapshotBucket bucket) {
        return Alarm.Builder.create(this, "Heartbeat")
                .alarmName(AwsNames.HEARTBEAT_ALARM)
                .alarmDescription("The verifier no longer finishes its sweeps: nobody is watching the backups."
                        + " Look into the log group " + AwsNames.LOG_GROUP + ".")
                .metric(Metric.Builder.create()
                        .namespace(VerifierMetrics.NAMESPACE)
                        .metricName(VerifierMetrics.SWEEP_COMPLETED.metric())
                        .dimensionsMap(Map.of(VerifierMetrics.BUCKET_DIMENSION, bucket.name()))
                        .statistic("Sum")
                        .period(Duration.minutes(VerifierFunction.SWEEP_PERIOD.toMinutes()))
                        .build())
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .threshold(1)
                .evaluationPeriods(SILENT_PERIODS)
                .treatMissingData(TreatMissingData.BREACHING)
                .build();
    }

    private Alarm deadLetters(DeadLetterQueue deadLetters) {
        return Alarm.Builder.create(this, "DeadLetters")
                .alarmName(AwsNames.DEAD_LETTER_ALARM)
                .alarmDescription(
                        "The verifier could not handle an event, after all retries. The event is in the queue "
                                + AwsNames.DEAD_LETTER_QUEUE + ", the reason in the log group " + AwsNames.LOG_GROUP
                                + ".")
                .metric(deadLetters
                        .queue()
                        .metricApproximateNumberOfMessagesVisible(MetricOptions.builder()
                                .statistic("Maximum")
                                .period(Duration.minutes(5))
                                .build()))
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(0)
                .evaluationPeriods(1)
                // SQS stops reporting on a queue that nobody uses, which is how this one should be.
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }
}

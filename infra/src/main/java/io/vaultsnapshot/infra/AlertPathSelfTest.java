package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.alert.AlertAttribute;
import io.vaultsnapshot.contract.alert.Runbook;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.aws.AwsNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.sns.subscriptions.SqsSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The alert path tests itself. A rule starts the verifier, which plants a bad snapshot, finds it and publishes what it
 * found, marked as a self-test. A subscription that lets only self-tests through brings the message to a queue. SQS itself
 * counts what arrives there, so the alarms on that count depend on no code of this project.
 */
final class AlertPathSelfTest extends Construct {
    private static final Duration KEPT = Duration.days(14);
    /** CloudWatch looks back seven days at most. */
    private static final int SILENT_DAYS = 7;
    /** SQS's metrics can come 15 minutes late for a queue that was idle. After three periods, a missing message is late. */
    private static final Duration LATE_PERIOD = Duration.minutes(15);

    private static final int LATE_PERIODS = 3;

    private final Queue queue;
    private final List<IAlarm> alarms;
    private final Runbook runbook;

    AlertPathSelfTest(Construct scope, AlertTopic topic, VerifierLambda verifier, DeadLetterQueue deadLetters) {
        super(scope, "SelfTest");
        runbook = topic.runbook();
        queue = Queue.Builder.create(this, "Queue")
                .queueName(AwsNames.SELF_TEST_QUEUE)
                .retentionPeriod(KEPT)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .build();
        AcceptedFinding.on(
                queue,
                AcceptedFinding.of(
                        "AwsSolutions-SQS3", "This queue has no receiver: its messages are counted, and they expire."));
        topic.topic()
                .addSubscription(SqsSubscription.Builder.create(queue)
                        .filterPolicy(Map.of(
                                AlertAttribute.SELF_TEST.attribute(), SubscriptionFilter.stringFilter(onlySelfTests())))
                        .build());
        Rule rule = rule(verifier, deadLetters);
        alarms = List.of(late(rule), silent());
        SnsAction publish = new SnsAction(topic.topic());
        for (IAlarm alarm : alarms) {
            ((Alarm) alarm).addAlarmAction(publish);
            ((Alarm) alarm).addOkAction(publish);
        }
    }

    List<IAlarm> alarms() {
        return alarms;
    }

    private static StringConditions onlySelfTests() {
        return StringConditions.builder().allowlist(List.of("true")).build();
    }

    private Rule rule(VerifierLambda verifier, DeadLetterQueue deadLetters) {
        return Rule.Builder.create(this, "Rule")
                .ruleName(AwsNames.SELF_TEST_RULE)
                .description("Tests that a bad snapshot becomes an alert that arrives")
                .schedule(Schedule.expression(SelfTest.SCHEDULE))
                .targets(List.of(LambdaFunction.Builder.create(verifier.function())
                        .event(RuleTargetInput.fromObject(Map.of("detail-type", SelfTest.DETAIL_TYPE)))
                        .deadLetterQueue(deadLetters.queue())
                        .maxEventAge(VerifierLambda.EVENT_KEPT)
                        .build()))
                .build();
    }

    /** Rings when a self-test was started and its alert has not arrived 45 minutes later. */
    private Alarm late(Rule rule) {
        Metric started = Metric.Builder.create()
                .namespace("AWS/Events")
                .metricName("Invocations")
                .dimensionsMap(Map.of("RuleName", rule.getRuleName()))
                .statistic("Sum")
                .period(LATE_PERIOD)
                .build();
        MathExpression missing = MathExpression.Builder.create()
                .expression("RUNNING_SUM(FILL(started, 0)) - RUNNING_SUM(FILL(arrived, 0))")
                .usingMetrics(new TreeMap<String, IMetric>(Map.of("started", started, "arrived", arrived(LATE_PERIOD))))
                .label("self-tests without an alert")
                .period(LATE_PERIOD)
                .build();
        return Alarm.Builder.create(this, "Late")
                .alarmName(AwsNames.SELF_TEST_LATE_ALARM)
                .alarmDescription("A self-test was started and its alert did not reach the topic's subscribers. A real"
                        + " alert would not reach them either." + runbook())
                .metric(missing)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .threshold(1)
                .evaluationPeriods(LATE_PERIODS)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }

    /** Rings when no self-test has arrived for a week, whatever is broken: the rule, the verifier, the topic or its key. */
    private Alarm silent() {
        return Alarm.Builder.create(this, "Silent")
                .alarmName(AwsNames.SELF_TEST_SILENT_ALARM)
                .alarmDescription("No self-test has reached the topic's subscribers for " + SILENT_DAYS
                        + " days. This alarm rings after the first deployment until a self-test has run." + runbook())
                .metric(arrived(Duration.days(1)))
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .threshold(1)
                .evaluationPeriods(SILENT_DAYS)
                .treatMissingData(TreatMissingData.BREACHING)
                .build();
    }

    private String runbook() {
        return " Runbook: " + runbook.place(SelfTest.RUNBOOK_ANCHOR) + ".";
    }

    private Metric arrived(Duration period) {
        return queue.metricNumberOfMessagesSent(
                MetricOptions.builder().statistic("Sum").period(period).build());
    }
}

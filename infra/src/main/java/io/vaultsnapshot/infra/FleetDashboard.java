package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.metric.LogField;
import io.vaultsnapshot.contract.metric.MetricDimension;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Color;
import software.amazon.awscdk.services.cloudwatch.CustomWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.HorizontalAnnotation;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryVisualizationType;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.constructs.Construct;

/** The fleet on one page: what is wrong now, how old the proofs are, how snapshots grow and what watching them costs. */
final class FleetDashboard extends Construct {
    /** Green. */
    private static final String GOOD = "#2ca02c";
    /** Purple, grey, yellow, brown, orange, red, dark red; no two look alike. */
    private static final List<String> BAD =
            List.of("#9467bd", "#9aa5b1", "#f2c94c", "#8c564b", "#ff7f0e", "#d62728", "#7f0000");

    private static final int WHOLE = 24;
    private static final int HALF = 12;
    private static final int HEIGHT = 6;
    /** What a sweep may take until its lines are in the log. */
    private static final int LATEST_SWEEP_MINUTES = 5;

    private static final Duration SWEEP = Duration.minutes(VerifierFunction.SWEEP_PERIOD.toMinutes());

    private final SnapshotBucket bucket;

    FleetDashboard(
            Construct scope,
            SnapshotBucket bucket,
            WidgetLambda widget,
            List<IAlarm> alarms,
            Map<String, Set<ProofLevel>> levelsByGroup) {
        super(scope, "Dashboard");
        this.bucket = bucket;
        List<IWidget> ages = ages(levelsByGroup);
        Stream<List<IWidget>> graphs = Stream.of(
                List.of(clusters(widget)),
                List.of(notHealthy()),
                List.of(states(), deadlines(levelsByGroup)),
                List.of(ages.get(0), sizes()),
                List.of(verification(), runs()));
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(AwsNames.DASHBOARD)
                .defaultInterval(Duration.days(14))
                .widgets(Stream.of(alarms(alarms), graphs, ages.stream().skip(1).map(List::of))
                        .flatMap(rows -> rows)
                        .toList())
                .build();
    }

    private static Stream<List<IWidget>> alarms(List<IAlarm> alarms) {
        return Chunks.of(alarms, StackLimit.WIDGET_ALARMS.most()).stream()
                .map(some -> List.of(AlarmStatusWidget.Builder.create()
                        .title("Alarms")
                        .alarms(some)
                        .width(WHOLE)
                        .height(3)
                        .build()));
    }

    /** Is asked for again when the dashboard is refreshed. It shows the last sweep, whatever time the dashboard shows. */
    private static IWidget clusters(WidgetLambda widget) {
        return CustomWidget.Builder.create()
                .title("Clusters, the worst first")
                .functionArn(widget.function().getFunctionArn())
                .updateOnRefresh(true)
                .updateOnResize(false)
                .updateOnTimeRangeChange(false)
                .width(WHOLE)
                .height(HEIGHT)
                .build();
    }

    /**
     * A table of the clusters that the last sweep found not healthy, from its log. Lines of earlier sweeps are left out,
     * whatever time the dashboard shows, so a cluster that has recovered is gone.
     *
     * <p>Source: CloudWatch Logs, "Supported functions for Logs Insights": now() is in seconds, toMillis() in milliseconds.
     */
    private static IWidget notHealthy() {
        long millis =
                VerifierFunction.SWEEP_PERIOD.plusMinutes(LATEST_SWEEP_MINUTES).toMillis();
        return LogQueryWidget.Builder.create()
                .title("Clusters that are not healthy (./vault-snapshot status has more)")
                .logGroupNames(List.of(AwsNames.LOG_GROUP))
                .view(LogQueryVisualizationType.TABLE)
                .queryLines(List.of(
                        "filter ispresent(" + LogField.CLUSTER.field() + ") and toMillis(@timestamp) >= now() * 1000 - "
                                + millis,
                        "stats "
                                + Stream.of(LogField.STATE, LogField.WHY, LogField.SINCE)
                                        .map(field -> "latest(" + field.field() + ") as "
                                                + field.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + " by " + LogField.CLUSTER.field() + " as cluster",
                        "sort state, cluster"))
                .width(WHOLE)
                .height(HEIGHT)
                .build();
    }

    private IWidget states() {
        List<IMetric> metrics = new ArrayList<>();
        Iterator<String> colors = colors().iterator();
        for (ClusterState state : ClusterState.values()) {
            Metric clusters = VerifierMetric.of(
                    bucket, VerifierMetrics.CLUSTERS_IN_STATE, MetricDimension.STATE, state.id(), "Maximum", SWEEP);
            metrics.add(clusters.with(MetricOptions.builder()
                    .label(state.id())
                    .color(colors.next())
                    .build()));
        }
        return graph("Clusters by state", "clusters")
                .left(metrics)
                .stacked(true)
                .build();
    }

    /**
     * Returns a color for each state, best state first: green, and then as many colors as there are other states, the
     * worst of them dark red.
     */
    private static List<String> colors() {
        int others = ClusterState.values().length - 1;
        return Stream.concat(Stream.of(GOOD), BAD.subList(BAD.size() - others, BAD.size()).stream())
                .toList();
    }

    private IWidget deadlines(Map<String, Set<ProofLevel>> levelsByGroup) {
        return graph("Deadlines used up, by group and level", "percent")
                .left(List.copyOf(byGroup(levelsByGroup, VerifierMetrics::deadlineOf)))
                .leftAnnotations(List.of(HorizontalAnnotation.builder()
                        .value(VerifierMetrics.DEADLINE_PASSED_PERCENT)
                        .label("deadline")
                        .color(Color.RED)
                        .build()))
                .build();
    }

    /** Each age is two metrics to CloudWatch: in seconds, and from that in hours. */
    private List<IWidget> ages(Map<String, Set<ProofLevel>> levelsByGroup) {
        List<IMetric> hours = new ArrayList<>();
        for (Metric age : byGroup(levelsByGroup, VerifierMetrics::ageOf)) {
            hours.add(inHours(age, "age" + hours.size()));
        }
        return Chunks.of(hours, StackLimit.WIDGET_METRICS.most() / 2).stream()
                .map(some -> graph("Age of proofs, worst cluster of each group", "hours")
                        .left(some)
                        .build())
                .map(IWidget.class::cast)
                .toList();
    }

    private static IMetric inHours(Metric age, String id) {
        return MathExpression.Builder.create()
                .expression(id + " / 3600")
                .usingMetrics(Map.of(id, age))
                .label(String.valueOf(age.getLabel()))
                .period(SWEEP)
                .build();
    }

    private List<Metric> byGroup(
            Map<String, Set<ProofLevel>> levelsByGroup, Function<ProofLevel, Optional<VerifierMetrics>> metricOf) {
        List<Metric> metrics = new ArrayList<>();
        levelsByGroup.forEach((group, levels) -> {
            for (ProofLevel level : levels) {
                metricOf.apply(level)
                        .map(metric ->
                                VerifierMetric.of(bucket, metric, MetricDimension.GROUP, group, "Maximum", SWEEP))
                        .map(metric -> labelled(group + " " + level.id(), metric))
                        .ifPresent(metrics::add);
            }
        });
        return metrics;
    }

    private static Metric labelled(String label, Metric metric) {
        return metric.with(MetricOptions.builder().label(label).build());
    }

    /** A search, since clusters come and go. CloudWatch shows up to a hundred of its results. */
    private IWidget sizes() {
        return graph("Size of snapshots, by cluster", "bytes")
                .left(List.of(search(VerifierMetrics.SNAPSHOT_SIZE)))
                .build();
    }

    private IWidget verification() {
        return graph("Time to verify a snapshot, by cluster", "milliseconds")
                .left(List.of(search(VerifierMetrics.VERIFICATION_DURATION)))
                .build();
    }

    private IWidget runs() {
        return graph("Longest run of the verifier", "milliseconds")
                .left(List.of(labelled(
                        "longest run", VerifierMetric.of(bucket, VerifierMetrics.RUN_DURATION, "Maximum", SWEEP))))
                .build();
    }

    private MathExpression search(VerifierMetrics metric) {
        return MathExpression.Builder.create()
                .expression("SEARCH('{" + VerifierMetrics.NAMESPACE + "," + VerifierMetrics.BUCKET_DIMENSION + ","
                        + MetricDimension.CLUSTER.dimension() + "} MetricName=\"" + metric.metric() + "\" "
                        + VerifierMetrics.BUCKET_DIMENSION + "=\"" + bucket.name() + "\"', 'Maximum', 86400)")
                .usingMetrics(new TreeMap<>())
                .label("")
                .period(Duration.days(1))
                .build();
    }

    private static GraphWidget.Builder graph(String title, String unit) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(HALF)
                .height(HEIGHT)
                .leftYAxis(
                        YAxisProps.builder().label(unit).min(0).showUnits(false).build());
    }
}

package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.metric.MetricDimension;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** The verifier's own metrics, as alarms and the dashboard refer to them. */
final class VerifierMetric {
    private VerifierMetric() {}

    static Metric of(SnapshotBucket bucket, VerifierMetrics metric, String statistic, Duration period) {
        return build(metric, statistic, period, Map.of(VerifierMetrics.BUCKET_DIMENSION, bucket.name()));
    }

    /** Returns a metric that is counted by a group or a state. */
    static Metric of(
            SnapshotBucket bucket,
            VerifierMetrics metric,
            MetricDimension by,
            String which,
            String statistic,
            Duration period) {
        Map<String, String> dimensions =
                new TreeMap<>(Map.of(VerifierMetrics.BUCKET_DIMENSION, bucket.name(), by.dimension(), which));
        return build(metric, statistic, period, dimensions);
    }

    /** Returns the metric with a value where it has none, so that an alarm counts a missing period at once. */
    static MathExpression filled(Metric metric, int missing) {
        return MathExpression.Builder.create()
                .expression("FILL(reported, " + missing + ")")
                .usingMetrics(new TreeMap<String, IMetric>(Map.of("reported", metric)))
                .label(metric.getMetricName())
                .period(metric.getPeriod())
                .build();
    }

    private static Metric build(
            VerifierMetrics metric, String statistic, Duration period, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(VerifierMetrics.NAMESPACE)
                .metricName(metric.metric())
                .dimensionsMap(dimensions)
                .statistic(statistic)
                .period(period)
                .build();
    }
}

package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a month of a fleet costs, in US dollars at the list prices of us-east-1 without free tiers: from what the template
 * holds, what the function sends, and how many requests were counted.
 *
 * @param template the stack, for what is billed by piece
 * @param clusters how many clusters there are, in one group
 * @param snapshotsADay how many snapshots each cluster takes in a day
 * @param snapshotMiB the size of each
 */
record MonthlyCost(TemplateText template, int clusters, int snapshotsADay, int snapshotMiB) {
    private static final double DAYS = 30;
    private static final double HOURS = DAYS * 24;

    // Prices of AWS's pages on S3, Lambda (arm64), CloudWatch and KMS, in November 2026.
    private static final double S3_GB_MONTH = 0.023;
    private static final double S3_PUT = 0.005 / 1000;
    private static final double S3_GET = 0.0004 / 1000;
    private static final double LAMBDA_GB_SECOND = 0.0000133334;
    private static final double LAMBDA_REQUEST = 0.20 / 1_000_000;
    private static final double METRIC = 0.30;
    private static final double ALARM = 0.10;
    private static final double COMPOSITE_ALARM = 0.50;
    private static final double DASHBOARD = 3;
    private static final double LOG_GB = 0.50;
    private static final double KMS_KEY = 1;

    /** What the AWS CLI uploads at once, by default. */
    private static final double UPLOADED_PART_MIB = 8;
    /** What the verifier reads at once. */
    private static final double READ_RANGE_MIB = 9;
    /** Requests of one verification besides reading; counted by FleetSweepTest, rounded up. */
    private static final int GETS_OF_A_VERIFICATION = 8;

    private static final int PUTS_OF_A_VERIFICATION = 3;
    /** The slowest row of decision 20 with native crypto. */
    private static final double READ_MIB_PER_SECOND = 120;
    /** Start of the JVM, if the function was not kept warm, and the requests besides reading. */
    private static final double SECONDS_OF_A_START = 4;
    /** 10,000 statuses were read in less than a minute, 16 at a time. */
    private static final double SECONDS_OF_A_STATUS = 0.005;

    private static final double LOG_KIB_OF_A_RUN = 8;

    /** Returns the items in the order of the page. */
    Map<String, Double> items() {
        Map<String, Double> items = new LinkedHashMap<>();
        items.put("S3: the snapshots of the first month", snapshots() * snapshotMiB / 1024 * S3_GB_MONTH / 2);
        items.put("S3: requests", requests());
        items.put("Lambda", lambda());
        items.put("CloudWatch: metrics", metrics() * METRIC);
        items.put("CloudWatch: alarms, dashboards, log", alarms() + runs() * LOG_KIB_OF_A_RUN / 1024 / 1024 * LOG_GB);
        items.put("KMS: keys", count("AWS::KMS::Key") * KMS_KEY);
        return items;
    }

    /** Returns what storage adds to the bill with each further month, since nothing expires. */
    double growth() {
        return snapshots() * snapshotMiB / 1024 * S3_GB_MONTH;
    }

    private double snapshots() {
        return clusters * snapshotsADay * DAYS;
    }

    private double sweeps() {
        return DAYS * Duration.ofDays(1).dividedBy(VerifierFunction.SWEEP_PERIOD);
    }

    private double runs() {
        return snapshots() + sweeps();
    }

    private double requests() {
        double puts = snapshots() * (snapshotMiB / UPLOADED_PART_MIB + 2 + PUTS_OF_A_VERIFICATION) + sweeps();
        double gets = snapshots() * (snapshotMiB / READ_RANGE_MIB + 1 + GETS_OF_A_VERIFICATION) + sweeps() * clusters;
        return puts * S3_PUT + gets * S3_GET;
    }

    private double lambda() {
        double seconds = snapshots() * (SECONDS_OF_A_START + snapshotMiB / READ_MIB_PER_SECOND)
                + sweeps() * (SECONDS_OF_A_START + SECONDS_OF_A_STATUS * clusters);
        return seconds * VerifierFunction.MEMORY_MIB / 1024 * LAMBDA_GB_SECOND + runs() * LAMBDA_REQUEST;
    }

    /** CloudWatch bills a metric for each hour in which it was sent. */
    private double metrics() {
        double all = 0;
        for (VerifierMetrics metric : VerifierMetrics.values()) {
            all += switch (metric) {
                case SNAPSHOT_SIZE, VERIFICATION_DURATION, SNAPSHOT_FINDINGS ->
                    clusters * Math.min(snapshotsADay, 24) * DAYS / HOURS;
                case CLUSTERS_IN_STATE -> ClusterState.values().length;
                case AGE_PRESENT,
                        AGE_INTACT,
                        AGE_UNSEALABLE,
                        DEADLINE_PRESENT,
                        DEADLINE_INTACT,
                        DEADLINE_UNSEALABLE,
                        AGE_RESTORED,
                        DEADLINE_RESTORED,
                        DRILLS_VERIFIED,
                        SNAPSHOTS_SUPERSEDED,
                        SNAPSHOTS_RELEASED,
                        SWEEP_COMPLETED,
                        CLUSTERS,
                        CLUSTERS_NOT_HEALTHY,
                        ALERTS_PUBLISHED,
                        SNAPSHOTS_VERIFIED,
                        BYTES_VERIFIED,
                        FINDINGS,
                        RUN_DURATION,
                        SLOW_CRYPTO -> 1;
            };
        }
        return all;
    }

    private double alarms() {
        return count("AWS::CloudWatch::Alarm") * ALARM
                + count("AWS::CloudWatch::CompositeAlarm") * COMPOSITE_ALARM
                + count("AWS::CloudWatch::Dashboard") * DASHBOARD;
    }

    private int count(String type) {
        return template.resources(type).size();
    }
}

package io.vaultsnapshot.contract.metric;

/**
 * What a metric is counted by, besides the bucket. CloudWatch bills each combination that was sent in an hour, so what is
 * sent with every sweep is counted by group or state, of which there are few. Only what is sent once a day is counted by
 * cluster: it costs a twenty-fourth.
 */
public enum MetricDimension {
    /** The clusters' group in the settings. */
    GROUP("Group"),
    /** The state that clusters are in. */
    STATE("State"),
    /** The cluster. */
    CLUSTER("Cluster");

    private final String dimension;

    MetricDimension(String dimension) {
        this.dimension = dimension;
    }

    /** Returns the dimension's name in CloudWatch. */
    public String dimension() {
        return dimension;
    }
}

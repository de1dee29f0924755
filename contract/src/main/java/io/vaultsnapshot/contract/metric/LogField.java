package io.vaultsnapshot.contract.metric;

/** The fields of the line that a sweep logs for each cluster that is not healthy; the dashboard shows them as a table. */
public enum LogField {
    /** The cluster's name. No other line has this field. */
    CLUSTER("notHealthy"),
    /** Its state. */
    STATE("state"),
    /** What is wrong, in words. */
    WHY("why"),
    /** Since when, UTC. */
    SINCE("since");

    private final String field;

    LogField(String field) {
        this.field = field;
    }

    /** Returns the field's name in the log. */
    public String field() {
        return field;
    }
}

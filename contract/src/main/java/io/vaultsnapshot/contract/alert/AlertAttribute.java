package io.vaultsnapshot.contract.alert;

/** The attributes of an alert's message, which filter policies of subscriptions match. */
public enum AlertAttribute {
    /** The same for every delivery of the same alert, so that a repetition can be recognized. */
    ID("id"),
    /** The cluster's name, or an array of names for an alert about several. */
    CLUSTER("cluster"),
    /** The state that it is about, such as {@code stale}. */
    STATE("state"),
    /** Why it is in that state, such as {@code snapshot_overdue}. */
    CAUSE("cause"),
    /** Why it is sent, such as {@code reminder}. */
    KIND("kind"),
    /** How much it matters, such as {@code critical}. */
    SEVERITY("severity"),
    /** The level of proof that is missing, or {@code none}. */
    MISSING("missing"),
    /** {@code true} for the self-test of the alert path, else {@code false}. */
    SELF_TEST("selfTest");

    private final String attribute;

    AlertAttribute(String attribute) {
        this.attribute = attribute;
    }

    /** Returns the attribute's name. */
    public String attribute() {
        return attribute;
    }
}

package io.vaultsnapshot.contract.alert;

import java.util.Locale;

/** The attributes of an alert's message, which filter policies of subscriptions match. */
public enum AlertAttribute {
    /** The same for every delivery of the same alert, to tell a repetition by. */
    ID,
    /** The cluster's name, or an array of names for an alert about several. */
    CLUSTER,
    /** The state that it is about, such as {@code stale}. */
    STATE,
    /** Why it is sent, such as {@code reminder}. */
    KIND,
    /** How much it matters, such as {@code critical}. */
    SEVERITY,
    /** Why it is in that state, such as {@code snapshot_overdue}. */
    CAUSE,
    /** The level of proof that is missing, or {@code none}. */
    MISSING,
    /** {@code true} for the self-test of the way alerts take, else {@code false}. */
    SELF_TEST;

    /** Returns the attribute's name. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}

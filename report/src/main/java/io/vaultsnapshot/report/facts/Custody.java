package io.vaultsnapshot.report.facts;

import io.vaultsnapshot.snapshot.custody.AuditReport;

/** What is known of a cluster's chain of records at the time of printing. */
public sealed interface Custody {
    /**
     * The chain was followed and its signatures were checked.
     *
     * @param report what was found
     */
    record Checked(AuditReport report) implements Custody {
        /** Returns whether nothing is wrong. */
        public boolean isWhole() {
            return report.findings().isEmpty();
        }
    }

    /**
     * It was to be checked, and that was not possible. Nothing is claimed.
     *
     * @param why what prevented it
     */
    record Failed(String why) implements Custody {}

    /** Nobody asked for it. Nothing is claimed. */
    record NotAsked() implements Custody {}
}

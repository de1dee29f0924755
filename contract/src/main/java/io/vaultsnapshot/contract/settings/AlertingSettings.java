package io.vaultsnapshot.contract.settings;

/**
 * What an operator chooses about alerts besides who gets them.
 *
 * @param runbook where the runbook lies: a URL or a path
 * @param nobodyIsTold whether it is meant when the list of subscribers is empty
 */
public record AlertingSettings(String runbook, boolean nobodyIsTold) {
    /** Where the runbook lies in the repository. */
    public static final String RUNBOOK = "docs/runbook.md";

    /** Checks every value against its key's form. */
    public AlertingSettings {
        FleetSetting.RUNBOOK.check(runbook);
    }
}

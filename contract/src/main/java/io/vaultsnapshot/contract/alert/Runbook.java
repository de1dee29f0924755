package io.vaultsnapshot.contract.alert;

import io.vaultsnapshot.contract.aws.AwsNames;
import java.util.List;

/**
 * Where the operator's copy of {@code docs/runbook.md} lies.
 *
 * @param home the setting {@code runbook}: a URL, or a path in the checkout
 */
public record Runbook(String home) {
    /** The section about the alarms of groups. */
    public static final String GROUP_ALARM = "group-alarm";
    /** The section about a replica that lags or cannot be looked at. */
    public static final String REPLICA = "replica";
    /** The alarms that have a section under their own name. */
    public static final List<String> ALARMS = List.of(
            AwsNames.HEARTBEAT_ALARM,
            AwsNames.DEAD_LETTER_ALARM,
            AwsNames.ERRORS_ALARM,
            AwsNames.THROTTLES_ALARM,
            AwsNames.DURATION_ALARM,
            AwsNames.SLOW_CRYPTO_ALARM,
            AwsNames.UNDELIVERED_ALARM);

    /** Returns a section's address: a URL, or a path with the section behind {@code #}. */
    public String address(String section) {
        return home + "#" + section;
    }

    /** Returns where a person finds a section. On a phone a path alone leads nowhere, so then it says where the path is. */
    public String place(String section) {
        return home.contains("://")
                ? address(section)
                : "section '" + section + "' of " + home + " in your checkout of Vault Snapshot";
    }
}

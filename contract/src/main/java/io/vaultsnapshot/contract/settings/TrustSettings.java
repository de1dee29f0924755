package io.vaultsnapshot.contract.settings;

import java.util.List;

/**
 * What a snapshot of a cluster must be like to be trusted.
 *
 * @param sealKeyArns the KMS keys that may seal the server, or none when it has no KMS seal or they are not told
 * @param massDeletionPercent the share of entries, in percent, whose loss from one snapshot to the next is no accident
 */
public record TrustSettings(List<String> sealKeyArns, int massDeletionPercent) {
    /** What holds when nothing is said. */
    public static final TrustSettings DEFAULT = new TrustSettings(List.of(), 30);

    /** Checks every value against its key's form. */
    public TrustSettings {
        sealKeyArns = List.copyOf(sealKeyArns);
        if (!sealKeyArns.isEmpty()) {
            ClusterSetting.SEAL_KEY_ARNS.check(text(sealKeyArns));
        }
        ClusterSetting.MASS_DELETION_PERCENT.check(massDeletionPercent);
    }

    /** Returns the keys as the setting has them, or an empty text. */
    String sealKeyArnsText() {
        return text(sealKeyArns);
    }

    private static String text(List<String> arns) {
        return String.join(",", arns);
    }
}

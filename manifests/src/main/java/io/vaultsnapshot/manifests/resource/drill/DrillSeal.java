package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.contract.settings.DrillUnseal;
import java.util.List;
import java.util.Locale;

/** The kind of seal that the drill's server has, which follows from the settings. */
enum DrillSeal {
    /** Keys of AWS KMS, named by {@code sealKeyArns}. */
    AWSKMS,
    /** A stanza in a Secret: transit or static. */
    SECRET,
    /** Unseal keys, in a Secret or not given at all. */
    SHAMIR;

    static DrillSeal of(ClusterSettings cluster) {
        if (cluster.get(DrillSetting.DRILL_UNSEAL) != DrillUnseal.AUTO) {
            return SHAMIR;
        }
        return cluster.get(ClusterSetting.SEAL_KEY_ARNS).isEmpty() ? SECRET : AWSKMS;
    }

    /** Returns the KMS keys that the drill's server may ask. */
    static List<KmsKeyArn> keys(ClusterSettings cluster) {
        return of(cluster) == AWSKMS ? cluster.get(ClusterSetting.SEAL_KEY_ARNS) : List.of();
    }

    /** Returns whether the drill gets the unseal keys. */
    static boolean hasUnsealKeys(ClusterSettings cluster) {
        return cluster.get(DrillSetting.DRILL_UNSEAL) == DrillUnseal.KEYS;
    }

    /** Returns its name in the variable of the script. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

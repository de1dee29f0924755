package io.vaultsnapshot.contract.settings;

import java.util.Locale;

/** How the server of a restore drill is unsealed. */
public enum DrillUnseal {
    /** By the seal itself: AWS KMS, transit or static. */
    AUTO,
    /** With the unseal keys of a Secret, for a Shamir seal. */
    KEYS,
    /** Not at all: the drill restores and stays sealed, and that is what is expected. */
    NONE;

    /** Returns its name in the settings. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.vaultsnapshot.contract.settings;

/** Who may take a lock off before it ends. */
public enum LockMode {
    /** Those who have the right to bypass it. The bucket's policy refuses that right to everybody, and it can be changed. */
    GOVERNANCE("governance"),
    /** Nobody, not even the account's root user. */
    COMPLIANCE("compliance");

    private final String id;

    LockMode(String id) {
        this.id = id;
    }

    /** Returns its name in the settings. */
    public String id() {
        return id;
    }
}

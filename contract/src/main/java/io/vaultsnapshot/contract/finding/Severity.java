package io.vaultsnapshot.contract.finding;

import java.util.Locale;

/** What a finding says about the snapshot it was found in. */
public enum Severity {
    /** The bytes are wrong: the snapshot must not be relied on. */
    CORRUPT,
    /**
     * The bytes are right, but this is not a plausible successor of the last proven snapshot: it replaces that one only
     * after a person has said that it may.
     */
    SUSPECT,
    /** Nobody could look: says nothing about the bytes, and must not stay that way. */
    UNKNOWN,
    /** The bytes are right, yet a person should know. */
    WARNING;

    /** Returns the word used in documents and output, such as {@code corrupt}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}

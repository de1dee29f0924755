package io.vaultsnapshot.report.facts;

import io.vaultsnapshot.contract.health.ProofLevel;
import java.util.Locale;

/** What a day of the calendar shows, best first. Each has a sign of its own, since colours alone tell too little. */
public enum DayMark {
    /** Nothing was due, and nothing came. */
    NOTHING_DUE("·", "nothing was due"),
    /** Nothing came, and nobody knows whether something was due. */
    NO_BACKUP("-", "no backup; whether one was due is not known"),
    /** The settings declared a pause. */
    PAUSED("=", "paused by the settings"),
    /** A backup is due and still has time. */
    AWAITED("…", "awaited"),
    /** A restore drill restored a backup of that day. */
    RESTORED("R", "restored in a drill"),
    /** Proven whole, with all that unsealing needs. */
    UNSEALABLE("U", "proven whole, has what unsealing needs"),
    /** Proven whole. */
    INTACT("I", "proven whole"),
    /** In the bucket, and not verified. */
    PRESENT("P", "arrived, not verified"),
    /** It could not be read. */
    UNKNOWN("?", "could not be verified"),
    /** Corrupt, or no plausible successor. */
    BAD("!", "corrupt or suspect"),
    /** The schedule demanded a backup, and none came. */
    GAP("×", "missing: the schedule demanded a backup");

    private final String sign;
    private final String meaning;

    DayMark(String sign, String meaning) {
        this.sign = sign;
        this.meaning = meaning;
    }

    /** Returns one character. */
    public String sign() {
        return sign;
    }

    /** Returns what it means, as part of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Returns the name that the style sheet has for it. */
    public String id() {
        return "m-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static DayMark of(ProofLevel level) {
        return switch (level) {
            case RESTORED -> RESTORED;
            case UNSEALABLE -> UNSEALABLE;
            case INTACT -> INTACT;
            case PRESENT, NONE -> PRESENT;
        };
    }
}

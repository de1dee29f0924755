package io.vaultsnapshot.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What a look at one subject showed.
 *
 * @param outcome how it ended
 * @param text what was seen
 * @param next what to do now, or null when there is nothing to do
 */
record Seen(Outcome outcome, String text, @Nullable String next) {
    static Seen ok(String text) {
        return new Seen(Outcome.OK, text, null);
    }

    static Seen miss(String text, String next) {
        return new Seen(Outcome.MISS, text, next);
    }

    static Seen unknown(String text, String next) {
        return new Seen(Outcome.UNKNOWN, text, next);
    }

    static Seen skipped(String reason) {
        return new Seen(Outcome.SKIPPED, reason, null);
    }
}

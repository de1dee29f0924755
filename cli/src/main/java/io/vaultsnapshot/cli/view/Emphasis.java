package io.vaultsnapshot.cli.view;

import io.vaultsnapshot.contract.health.ClusterState;

/** Colours for a terminal, and none elsewhere. */
public enum Emphasis {
    /** Plain text. */
    NONE,
    /** ANSI colours. */
    COLOURS;

    private static final String END = "\u001b[0m";

    /** Returns a text that tells of something bad. */
    public String bad(String text) {
        return in("31", text);
    }

    /** Returns a text about a cluster in the given state. */
    public String of(ClusterState state, String text) {
        return switch (state) {
            case HEALTHY -> text;
            case PAUSED, PENDING -> in("33", text);
            case UNKNOWN, UNPROVEN, STALE, INVALID -> bad(text);
        };
    }

    private String in(String colour, String text) {
        return this == COLOURS ? "\u001b[" + colour + "m" + text + END : text;
    }
}

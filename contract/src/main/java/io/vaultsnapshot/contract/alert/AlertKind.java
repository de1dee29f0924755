package io.vaultsnapshot.contract.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why something is told. */
public enum AlertKind {
    /** The cluster's state became bad, bad in another way, or worse than it was. */
    PROBLEM,
    /** It has been bad for another day. */
    REMINDER,
    /** It is healthy again. */
    RECOVERY,
    /** Nothing is wrong, yet a person should know once: a warning in a good snapshot, a pause that begins or ends. */
    NOTICE,
    /** The state or the level changed and no person need know: for programs that follow the state, on the event bus. */
    CHANGE;

    /** Returns whether people are told, at the topic. Otherwise only the event bus gets it. */
    public boolean isForPeople() {
        return this != CHANGE;
    }

    /** Returns the word used in documents and message attributes. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind with the given {@link #id()}, or empty for any other text. */
    public static Optional<AlertKind> ofId(String word) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(word)).findFirst();
    }
}

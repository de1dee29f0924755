package io.vaultsnapshot.verifier.fleet;

import java.util.EnumMap;
import java.util.Map;

/** How many requests of each kind were made since the last {@link #reset}. */
final class RequestCounts {
    enum Kind {
        LIST,
        VERSIONS,
        GET,
        HEAD,
        PUT,
        PUBLISH,
        EVENTS,
        INVOKE
    }

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    synchronized void add(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    synchronized int of(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    synchronized void reset() {
        counts.clear();
    }

    @Override
    public synchronized String toString() {
        StringBuilder row = new StringBuilder();
        for (Kind kind : Kind.values()) {
            row.append((kind == Kind.VERSIONS ? "%9d" : "%8d").formatted(counts.getOrDefault(kind, 0)));
        }
        return row.toString();
    }
}

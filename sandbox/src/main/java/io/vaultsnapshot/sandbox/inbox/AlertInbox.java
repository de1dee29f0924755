package io.vaultsnapshot.sandbox.inbox;

import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The alerts that one subscriber has got. It keeps all of them. */
public final class AlertInbox {
    private final Supplier<List<ReceivedAlert>> delivered;
    private final List<ReceivedAlert> received = new ArrayList<>();
    private int read;

    /**
     * Creates an empty inbox.
     *
     * @param delivered takes what was delivered since it was last called, the oldest first
     */
    public AlertInbox(Supplier<List<ReceivedAlert>> delivered) {
        this.delivered = delivered;
    }

    /** Returns all alerts about a cluster that have arrived by now, the oldest first. */
    public synchronized List<ReceivedAlert> of(String cluster) {
        received.addAll(delivered.get());
        return received.stream().filter(alert -> alert.isAbout(cluster)).toList();
    }

    /** Returns all alerts that have arrived since this was last called, the oldest first. */
    public synchronized List<ReceivedAlert> unread() {
        received.addAll(delivered.get());
        List<ReceivedAlert> unread = List.copyOf(received.subList(read, received.size()));
        read = received.size();
        return unread;
    }

    /**
     * Waits for an alert about a cluster and returns it.
     *
     * @param attributes that it must have, such as {@code kind} and {@code state}
     */
    public ReceivedAlert await(String cluster, Map<String, String> attributes, Duration longest) {
        return Waiting.value("an alert of " + cluster + " with " + attributes, longest, () -> of(cluster).stream()
                .filter(alert -> alert.attributes().entrySet().containsAll(attributes.entrySet()))
                .findFirst());
    }
}

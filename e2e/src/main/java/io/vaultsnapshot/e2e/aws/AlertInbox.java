package io.vaultsnapshot.e2e.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.e2e.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody who listens to alerts: a queue that is subscribed to the topic. Keeps whatever has arrived. */
public final class AlertInbox {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageQueue queue;
    private final List<ReceivedAlert> received = new ArrayList<>();

    /** Listens to a queue; the stack subscribes it. */
    AlertInbox(MessageQueue queue) {
        this.queue = queue;
    }

    /** Returns what a subscription names. */
    public String arn() {
        return queue.arn();
    }

    /** Returns every alert of a cluster that has arrived by now, the oldest first. */
    public synchronized List<ReceivedAlert> of(String cluster) {
        queue.take().forEach(body -> received.add(read(body)));
        return received.stream().filter(alert -> alert.isAbout(cluster)).toList();
    }

    /**
     * Waits for an alert of a cluster and returns it.
     *
     * @param attributes those that it must have, such as {@code kind} and {@code state}
     */
    public ReceivedAlert await(String cluster, Map<String, String> attributes, Duration longest) {
        return Waiting.value("an alert of " + cluster + " with " + attributes, longest, () -> of(cluster).stream()
                .filter(alert -> alert.attributes().entrySet().containsAll(attributes.entrySet()))
                .findFirst());
    }

    private static ReceivedAlert read(String body) {
        try {
            return ReceivedAlert.of(JSON.readTree(body));
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("SNS put into the queue: " + body, notJson);
        }
    }
}

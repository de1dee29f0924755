package io.vaultsnapshot.e2e.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What a rule of an operator's own gets from the event bus, as docs/documents.md describes such rules. */
final class BusEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageQueue queue;
    private final Map<String, JsonNode> received = new TreeMap<>();

    private BusEvents(MessageQueue queue) {
        this.queue = queue;
    }

    /** Makes a rule with a pattern; its events are kept from now on. */
    static BusEvents listen(AwsServer aws, String rule, String pattern) {
        MessageQueue queue = aws.queue(rule);
        try (EventBridgeClient client =
                aws.client(EventBridgeClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))) {
            client.putRule(request -> request.name(rule).eventPattern(pattern));
            client.putTargets(request -> request.rule(rule)
                    .targets(Target.builder().id("queue").arn(queue.arn()).build()));
        }
        return new BusEvents(queue);
    }

    /** Waits for an event that the condition is true of, and returns all there were by then, one for each id. */
    List<JsonNode> await(String what, Duration longest, Predicate<JsonNode> condition) {
        Waiting.until(
                what,
                longest,
                () -> {
                    take();
                    return received.values().stream().anyMatch(condition);
                },
                received.values()::toString);
        return List.copyOf(received.values());
    }

    /** The bus delivers at least once; the id tells a repetition. */
    private void take() {
        for (String body : queue.take()) {
            try {
                JsonNode event = JSON.readTree(body);
                received.put(event.at("/detail/id").asText(), event);
            } catch (IOException notJson) {
                throw new UncheckedIOException(body, notJson);
            }
        }
    }
}

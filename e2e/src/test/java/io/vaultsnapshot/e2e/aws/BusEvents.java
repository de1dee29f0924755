package io.vaultsnapshot.e2e.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** What an operator's own rule gets from the event bus. docs/documents.md describes such rules. */
final class BusEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageQueue queue;
    private final Map<String, JsonNode> received = new LinkedHashMap<>();

    private BusEvents(MessageQueue queue) {
        this.queue = queue;
    }

    /** Returns the names of all rules. */
    static List<String> rules(AwsServer aws) {
        try (EventBridgeClient client = client(aws)) {
            return client.listRules(request -> {}).rules().stream()
                    .map(Rule::name)
                    .toList();
        }
    }

    private static EventBridgeClient client(AwsServer aws) {
        return aws.client(EventBridgeClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
    }

    /** Creates a rule with a pattern. Its events are kept from now on. */
    static BusEvents listen(AwsServer aws, String rule, String pattern) {
        MessageQueue queue = aws.queue(rule);
        try (EventBridgeClient client = client(aws)) {
            client.putRule(request -> request.name(rule).eventPattern(pattern));
            client.putTargets(request -> request.rule(rule)
                    .targets(Target.builder().id("queue").arn(queue.arn()).build()));
        }
        return new BusEvents(queue);
    }

    /** Waits for an event that fulfils the condition. Returns all events until then in their order, one for each id. */
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

    /** Returns all events that have arrived by now, in their order. */
    List<JsonNode> received() {
        take();
        return List.copyOf(received.values());
    }

    /** The bus delivers an event once or more. The id shows a repetition: that of an alert, else that of the event. */
    private void take() {
        for (String body : queue.take()) {
            try {
                JsonNode event = JSON.readTree(body);
                received.put(event.at("/detail/id").asText(event.get("id").asText()), event);
            } catch (IOException notJson) {
                throw new UncheckedIOException(body, notJson);
            }
        }
    }
}

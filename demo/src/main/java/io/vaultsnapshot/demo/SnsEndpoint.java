package io.vaultsnapshot.demo;

import com.sun.net.httpserver.HttpExchange;
import io.vaultsnapshot.sandbox.http.LoopbackServer;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** An SNS endpoint with one topic and one subscriber by mail. It knows the action Publish only. */
final class SnsEndpoint implements AutoCloseable {
    private static final String PUBLISHED = "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
            + "<PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>";
    private static final String ATTRIBUTE = "MessageAttributes.entry.";

    private final String topicArn;
    private final Queue<ReceivedAlert> delivered = new ConcurrentLinkedQueue<>();
    private final LoopbackServer server = new LoopbackServer("sns", 2, this::answer);

    SnsEndpoint(String topicArn) {
        this.topicArn = topicArn;
    }

    URI address() {
        return server.address();
    }

    /** Takes what was delivered to the subscriber since the last call. */
    List<ReceivedAlert> take() {
        return Stream.generate(delivered::poll)
                .takeWhile(alert -> alert != null)
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(LoopbackServer.body(exchange));
        String action = form.getOrDefault("Action", "none");
        String topic = form.getOrDefault("TopicArn", "none");
        if (!action.equals("Publish") || !topic.equals(topicArn)) {
            LoopbackServer.answer(exchange, 404, "text/plain", action + " to " + topic + " is not known here");
            return;
        }
        delivered.add(new ReceivedAlert(form.getOrDefault("Subject", ""), mail(form), attributes(form)));
        LoopbackServer.answer(exchange, 200, "text/xml", PUBLISHED);
    }

    /** Returns the fields of an {@code application/x-www-form-urlencoded} body, as AWS's query protocol sends it. */
    private static Map<String, String> form(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            String[] nameAndValue = pair.split("=", 2);
            fields.put(decode(nameAndValue[0]), nameAndValue.length == 2 ? decode(nameAndValue[1]) : "");
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A message of structure json holds a body for each protocol. The subscriber here reads mail. */
    private static String mail(Map<String, String> form) throws MalformedJsonException {
        String message = form.getOrDefault("Message", "");
        if (!form.getOrDefault("MessageStructure", "").equals("json")) {
            return message;
        }
        Map<String, Object> bodies = Json.read(message);
        return String.valueOf(bodies.getOrDefault("email", bodies.get("default")));
    }

    private static Map<String, String> attributes(Map<String, String> form) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int number = 1; form.containsKey(ATTRIBUTE + number + ".Name"); number++) {
            String entry = ATTRIBUTE + number;
            attributes.put(form.getOrDefault(entry + ".Name", ""), form.getOrDefault(entry + ".Value.StringValue", ""));
        }
        return attributes;
    }

    @Override
    public void close() {
        server.close();
    }
}

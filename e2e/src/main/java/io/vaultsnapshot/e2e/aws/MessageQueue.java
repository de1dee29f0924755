package io.vaultsnapshot.e2e.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An SQS queue, through the service's JSON protocol. The product reads no queues, so the SDK's client for them is not on the
 * class path.
 *
 * <p>Source: the Amazon SQS developer guide, "Making API requests using the AWS JSON protocol".
 */
public final class MessageQueue {
    private static final ObjectMapper JSON = new ObjectMapper();
    // The server does not check the signature, but it reads account and region from it.
    private static final String AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=testing/20260101/" + AwsServer.REGION
            + "/sqs/aws4_request, SignedHeaders=host, Signature=0";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final String url;

    private MessageQueue(URI endpoint, String url) {
        this.endpoint = endpoint;
        this.url = url;
    }

    /** Creates a queue, or returns the one of this name. */
    static MessageQueue create(URI endpoint, String name) {
        ObjectNode body = JSON.createObjectNode().put("QueueName", name);
        String url = new MessageQueue(endpoint, "")
                .call("CreateQueue", body)
                .get("QueueUrl")
                .asText();
        return new MessageQueue(endpoint, url);
    }

    /** Returns the queue's ARN, as a subscription names it. */
    public String arn() {
        ObjectNode body = onQueue();
        body.putArray("AttributeNames").add("QueueArn");
        return call("GetQueueAttributes", body).at("/Attributes/QueueArn").asText();
    }

    /** Takes all messages that are there, and returns their bodies, the oldest first. */
    public List<String> take() {
        List<String> bodies = new ArrayList<>();
        while (true) {
            JsonNode messages = call("ReceiveMessage", onQueue().put("MaxNumberOfMessages", 10))
                    .path("Messages");
            if (messages.isEmpty()) {
                return bodies;
            }
            for (JsonNode message : messages) {
                bodies.add(message.get("Body").asText());
                String receipt = message.get("ReceiptHandle").asText();
                call("DeleteMessage", onQueue().put("ReceiptHandle", receipt));
            }
        }
    }

    /** Takes all messages that are there as what SNS put into the queue, the oldest first. */
    public List<ReceivedAlert> takeAlerts() {
        return take().stream().map(MessageQueue::alert).toList();
    }

    private static ReceivedAlert alert(String body) {
        try {
            JsonNode envelope = JSON.readTree(body);
            Map<String, String> attributes = new LinkedHashMap<>();
            envelope.path("MessageAttributes")
                    .properties()
                    .forEach(each -> attributes.put(
                            each.getKey(), each.getValue().path("Value").asText()));
            return new ReceivedAlert(
                    envelope.path("Subject").asText(), envelope.path("Message").asText(), attributes);
        } catch (IOException notJson) {
            throw new IllegalStateException("SNS put into the queue: " + body, notJson);
        }
    }

    private ObjectNode onQueue() {
        return JSON.createObjectNode().put("QueueUrl", url);
    }

    private JsonNode call(String action, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", "AmazonSQS." + action)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("Authorization", AUTHORIZATION)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        action + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException unreachable) {
            throw new IllegalStateException(action + " was not answered", unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}

package io.vaultsnapshot.verifier.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Over HTTP, as EventBridge's client speaks it. */
class EventBusAlertSinkTest {
    private final List<String> requests = new ArrayList<>();
    private String answer = "{\"FailedEntryCount\":0,\"Entries\":[]}";
    private HttpServer server;
    private EventBusAlertSink sink;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                byte[] body = answer.getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        EventBridgeClient client = EventBridgeClient.builder()
                .region(Region.EU_NORTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .build();
        sink = new EventBusAlertSink(client, "default", Alerts.LINKS);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void publish_alert_isOneEventWithTheAlertAsItsDetail() throws IOException {
        Alert alert = Alerts.alert("demo", ClusterState.STALE, AlertKind.PROBLEM);
        sink.publish(alert);
        assertEquals(1, requests.size());
        assertTrue(requests.get(0).startsWith("AWSEvents.PutEvents "), requests.get(0));
        Map<?, ?> entry = entries(requests.get(0)).get(0);
        assertEquals("vault-snapshot", entry.get("Source"));
        assertEquals("Vault Backup Alert", entry.get("DetailType"));
        assertEquals("default", entry.get("EventBusName"));
        Map<String, Object> detail = Json.read(String.valueOf(entry.get("Detail")));
        assertEquals(alert.id(), detail.get("id"));
        assertEquals("demo", detail.get("cluster"));
        assertEquals(261_600, detail.get("actualRpoSeconds"));
    }

    @Test
    void publish_change_isAnEventThatNoRuleForAlertsMatches() throws IOException {
        Alert change = Alerts.alert("demo", ClusterState.LATE, AlertKind.CHANGE);
        sink.publish(change);
        Map<?, ?> entry = entries(requests.get(0)).get(0);
        assertEquals("vault-snapshot", entry.get("Source"));
        assertEquals("Vault Backup Change", entry.get("DetailType"));
        Map<String, Object> detail = Json.read(String.valueOf(entry.get("Detail")));
        assertEquals("change/1.0", detail.get("schema"));
        assertEquals(change.id(), detail.get("id"));
        assertEquals("change", detail.get("kind"));
        assertEquals("late", detail.get("state"));
        assertEquals(false, detail.get("selfTest"));
        assertEquals("snapshots", detail.get("bucket"));
        assertFalse(detail.containsKey("text"), "nothing for people");
    }

    @Test
    void publish_change_goesToTheBusAndNeverToTheTopic() {
        // A topic at an address where nobody listens: whatever is sent to it fails.
        SnsClient nowhere = SnsClient.builder()
                .region(Region.EU_NORTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .overrideConfiguration(
                        config -> config.retryStrategy(RetryMode.LEGACY).apiCallTimeout(Duration.ofSeconds(5)))
                .build();
        SnsAlertSink topic = new SnsAlertSink(nowhere, "arn:aws:sns:eu-north-1:111122223333:alerts", Alerts.LINKS);
        AlertSinks both = new AlertSinks(List.of(topic, sink));
        both.publish(Alerts.alert("demo", ClusterState.LATE, AlertKind.CHANGE));
        assertEquals(1, requests.size());
        assertThrows(
                AlertNotPublishedException.class,
                () -> both.publish(Alerts.alert("demo", ClusterState.STALE, AlertKind.PROBLEM)));
        assertEquals(2, requests.size());
        assertTrue(both.takes(AlertKind.CHANGE));
        assertFalse(new AlertSinks(List.of(topic)).takes(AlertKind.CHANGE), "without a bus nobody takes it");
    }

    @Test
    void publish_group_isOneEventForEachMemberTenAtATime() throws IOException {
        List<Alert> alerts = IntStream.range(0, 23)
                .mapToObj(
                        number -> Alerts.alert("cluster-%02d".formatted(number), ClusterState.STALE, AlertKind.PROBLEM))
                .toList();
        sink.publish(new AlertGroup(alerts));
        List<Integer> sizes = new ArrayList<>();
        for (String request : requests) {
            sizes.add(entries(request).size());
        }
        assertEquals(List.of(10, 10, 3), sizes);
    }

    @Test
    void publish_oneEntryFailed_countsAsNotPublished() {
        answer =
                "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"try again\"}]}";
        AlertNotPublishedException refused = assertThrows(
                AlertNotPublishedException.class,
                () -> sink.publish(Alerts.alert("demo", ClusterState.STALE, AlertKind.PROBLEM)));
        assertTrue(String.valueOf(refused.getMessage()).contains("try again"), refused.getMessage());
    }

    @Test
    void publish_oneSinkRefuses_theOtherStillGetsIt() {
        RecordingAlertSink refusing = new RecordingAlertSink();
        refusing.refuseNext(1);
        AlertSinks both = new AlertSinks(List.of(refusing, sink));
        assertThrows(
                AlertNotPublishedException.class,
                () -> both.publish(Alerts.alert("demo", ClusterState.STALE, AlertKind.PROBLEM)));
        assertEquals(1, requests.size());
    }

    private static List<Map<?, ?>> entries(String request) throws IOException {
        List<Map<?, ?>> entries = new ArrayList<>();
        Object list = Json.read(request.substring(request.indexOf(' ') + 1)).get("Entries");
        ((List<?>) list).forEach(entry -> entries.add((Map<?, ?>) entry));
        return entries;
    }
}

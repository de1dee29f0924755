package io.vaultsnapshot.verifier.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

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
        sink = new EventBusAlertSink(client, "default", DecidedAlerts.LINKS);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void publish_alert_isOneEventWithTheAlertAsItsDetail() throws IOException {
        Alert alert = DecidedAlerts.of("demo", Cause.SNAPSHOT_OVERDUE, AlertKind.PROBLEM);
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
        assertEquals(606_960, detail.get("actualRpoSeconds"));
    }

    @Test
    void publish_group_isOneEventForEachMemberTenAtATime() throws IOException {
        List<Alert> alerts = DecidedAlerts.several(Cause.SNAPSHOT_OVERDUE, AlertKind.PROBLEM, 23);
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
                () -> sink.publish(DecidedAlerts.of("demo", Cause.SNAPSHOT_OVERDUE, AlertKind.PROBLEM)));
        assertTrue(String.valueOf(refused.getMessage()).contains("try again"), refused.getMessage());
    }

    @Test
    void publish_oneSinkRefuses_theOtherStillGetsIt() {
        RecordingAlertSink refusing = new RecordingAlertSink();
        refusing.refuseNext(1);
        AlertSinks both = new AlertSinks(List.of(refusing, sink));
        assertThrows(
                AlertNotPublishedException.class,
                () -> both.publish(DecidedAlerts.of("demo", Cause.SNAPSHOT_OVERDUE, AlertKind.PROBLEM)));
        assertEquals(1, requests.size());
    }

    private static List<Map<?, ?>> entries(String request) throws IOException {
        List<Map<?, ?>> entries = new ArrayList<>();
        Object list = Json.read(request.substring(request.indexOf(' ') + 1)).get("Entries");
        ((List<?>) list).forEach(entry -> entries.add((Map<?, ?>) entry));
        return entries;
    }
}

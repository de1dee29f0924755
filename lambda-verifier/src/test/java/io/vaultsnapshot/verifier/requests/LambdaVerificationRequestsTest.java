package io.vaultsnapshot.verifier.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.verifier.event.EventReader;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The request as Lambda gets it. */
class LambdaVerificationRequestsTest {
    private static final SnapshotKey KEY = new SnapshotKey("demo", Instant.parse("2026-11-23T02:05:00Z"));

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 202;
    private HttpServer server;
    private LambdaClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestURI().getPath());
            received.add(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"));
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        client = LambdaClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_NORTH_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void request_taken_isOneAsynchronousInvocationThatTheFunctionCanRead() throws IOException {
        new LambdaVerificationRequests(client, "the-function", "the-bucket").request(KEY);

        assertEquals(List.of("/2015-03-31/functions/the-function/invocations", "Event"), received.subList(0, 2));
        assertEquals(
                new VerifierEvent.ObjectCreated("the-bucket", KEY.format(), null),
                EventReader.read(Json.read(received.get(2))));
        assertEquals(3, received.size());
    }

    @Test
    void request_refused_saysWhichSnapshotAndThatItIsAskedAgain() {
        status = 403;
        RequestNotTakenException refused = assertThrows(
                RequestNotTakenException.class,
                () -> new LambdaVerificationRequests(client, "the-function", "the-bucket").request(KEY));
        assertTrue(refused.getMessage().contains(KEY.format()), refused.getMessage());
        assertTrue(refused.getMessage().contains("the next sweep asks again"), refused.getMessage());
    }
}

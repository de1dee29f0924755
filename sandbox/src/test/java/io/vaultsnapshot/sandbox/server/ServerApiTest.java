package io.vaultsnapshot.sandbox.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.sandbox.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerApiTest {
    @Test
    void put_accepted_returnsTheAnswer() {
        try (LoopbackServer server = new LoopbackServer("server", 1, exchange -> {
            String seen = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Vault-Token") + " " + LoopbackServer.body(exchange);
            LoopbackServer.answer(exchange, 200, "application/json", "{\"seen\": \"" + seen.replace('"', '\'') + "\"}");
        })) {
            String seen = new ServerApi(server.address())
                    .put("sys/mounts/kept", "root", Map.of("type", "kv"))
                    .path("seen")
                    .asText();

            assertEquals("PUT /v1/sys/mounts/kept root {'type':'kv'}", seen);
        }
    }

    @Test
    void put_refused_saysWhyAndGetReturnsTheErrors() {
        try (LoopbackServer server = new LoopbackServer(
                "server",
                1,
                exchange -> LoopbackServer.answer(
                        exchange, 403, "application/json", "{\"errors\": [\"permission denied\"]}"))) {
            ServerApi api = new ServerApi(server.address());

            ServerApiException refused =
                    assertThrows(ServerApiException.class, () -> api.put("sys/seal", "x", Map.of()));

            assertTrue(refused.getMessage().contains("permission denied"), refused.getMessage());
            assertTrue(api.get("sys/seal", "x").has("errors"));
        }
    }

    @Test
    void health_serverIsAway_throws() {
        assertThrows(IOException.class, () -> new ServerApi(URI.create("http://127.0.0.1:1")).health());
    }
}

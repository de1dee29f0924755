package io.vaultsnapshot.e2e.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A web hook of a chat or of an on-call service: it keeps what is posted to it. */
final class RecordedEndpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ACCEPTED = 202;

    private final HttpsServer server;
    private final List<Posted> posted = new CopyOnWriteArrayList<>();

    /** One request. */
    record Posted(String path, String contentType, JsonNode body) {}

    RecordedEndpoint(CertificateAuthority authority) throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(
                CertificateAuthority.serving(authority.issue("web-hook", List.of("IP:127.0.0.1")))));
        server.createContext("/", this::keep);
        server.start();
    }

    private void keep(HttpExchange exchange) throws IOException {
        try (exchange) {
            posted.add(new Posted(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    JSON.readTree(exchange.getRequestBody())));
            exchange.sendResponseHeaders(ACCEPTED, -1);
        }
    }

    /** Returns the URL of a path here. */
    String url(String path) {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort())
                .resolve(path)
                .toString();
    }

    /** Waits for a body at a path that fulfils the condition. */
    JsonNode await(String path, Duration longest, Predicate<JsonNode> condition) {
        Waiting.until("a message at " + path, longest, () -> at(path).stream().anyMatch(condition), posted::toString);
        return at(path).stream().filter(condition).findFirst().orElseThrow();
    }

    private List<JsonNode> at(String path) {
        return posted.stream()
                .filter(each -> each.path().equals(path) && each.contentType().startsWith("application/json"))
                .map(Posted::body)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

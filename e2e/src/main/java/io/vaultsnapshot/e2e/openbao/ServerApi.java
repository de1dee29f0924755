package io.vaultsnapshot.e2e.openbao;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The HTTP API of a server. */
public final class ServerApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    ServerApi(URI address) {
        this.address = address;
    }

    /**
     * Returns the status of {@code sys/health}: 200 active, 429 standby, 501 not initialized, 503 sealed.
     *
     * @throws IOException if nobody answers
     */
    public int health() throws IOException {
        return send("GET", "sys/health", "", BodyPublishers.noBody()).statusCode();
    }

    /**
     * Reads a path.
     *
     * @return what it holds, or an object with {@code errors}
     */
    public JsonNode get(String path, String token) {
        return call("GET", path, token, BodyPublishers.noBody());
    }

    /**
     * Writes to a path.
     *
     * @throws IllegalStateException if the server refuses
     */
    public JsonNode put(String path, String token, Map<String, ?> body) {
        ObjectNode json = JSON.valueToTree(body);
        return accepted("PUT", path, token, BodyPublishers.ofString(json.toString()));
    }

    /** Returns the values of a secret of a version 1 key-value engine; missing when there is none. */
    public JsonNode secret(String path, String token) {
        return get(path, token).path("data");
    }

    private JsonNode accepted(String method, String path, String token, BodyPublisher body) {
        JsonNode answer = call(method, path, token, body);
        if (answer.has("errors")) {
            throw new IllegalStateException(method + " " + path + " was refused: " + answer.get("errors"));
        }
        return answer;
    }

    private JsonNode call(String method, String path, String token, BodyPublisher body) {
        try {
            HttpResponse<String> answer = send(method, path, token, body);
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException unreachable) {
            throw new IllegalStateException(method + " " + path + " was not answered", unreachable);
        }
    }

    private HttpResponse<String> send(String method, String path, String token, BodyPublisher body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/v1/" + path))
                .timeout(LONGEST)
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("X-Vault-Token", token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("was interrupted", stopped);
        }
    }
}

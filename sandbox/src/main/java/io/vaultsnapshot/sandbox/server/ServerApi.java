package io.vaultsnapshot.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
     * @throws IOException if the server does not answer
     */
    public int health() throws IOException {
        return send("GET", "sys/health", "", BodyPublishers.noBody()).statusCode();
    }

    /**
     * Reads a path.
     *
     * @return what the server holds there, or an object with {@code errors}
     * @throws ServerApiException if the server does not answer
     */
    public JsonNode get(String path, String token) {
        return call("GET", path, token, BodyPublishers.noBody());
    }

    /**
     * Writes to a path.
     *
     * @throws ServerApiException if the server refuses or does not answer
     */
    public JsonNode put(String path, String token, Map<String, ?> values) {
        JsonNode answer = call(
                "PUT",
                path,
                token,
                BodyPublishers.ofString(JSON.valueToTree(values).toString()));
        if (answer.has("errors")) {
            throw new ServerApiException("PUT " + path + " was refused: " + answer.get("errors"));
        }
        return answer;
    }

    /** Returns the values of a secret in a version 1 key-value engine; missing when there is none. */
    public JsonNode secret(String path, String token) {
        return get(path, token).path("data");
    }

    private JsonNode call(String method, String path, String token, BodyPublisher body) {
        try {
            HttpResponse<String> answer = send(method, path, token, body);
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException unreachable) {
            throw new ServerApiException(method + " " + path + " was not answered", unreachable);
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

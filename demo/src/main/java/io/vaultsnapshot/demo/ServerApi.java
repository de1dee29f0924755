package io.vaultsnapshot.demo;

import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The few calls of Vault's and OpenBao's HTTP API that set up a new server. */
final class ServerApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int FIRST_FAILURE = 300;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private String token = "";

    ServerApi(URI address) {
        this.address = address;
    }

    /** Uses this token from now on. */
    void logIn(String newToken) {
        this.token = newToken;
    }

    /** Returns whether the server answers at all, initialized or not, sealed or not. */
    boolean answers() {
        return isOk("/v1/sys/health?uninitcode=200&sealedcode=200&standbyok=true");
    }

    /** Returns whether it is unsealed and active. */
    boolean isActive() {
        return isOk("/v1/sys/health");
    }

    /**
     * Writes to a path.
     *
     * @return the answer, empty when there is none
     * @throws DemoException if the server refuses
     */
    Map<String, Object> put(String path, Map<String, Object> body) {
        HttpRequest request = request("/v1/" + path)
                .PUT(HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build();
        try {
            HttpResponse<String> response = send(request);
            if (response.statusCode() >= FIRST_FAILURE) {
                throw new DemoException("the server answered " + response.statusCode() + " to " + path + ": "
                        + response.body().strip());
            }
            return response.body().isBlank() ? Map.of() : Json.read(response.body());
        } catch (IOException unreachable) {
            throw new DemoException("the server did not answer to " + path + ": " + unreachable, unreachable);
        }
    }

    private boolean isOk(String path) {
        try {
            return send(request(path).GET().build()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
        return token.isEmpty() ? request : request.header("X-Vault-Token", token);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoException("was interrupted", stopped);
        }
    }
}

package io.vaultsnapshot.e2e.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The API server, with one identity. */
public final class KubeApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int FIRST_FAILURE = 300;

    private final HttpClient http;
    private final URI server;
    private final String token;

    KubeApi(HttpClient http, URI server, String token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    /** Returns the API server with another identity. */
    public KubeApi as(String bearerToken) {
        return new KubeApi(http, server, bearerToken);
    }

    /** Returns the object or list at a path, which starts with a slash. */
    public JsonNode get(String path) {
        return send(path, request(path).GET());
    }

    /** Creates an object in the collection at a path. */
    public JsonNode create(String path, JsonNode object) {
        return send(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(object.toString())));
    }

    /** Merges into the object at a path as RFC 7386 says: lists are replaced. */
    public JsonNode merge(String path, JsonNode change) {
        return send(
                path,
                request(path)
                        .header("Content-Type", "application/merge-patch+json")
                        .method("PATCH", BodyPublishers.ofString(change.toString())));
    }

    /** Deletes the object at a path, without a grace period. */
    public JsonNode delete(String path) {
        return send(path, request(path + "?gracePeriodSeconds=0").DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private JsonNode send(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= FIRST_FAILURE) {
                throw new KubeRefusedException(
                        response.statusCode(), path + " answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException unreachable) {
            throw new UncheckedIOException(path + ": " + unreachable.getMessage(), unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("was interrupted while asking for " + path, stopped);
        }
    }
}

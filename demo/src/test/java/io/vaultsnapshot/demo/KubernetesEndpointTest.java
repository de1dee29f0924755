package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesEndpointTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ServiceAccountRef ACCOUNT = new ServiceAccountRef("backup", "vault-snapshot");

    private final KubernetesEndpoint endpoint = new KubernetesEndpoint();
    private final String token = endpoint.issue(ACCOUNT, "vault", NOW, Duration.ofMinutes(10));

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void issue_token_hasTheClaimsOfAProjectedOne() throws Exception {
        List<String> parts = List.of(token.split("\\.", -1));
        assertEquals(3, parts.size());
        assertFalse(parts.get(2).isEmpty());
        Map<String, Object> header = Json.read(Base64.getUrlDecoder().decode(parts.get(0)));
        assertEquals("RS256", header.get("alg"));
        JsonObject claims = new JsonObject(Json.read(Base64.getUrlDecoder().decode(parts.get(1))));
        assertEquals(List.of("vault"), claims.texts("aud"));
        assertEquals("system:serviceaccount:backup:vault-snapshot", claims.text("sub"));
        assertEquals(NOW.getEpochSecond() + 600, claims.number("exp"));
        JsonObject kubernetes = claims.optionalObject("kubernetes.io").orElseThrow();
        assertEquals("backup", kubernetes.text("namespace"));
        assertEquals(
                "vault-snapshot",
                kubernetes.optionalObject("serviceaccount").orElseThrow().text("name"));
    }

    @Test
    void review_issuedToken_isAuthenticated() throws Exception {
        HttpResponse<String> answer = review(token, "vault", endpoint.reviewerToken());
        assertEquals(201, answer.statusCode());
        assertTrue(answer.body().contains("\"authenticated\":true"), answer.body());
        assertTrue(answer.body().contains("system:serviceaccount:backup:vault-snapshot"), answer.body());
    }

    @Test
    void review_changedToken_isNotAuthenticated() throws Exception {
        assertTrue(review(token + "x", "vault", endpoint.reviewerToken()).body().contains("\"authenticated\":false"));
    }

    @Test
    void review_otherAudience_isNotAuthenticated() throws Exception {
        assertTrue(review(token, "sts.amazonaws.com", endpoint.reviewerToken())
                .body()
                .contains("\"authenticated\":false"));
    }

    @Test
    void review_withoutTheReviewersToken_isRefused() throws Exception {
        assertEquals(401, review(token, "vault", "another").statusCode());
    }

    private HttpResponse<String> review(String reviewed, String audience, String reviewer)
            throws IOException, InterruptedException {
        String body = Json.write(Map.of("spec", Map.of("token", reviewed, "audiences", List.of(audience))));
        HttpRequest request = HttpRequest.newBuilder(
                        endpoint.address().resolve("/apis/authentication.k8s.io/v1/tokenreviews"))
                .header("Authorization", "Bearer " + reviewer)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}

package io.vaultsnapshot.demo;

import com.sun.net.httpserver.HttpExchange;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.sandbox.http.LoopbackServer;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues ServiceAccount tokens, and answers the one call of a Kubernetes API server that the server's auth method makes: is
 * this one of your tokens, and whose is it? A token's signature is random. It is one of ours if it was issued here.
 */
final class KubernetesEndpoint implements AutoCloseable {
    private static final String REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";
    private static final int SIGNATURE_BYTES = 256;

    private record Holder(ServiceAccountRef account, String uid, String audience) {}

    private final String reviewerToken = UUID.randomUUID().toString();
    private final Map<String, Holder> issued = new ConcurrentHashMap<>();
    private final LoopbackServer server = new LoopbackServer("kubernetes", 2, this::answer);

    URI address() {
        return server.address();
    }

    /** Returns the token that lets its holder ask about other tokens. */
    String reviewerToken() {
        return reviewerToken;
    }

    /** Returns a new token of a ServiceAccount for one audience. */
    String issue(ServiceAccountRef account, String audience, Instant now, Duration life) {
        Holder holder = new Holder(account, UUID.randomUUID().toString(), audience);
        Map<String, Object> claims = Map.of(
                "iss", "https://kubernetes.default.svc.cluster.local",
                "sub", account.oidcSubject(),
                "aud", List.of(audience),
                "iat", now.getEpochSecond(),
                "nbf", now.getEpochSecond(),
                "exp", now.plus(life).getEpochSecond(),
                "kubernetes.io",
                        Map.of(
                                "namespace",
                                account.namespace(),
                                "serviceaccount",
                                Map.of("name", account.name(), "uid", holder.uid())));
        byte[] signature = new byte[SIGNATURE_BYTES];
        new SecureRandom().nextBytes(signature);
        String token = encode(Map.of("alg", "RS256", "typ", "JWT")) + "." + encode(claims) + "." + encode(signature);
        issued.put(token, holder);
        return token;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!exchange.getRequestURI().getPath().equals(REVIEWS)) {
            LoopbackServer.answer(exchange, 404, "application/json", "{}");
        } else if (!shown.equals("Bearer " + reviewerToken)) {
            LoopbackServer.answer(exchange, 401, "application/json", "{\"kind\": \"Status\", \"code\": 401}");
        } else {
            Map<String, Object> review = Map.of(
                    "apiVersion",
                    "authentication.k8s.io/v1",
                    "kind",
                    "TokenReview",
                    "metadata",
                    Map.of(),
                    "status",
                    status(Json.read(LoopbackServer.body(exchange))));
            LoopbackServer.answer(exchange, 201, "application/json", Json.write(review));
        }
    }

    private Map<String, Object> status(Map<String, Object> review) {
        Map<?, ?> spec = review.get("spec") instanceof Map<?, ?> map ? map : Map.of();
        List<?> audiences = spec.get("audiences") instanceof List<?> list ? list : List.of();
        return Optional.ofNullable(issued.get(String.valueOf(spec.get("token"))))
                .filter(holder -> audiences.isEmpty() || audiences.contains(holder.audience()))
                .map(KubernetesEndpoint::authenticated)
                .orElse(Map.of("authenticated", false, "user", Map.of(), "error", "not a token of this cluster"));
    }

    private static Map<String, Object> authenticated(Holder holder) {
        Map<String, Object> user = Map.of(
                "username", holder.account().oidcSubject(),
                "uid", holder.uid(),
                "groups", List.of("system:serviceaccounts"));
        return Map.of("authenticated", true, "user", user, "audiences", List.of(holder.audience()));
    }

    private static String encode(Map<String, Object> json) {
        return encode(Json.write(json).getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.close();
    }
}

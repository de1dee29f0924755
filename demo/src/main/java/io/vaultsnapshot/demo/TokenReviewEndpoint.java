package io.vaultsnapshot.demo;

import com.sun.net.httpserver.HttpExchange;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The one call of a Kubernetes API server that the auth method needs: is this token one of yours, and whose? */
final class TokenReviewEndpoint implements AutoCloseable {
    private static final String PATH = "/apis/authentication.k8s.io/v1/tokenreviews";

    private final TokenIssuer issuer;
    private final String reviewerToken;
    private final LoopbackServer server;

    /** Starts the endpoint; it listens to whoever shows the reviewer's token. */
    TokenReviewEndpoint(TokenIssuer issuer) {
        this.issuer = issuer;
        this.reviewerToken = UUID.randomUUID().toString();
        this.server = new LoopbackServer(PATH, this::answer);
    }

    URI address() {
        return server.address();
    }

    String reviewerToken() {
        return reviewerToken;
    }

    private LoopbackServer.Answer answer(HttpExchange request, String body) throws MalformedJsonException {
        String shown = String.valueOf(request.getRequestHeaders().getFirst("Authorization"));
        if (!shown.equals("Bearer " + reviewerToken)) {
            return json(401, Map.of("kind", "Status", "status", "Failure", "reason", "Unauthorized", "code", 401));
        }
        Map<String, Object> review = new LinkedHashMap<>();
        review.put("apiVersion", "authentication.k8s.io/v1");
        review.put("kind", "TokenReview");
        review.put("metadata", Map.of());
        review.put("status", status(Json.read(body)));
        return json(201, review);
    }

    private Map<String, Object> status(Map<String, Object> review) {
        Map<?, ?> spec = review.get("spec") instanceof Map<?, ?> map ? map : Map.of();
        List<?> audiences = spec.get("audiences") instanceof List<?> list ? list : List.of();
        Optional<TokenIssuer.Holder> holder = issuer.holder(String.valueOf(spec.get("token")))
                .filter(each -> audiences.isEmpty() || audiences.contains(each.audience()));
        if (holder.isEmpty()) {
            return Map.of("authenticated", false, "user", Map.of(), "error", "not a token of this cluster");
        }
        ServiceAccountRef account = holder.get().account();
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", "system:serviceaccount:" + account.namespace() + ":" + account.name());
        user.put("uid", holder.get().uid());
        user.put("groups", List.of("system:serviceaccounts"));
        return Map.of(
                "authenticated",
                true,
                "user",
                user,
                "audiences",
                List.of(holder.get().audience()));
    }

    private static LoopbackServer.Answer json(int status, Map<String, Object> body) {
        return new LoopbackServer.Answer(status, "application/json", Json.write(body));
    }

    @Override
    public void close() {
        server.close();
    }
}

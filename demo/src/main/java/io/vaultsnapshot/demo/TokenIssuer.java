package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.snapshot.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Signs ServiceAccount tokens as a cluster does, with a key that lives as long as the demo. */
final class TokenIssuer {
    /**
     * Whose token it is.
     *
     * @param account the ServiceAccount
     * @param uid its uid
     * @param audience who may accept the token
     */
    record Holder(ServiceAccountRef account, String uid, String audience) {}

    private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
    private static final int KEY_BITS = 2048;

    private final KeyPair key;
    private final Map<String, Holder> issued = new ConcurrentHashMap<>();

    TokenIssuer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has RSA", impossible);
        }
    }

    /** Returns a new token for a ServiceAccount, meant for one audience. */
    String issue(ServiceAccountRef account, String audience, Instant now, Duration life) {
        Holder holder = new Holder(account, UUID.randomUUID().toString(), audience);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("sub", "system:serviceaccount:" + account.namespace() + ":" + account.name());
        claims.put("aud", List.of(audience));
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.plus(life).getEpochSecond());
        claims.put(
                "kubernetes.io",
                Map.of(
                        "namespace",
                        account.namespace(),
                        "serviceaccount",
                        Map.of("name", account.name(), "uid", holder.uid())));
        String content = encode(Json.write(Map.of("alg", "RS256", "typ", "JWT"))) + "." + encode(Json.write(claims));
        String token = content + "." + encode(sign(content.getBytes(StandardCharsets.US_ASCII)));
        issued.put(token, holder);
        return token;
    }

    /** Returns whose token it is, or empty when it was not signed here. */
    Optional<Holder> holder(String token) {
        return Optional.ofNullable(issued.get(token));
    }

    private byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA256withRSA", impossible);
        }
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

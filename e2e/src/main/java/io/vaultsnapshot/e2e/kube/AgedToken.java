package io.vaultsnapshot.e2e.kube;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** A real token with earlier times: the same other claims, signed with the cluster's own key. */
public final class AgedToken {
    private static final List<String> TIMES = List.of("iat", "nbf", "exp");

    private AgedToken() {}

    /** Returns a token with all times moved back by an age. */
    public static String of(String token, Duration age, Path signingKey) throws IOException, GeneralSecurityException {
        List<String> parts = List.of(token.split("\\.", -1));
        ObjectNode claims =
                (ObjectNode) new JsonMapper().readTree(Base64.getUrlDecoder().decode(parts.get(1)));
        for (String time : TIMES) {
            Instant then = Instant.ofEpochSecond(claims.get(time).asLong()).minus(age);
            claims.put(time, then.getEpochSecond());
        }
        String signed = parts.get(0) + "." + encode(claims.toString().getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(read(signingKey));
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encode(signature.sign());
    }

    private static PrivateKey read(Path pem) throws IOException, GeneralSecurityException {
        String text = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

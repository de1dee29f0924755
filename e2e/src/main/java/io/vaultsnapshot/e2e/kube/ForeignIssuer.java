package io.vaultsnapshot.e2e.kube;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.outputs.Issuer;
import io.vaultsnapshot.e2e.outputs.StackSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The issuer of the cluster in another account: a key and an address of its own, and tokens as an API server makes them. No API
 * server is behind it, since one server signs for one issuer.
 */
public final class ForeignIssuer implements SuiteServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY_ID = "foreign";
    private static final int HTTPS = 443;
    private static final int KEY_BITS = 2048;
    private static final Duration VALID = Duration.ofHours(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Issuer issuer = new Issuer(URI.create(StackSettings.FOREIGN_ISSUER));
    private final KeyPair keys;
    private final HttpsServer https;

    /** Serves it under its own name. */
    public ForeignIssuer(Suite suite) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        this.keys = generator.generateKeyPair();
        CertificateAuthority authority = suite.get(CertificateAuthority.class);
        String address = suite.get(PrivateNetwork.class).address(issuer.host());
        this.https = HttpsServer.create(new InetSocketAddress(address, HTTPS), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(
                CertificateAuthority.serving(authority.issue("foreign-oidc", List.of("DNS:" + issuer.host())))));
        https.createContext(
                issuer.path() + "/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        https.createContext(issuer.keys().getPath(), exchange -> answer(exchange, keySet()));
        https.setExecutor(threads);
        https.start();
    }

    /** Returns a token of a ServiceAccount that was issued at a time, and is valid for an hour from then. */
    public String token(ServiceAccountRef account, String audience, Instant issued) throws GeneralSecurityException {
        ObjectNode header = JSON.createObjectNode().put("alg", "RS256").put("kid", KEY_ID);
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", issuer.url().toString())
                .put("sub", account.oidcSubject())
                .put("iat", issued.getEpochSecond())
                .put("nbf", issued.getEpochSecond())
                .put("exp", issued.plus(VALID).getEpochSecond());
        claims.putArray("aud").add(audience);
        String signed = encode(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.toString().getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encode(signature.sign());
    }

    private ObjectNode discovery() {
        ObjectNode document = JSON.createObjectNode()
                .put("issuer", issuer.url().toString())
                .put("jwks_uri", issuer.keys().toString());
        document.putArray("response_types_supported").add("id_token");
        document.putArray("subject_types_supported").add("public");
        document.putArray("id_token_signing_alg_values_supported").add("RS256");
        return document;
    }

    private ObjectNode keySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        ObjectNode set = JSON.createObjectNode();
        set.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", KEY_ID)
                .put("n", encode(unsigned(key.getModulus())))
                .put("e", encode(unsigned(key.getPublicExponent())));
        return set;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void answer(HttpExchange exchange, ObjectNode document) throws IOException {
        byte[] body = document.toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        https.stop(0);
        threads.shutdownNow();
    }
}

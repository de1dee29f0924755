package io.vaultsnapshot.e2e.kube;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.outputs.Issuer;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The public address of a cluster's issuer, as EKS has one: it serves the discovery document and the keys to every client.
 * Both come from the API server, fetched for each request.
 */
public final class EksIssuer implements SuiteServer {
    private static final int HTTPS = 443;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer https;
    private final HttpClient client;

    /** Serves the issuer of the settings under its own name. */
    public EksIssuer(Suite suite) throws IOException, GeneralSecurityException {
        ControlPlane kubernetes = suite.get(ControlPlane.class);
        CertificateAuthority authority = suite.get(CertificateAuthority.class);
        Issuer issuer = kubernetes.issuer();
        String address = suite.get(PrivateNetwork.class).address(issuer.host());
        this.client = Http.client(authority);
        this.https = HttpsServer.create(new InetSocketAddress(address, HTTPS), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(
                CertificateAuthority.serving(authority.issue("oidc", List.of("DNS:" + issuer.host())))));
        URI server = kubernetes.server();
        String discovery = "/.well-known/openid-configuration";
        https.createContext(issuer.path() + discovery, exchange -> pass(exchange, server.resolve(discovery)));
        https.createContext(issuer.keys().getPath(), exchange -> pass(exchange, server.resolve("/openid/v1/jwks")));
        // The default executor answers one request at a time, including TLS handshakes.
        https.setExecutor(threads);
        https.start();
    }

    private void pass(HttpExchange exchange, URI from) throws IOException {
        try (exchange) {
            HttpResponse<byte[]> document =
                    client.send(HttpRequest.newBuilder(from).build(), BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(document.statusCode(), document.body().length);
            exchange.getResponseBody().write(document.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        https.stop(0);
        threads.shutdownNow();
    }
}

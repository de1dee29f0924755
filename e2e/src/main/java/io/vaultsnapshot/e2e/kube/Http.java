package io.vaultsnapshot.e2e.kube;

import io.vaultsnapshot.e2e.net.CertificateAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** HTTP to the control plane's servers. */
final class Http {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int OK = 200;

    private Http() {}

    /** Uses version 1.1. Under version 2 the API server closes the connection of a client without a token, even for readiness. */
    static HttpClient client(CertificateAuthority authority) throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(authority.trusting())
                .build();
    }

    static boolean answersOk(HttpClient http, URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(LONGEST).build();
        return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
    }
}

package io.vaultsnapshot.e2e.kube;

import io.vaultsnapshot.e2e.net.CertificateAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** Asks whether a server is well. */
final class Http {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int OK = 200;

    private Http() {}

    /** Version 1.1: under 2 the API server ends the connection of whoever asks without a token, readiness included. */
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

package io.vaultsnapshot.e2e.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The admission webhook that EKS runs in every cluster, as its documentation describes it. A pod whose ServiceAccount has a
 * role gets a projected token. Each container that is not skipped gets two variables that name the role and the token. The
 * real webhook is in no package registry.
 */
public final class PodIdentityWebhook implements SuiteServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/mutate";
    /** The namespace whose pods are admitted as if the webhook had not answered. */
    private static final String UNANSWERED = "vault-snapshot-no-credentials";

    private final KubeApi api;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer https;

    /** Registers it for pods, as EKS does. */
    public PodIdentityWebhook(Suite suite) throws IOException, GeneralSecurityException {
        this.api = suite.get(ControlPlane.class).api();
        CertificateAuthority authority = suite.get(CertificateAuthority.class);
        this.https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(
                CertificateAuthority.serving(authority.issue("webhook", List.of("IP:127.0.0.1")))));
        https.createContext(PATH, this::answer);
        // The default executor answers one request at a time, including TLS handshakes.
        https.setExecutor(threads);
        https.start();
        String ca = Base64.getEncoder().encodeToString(Files.readAllBytes(authority.certificate()));
        api.create("/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations", JSON.readTree("""
                {"metadata": {"name": "pod-identity-webhook"},
                 "webhooks": [{
                   "name": "iam-for-pods.amazonaws.com",
                   "admissionReviewVersions": ["v1"],
                   "sideEffects": "None",
                   "failurePolicy": "Fail",
                   "timeoutSeconds": 30,
                   "clientConfig": {"url": "https://127.0.0.1:%d%s", "caBundle": "%s"},
                   "rules": [{"operations": ["CREATE"], "apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"]}]
                 }]}
                """.formatted(
                        https.getAddress().getPort(), PATH, ca)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody()).get("request");
            ObjectNode review = JSON.createObjectNode();
            review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
            ObjectNode response = review.putObject("response");
            response.put("uid", request.get("uid").asText()).put("allowed", true);
            ArrayNode patch = new PodIdentityPatch(request.get("object"), serviceAccount(request)).operations();
            // With EKS's failure policy, Ignore, no answer has the same effect as an answer without a patch.
            if (!patch.isEmpty() && !UNANSWERED.equals(request.get("namespace").asText())) {
                response.put("patchType", "JSONPatch");
                response.put("patch", Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(patch)));
            }
            byte[] body = JSON.writeValueAsBytes(review);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private JsonNode serviceAccount(JsonNode request) {
        String name = request.at("/object/spec/serviceAccountName").asText("default");
        return api.get("/api/v1/namespaces/" + request.get("namespace").asText() + "/serviceaccounts/" + name);
    }

    @Override
    public void close() {
        https.stop(0);
        threads.shutdownNow();
    }
}

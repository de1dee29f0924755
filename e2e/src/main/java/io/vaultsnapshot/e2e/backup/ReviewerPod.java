package io.vaultsnapshot.e2e.backup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a server in the cluster finds there: the ServiceAccount {@code vault/vault}, which may review tokens as with the Helm
 * charts of both servers, and its token and CA at the usual paths of a pod. The servers of this suite run in the same mount
 * namespace, so they find these files as in a pod.
 */
public final class ReviewerPod implements SuiteServer {
    /** The Kubernetes user that reviews tokens. */
    public static final String USER = "system:serviceaccount:vault:vault";

    private static final Path FOLDER = Path.of("/run/secrets/kubernetes.io/serviceaccount");

    /** Creates the account and writes its files. */
    public ReviewerPod(Suite suite) throws IOException {
        ControlPlane kubernetes = suite.get(ControlPlane.class);
        JsonMapper json = new JsonMapper();
        kubernetes.api().create("/api/v1/namespaces", json.readTree("{\"metadata\": {\"name\": \"vault\"}}"));
        kubernetes
                .api()
                .create(
                        "/api/v1/namespaces/vault/serviceaccounts",
                        json.readTree("{\"metadata\": {\"name\": \"vault\"}}"));
        kubernetes.api().create("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", json.readTree("""
                {"metadata": {"name": "vault-server-binding"},
                 "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "system:auth-delegator"},
                 "subjects": [{"kind": "ServiceAccount", "name": "vault", "namespace": "vault"}]}
                """));
        String token = kubernetes
                .api()
                .create(
                        "/api/v1/namespaces/vault/serviceaccounts/vault/token",
                        json.readTree("{\"spec\": {\"expirationSeconds\": 7200}}"))
                .at("/status/token")
                .asText();
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("token"), token);
        Files.writeString(FOLDER.resolve("namespace"), "vault");
        Files.copy(suite.get(CertificateAuthority.class).certificate(), FOLDER.resolve("ca.crt"));
    }
}

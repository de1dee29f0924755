package io.vaultsnapshot.e2e.kube;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.outputs.Issuer;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.process.Ports;
import io.vaultsnapshot.sandbox.process.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * etcd, kube-apiserver and kube-controller-manager, with RBAC, PodSecurity, the controllers that Jobs and Deployments need, and the issuer of
 * the settings. Its address is {@code https://kubernetes.default.svc}, as in a pod.
 */
public final class ControlPlane implements SuiteServer {
    private static final String HOST = "kubernetes.default.svc";
    private static final URI SERVER = URI.create("https://" + HOST);
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration KUBECTL = Duration.ofMinutes(3);
    private static final List<String> CONTROLLERS = List.of(
            "serviceaccount-controller",
            "serviceaccount-token-controller",
            "root-ca-certificate-publisher-controller",
            "namespace-controller",
            "job-controller",
            "deployment-controller",
            "replicaset-controller",
            "cronjob-controller",
            "ttl-after-finished-controller",
            "garbage-collector-controller",
            "resourcequota-controller");

    private final Suite suite;
    private final Tools tools;
    private final CertificateAuthority authority;
    private final ControlPlaneFiles files;
    private final Issuer issuer;
    private final Path adminConfig;
    private final HttpClient http;
    private final KubeApi api;

    /** Starts all three. Then ServiceAccounts are created, and the issuer's keys can be read without a token, as on EKS. */
    public ControlPlane(Suite suite) throws IOException, GeneralSecurityException {
        this.suite = suite;
        this.tools = suite.get(Tools.class);
        this.authority = suite.get(CertificateAuthority.class);
        this.issuer = suite.get(FleetSettings.class).issuer();
        String address = suite.get(PrivateNetwork.class).address(HOST);
        this.files = new ControlPlaneFiles(suite, authority, HOST, address);
        this.adminConfig = files.adminConfig(SERVER, authority.certificate());
        this.http = Http.client(authority);
        this.api = new KubeApi(http, SERVER, files.adminToken);
        startApiServer(address, startEtcd());
        startControllerManager(address);
        api.create("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", new JsonMapper().readTree("""
                {"metadata": {"name": "public-issuer"},
                 "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole",
                             "name": "system:service-account-issuer-discovery"},
                 "subjects": [{"kind": "Group", "apiGroup": "rbac.authorization.k8s.io",
                               "name": "system:unauthenticated"}]}
                """));
    }

    /** Returns the API server as its administrator sees it. */
    public KubeApi api() {
        return api;
    }

    /** Returns the URL of the API server. */
    public URI server() {
        return SERVER;
    }

    /** Returns the issuer of ServiceAccount tokens. */
    public Issuer issuer() {
        return issuer;
    }

    /** Returns the administrator's kubeconfig. */
    public Path kubeconfig() {
        return adminConfig;
    }

    /** Returns a token of a ServiceAccount, as a pod gets it. */
    public String token(String namespace, String serviceAccount, String audience) {
        ObjectNode request = new JsonMapper().createObjectNode();
        request.putObject("spec").putArray("audiences").add(audience);
        return api.create("/api/v1/namespaces/" + namespace + "/serviceaccounts/" + serviceAccount + "/token", request)
                .at("/status/token")
                .asText();
    }

    /** Returns the key that signs ServiceAccount tokens, PEM. Only tests of forged or old tokens need it. */
    public Path signingKey() {
        return files.signingKey;
    }

    /** Returns the API server's audit log of token reviews: one JSON object per line. */
    public Path auditLog() {
        return files.auditLog;
    }

    /** Runs kubectl as the administrator. Any exit code is returned: the caller decides what is a failure. */
    public CommandResult kubectl(String... arguments) {
        List<String> line = new ArrayList<>(List.of(tools.path("kubectl").toString()));
        line.addAll(List.of(arguments));
        Command command = Command.of("kubectl", files.folder, line.toArray(String[]::new))
                .with("KUBECONFIG", adminConfig.toString())
                .with("HOME", files.folder.toString());
        return suite.processes().run(command, KUBECTL);
    }

    private String startEtcd() {
        String clients = "http://127.0.0.1:" + Ports.free();
        String peers = "http://127.0.0.1:" + Ports.free();
        ServerProcess etcd = suite.processes()
                .start(Command.of(
                        "etcd",
                        files.folder,
                        tools.path("etcd").toString(),
                        "--name=e2e",
                        "--data-dir=" + files.folder.resolve("etcd"),
                        "--listen-client-urls=" + clients,
                        "--advertise-client-urls=" + clients,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=e2e=" + peers,
                        "--unsafe-no-fsync",
                        "--logger=zap",
                        "--log-level=warn"));
        etcd.awaitReady(START, () -> Http.answersOk(http, URI.create(clients + "/health")));
        return clients;
    }

    private void startApiServer(String address, String etcd) {
        ServerProcess server = suite.processes()
                .start(Command.of(
                        "kube-apiserver",
                        files.folder,
                        tools.path("kube-apiserver").toString(),
                        "--etcd-servers=" + etcd,
                        "--bind-address=" + address,
                        "--advertise-address=" + address,
                        "--secure-port=443",
                        "--endpoint-reconciler-type=none",
                        "--tls-cert-file=" + files.certificate.certificate(),
                        "--tls-private-key-file=" + files.certificate.key(),
                        "--token-auth-file=" + files.tokens,
                        "--authorization-mode=RBAC",
                        "--enable-admission-plugins=PodSecurity,ServiceAccount",
                        "--service-account-issuer=" + issuer.url(),
                        "--service-account-jwks-uri=" + issuer.keys(),
                        "--service-account-signing-key-file=" + files.signingKey,
                        "--service-account-key-file=" + files.verifyingKey,
                        "--api-audiences=" + SERVER,
                        "--service-cluster-ip-range=10.96.0.0/24",
                        "--audit-policy-file=" + files.auditPolicy,
                        "--audit-log-path=" + files.auditLog,
                        "--profiling=false"));
        server.awaitReady(START, () -> Http.answersOk(http, SERVER.resolve("/readyz")));
    }

    private void startControllerManager(String address) throws IOException {
        Path config = files.controllerConfig(SERVER, authority.certificate());
        ServerProcess manager = suite.processes()
                .start(Command.of(
                        "kube-controller-manager",
                        files.folder,
                        tools.path("kube-controller-manager").toString(),
                        "--kubeconfig=" + config,
                        "--authentication-kubeconfig=" + config,
                        "--authorization-kubeconfig=" + config,
                        "--bind-address=" + address,
                        "--secure-port=" + Ports.free(),
                        "--leader-elect=false",
                        "--use-service-account-credentials=true",
                        "--service-account-private-key-file=" + files.signingKey,
                        "--root-ca-file=" + authority.certificate(),
                        "--controllers=" + String.join(",", CONTROLLERS),
                        "--profiling=false"));
        manager.awaitReady(START, () -> !api.get("/api/v1/namespaces/default/serviceaccounts/default")
                .isEmpty());
    }
}

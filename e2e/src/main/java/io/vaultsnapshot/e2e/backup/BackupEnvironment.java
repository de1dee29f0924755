package io.vaultsnapshot.e2e.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.irsa.AwsEdge;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.PodIdentityWebhook;
import io.vaultsnapshot.e2e.node.NodeAgent;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.outputs.Manifests;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerApiException;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that a backup needs, set up as the README says: manifests applied, {@code configure-vault.sh} run. */
public final class BackupEnvironment implements SuiteServer {
    /** The cluster without a fault. Its names are the defaults of the settings. */
    public static final String MAIN = "end-to-end";
    /** The cluster with restore drills. The drill's namespace has one name, so there is one such cluster. */
    public static final String DRILLED = "drilled";

    private static final Duration LONGEST = Duration.ofMinutes(8);
    private static final int SECRETS = 32;
    private static final int SECRET_BYTES = 576 * 1024;

    private final Suite suite;
    private final FleetSettings fleet;
    private final ControlPlane kubernetes;
    private final Manifests manifests;
    private final VaultAddresses addresses;
    private final ServerNode server;
    private final ServerKeys keys;
    private final CommandResult configured;

    /** Starts a server for all clusters, applies the manifests of all clusters, and configures {@link #MAIN}. */
    public BackupEnvironment(Suite suite) {
        this.suite = suite;
        this.fleet = suite.get(FleetSettings.class);
        this.kubernetes = suite.get(ControlPlane.class);
        this.manifests = suite.get(Manifests.class);
        this.addresses = suite.get(VaultAddresses.class);
        suite.get(PodIdentityWebhook.class);
        suite.get(AwsEdge.class);
        suite.get(ReviewerPod.class);
        suite.get(ClusterServices.class);
        suite.get(NodeAgent.class);
        this.server = ServerNode.start(suite.workspace(), suite.get(Tools.class).openBao(), "vault", Seal.shamir());
        this.keys = server.initialize();
        fillWithSecrets(() -> server, keys);
        for (ClusterSettings cluster : fleet.settings().clusters()) {
            addresses.point(cluster.name(), server.address());
        }
        suite.get(AppliedManifests.class);
        configured = configure(MAIN).orFail();
    }

    /** Puts 18 MiB into a server. So a snapshot takes some time, is uploaded in parts, and does not fit into a small volume. */
    static void fillWithSecrets(Supplier<ServerNode> server, ServerKeys keys) {
        write(server, keys, "sys/mounts/e2e", Map.of("type", "kv"));
        byte[] value = new byte[SECRET_BYTES];
        SecureRandom random = new SecureRandom();
        for (int number = 0; number < SECRETS; number++) {
            random.nextBytes(value);
            write(
                    server,
                    keys,
                    "e2e/" + number,
                    Map.of("value", Base64.getEncoder().encodeToString(value)));
        }
    }

    // On a busy machine a cluster may elect another leader during this. Then the next attempt goes to that one.
    private static void write(Supplier<ServerNode> server, ServerKeys keys, String path, Map<String, ?> body) {
        Waiting.until(path + " to be written", LONGEST, () -> {
            try {
                server.get().api().put(path, keys.rootToken(), body);
            } catch (ServerApiException refused) {
                if (!String.valueOf(refused.getMessage()).contains("path is already in use")) {
                    throw refused;
                }
            }
            return true;
        });
    }

    /** Returns what the first run of {@link #MAIN}'s {@code configure-vault.sh} did. */
    public CommandResult configured() {
        return configured;
    }

    /** Runs a cluster's {@code configure-vault.sh} against the address that its settings name. */
    public CommandResult configure(String cluster, String... arguments) {
        return configure(cluster, keys, arguments);
    }

    /** As {@link #configure(String, String...)}, for another server behind that address. */
    public CommandResult configure(String cluster, ServerKeys operator, String... arguments) {
        return configure(cluster, address(cluster), operator, arguments);
    }

    /** As {@link #configure(String, String...)}, for the server at another address. */
    public CommandResult configure(String cluster, URI server, ServerKeys operator, String... arguments) {
        Path script = manifests.of(cluster).resolve("configure-vault.sh");
        Path bao = suite.get(Tools.class).openBao().program();
        Path kubectl = suite.get(Tools.class).path("kubectl");
        List<String> line = new ArrayList<>(List.of(script.toString()));
        line.addAll(List.of(arguments));
        Command command = Command.of("configure-vault", suite.folder("."), line.toArray(String[]::new))
                .with("PATH", bao.getParent() + ":" + kubectl.getParent() + ":" + System.getenv("PATH"))
                .with("KUBECONFIG", kubernetes.kubeconfig().toString())
                .with("VAULT_ADDR", server.toString())
                .with("VAULT_TOKEN", operator.rootToken());
        return suite.processes().run(command, LONGEST);
    }

    /** Returns the server behind every cluster's address, unless a scenario pointed it elsewhere. */
    public ServerNode server() {
        return server;
    }

    /** Returns what its initialization handed out. */
    public ServerKeys keys() {
        return keys;
    }

    /** Returns the addresses of the clusters' servers. */
    public VaultAddresses addresses() {
        return addresses;
    }

    /** Returns the accessors of the tokens that {@link #MAIN}'s ServiceAccount has and that are not revoked. */
    public List<String> liveLogins() {
        String root = keys.rootToken();
        List<String> logins = new ArrayList<>();
        for (JsonNode accessor :
                server.api().get("auth/token/accessors?list=true", root).at("/data/keys")) {
            if (pathOf(accessor.asText()).equals(loginPath(MAIN))) {
                logins.add(accessor.asText());
            }
        }
        return logins;
    }

    /** Returns the path of the login that created a token; empty if the token was revoked after its accessor was listed. */
    private String pathOf(String accessor) {
        try {
            return server.api()
                    .put("auth/token/lookup-accessor", keys.rootToken(), Map.of("accessor", accessor))
                    .at("/data/path")
                    .asText();
        } catch (ServerApiException refused) {
            if (String.valueOf(refused.getMessage()).contains("invalid accessor")) {
                return "";
            }
            throw refused;
        }
    }

    /** Returns a token of the job's ServiceAccount in a cluster, as its pod holds one for the server. */
    public String jobToken(String cluster) {
        ClusterSettings settings = fleet.cluster(cluster);
        return kubernetes.token(
                settings.serviceAccount().namespace(),
                settings.serviceAccount().name(),
                settings.get(ClusterSetting.VAULT_AUDIENCE));
    }

    /** Returns the name of the Kubernetes user that the job's ServiceAccount is. */
    public String jobUser(String cluster) {
        ClusterSettings settings = fleet.cluster(cluster);
        return "system:serviceaccount:" + settings.serviceAccount().namespace() + ":"
                + settings.serviceAccount().name();
    }

    /**
     * Logs in where a cluster's job does, and returns the server's token.
     *
     * @throws ServerApiException if the server refuses
     */
    public String login(String cluster, String jwt) {
        String role = fleet.cluster(cluster).get(ClusterSetting.VAULT_ROLE);
        return server.api()
                .put(loginPath(cluster), "", Map.of("role", role, "jwt", jwt))
                .at("/auth/client_token")
                .asText();
    }

    private static String loginPath(String cluster) {
        return "auth/kube-" + cluster + "/login";
    }

    /** Starts a Job from a cluster's CronJob, as the README says. */
    public KubernetesJob startJob(String cluster, String name) {
        String namespace = fleet.cluster(cluster).serviceAccount().namespace();
        kubernetes
                .kubectl("--namespace=" + namespace, "create", "job", "--from=cronjob/vault-snapshot-cronjob", name)
                .orFail();
        return job(cluster, name);
    }

    /** Returns a Job that is there. */
    public KubernetesJob job(String cluster, String name) {
        String namespace = fleet.cluster(cluster).serviceAccount().namespace();
        return new KubernetesJob(kubernetes.api(), suite.get(NodeAgent.class), namespace, name);
    }

    /** Returns a Job of the drill that is there. */
    public KubernetesJob drillJob(String name) {
        return new KubernetesJob(kubernetes.api(), suite.get(NodeAgent.class), DrillNames.NAMESPACE, name);
    }

    /** Returns the address that the settings name. */
    public URI address(String cluster) {
        return URI.create(
                fleet.cluster(cluster).get(ClusterSetting.VAULT_ADDRESS).toString());
    }
}

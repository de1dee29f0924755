package io.vaultsnapshot.e2e.backup;

import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.irsa.AwsEdge;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.PodIdentityWebhook;
import io.vaultsnapshot.e2e.node.NodeAgent;
import io.vaultsnapshot.e2e.openbao.Seal;
import io.vaultsnapshot.e2e.openbao.ServerBinary;
import io.vaultsnapshot.e2e.openbao.ServerKeys;
import io.vaultsnapshot.e2e.openbao.ServerNode;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.outputs.Manifests;
import io.vaultsnapshot.e2e.process.Command;
import io.vaultsnapshot.e2e.process.CommandResult;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Everything a backup needs, set up as the README says: manifests applied, {@code configure-vault.sh} run. */
public final class BackupWorld implements SuiteServer {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Suite suite;
    private final FleetSettings fleet;
    private final ControlPlane kubernetes;
    private final Manifests manifests;
    private final VaultAddresses addresses;
    private final ServerNode server;
    private final ServerKeys keys;

    /** Starts a server, points every cluster's address to it, applies every cluster's manifests and configures it for each. */
    public BackupWorld(Suite suite) {
        this.suite = suite;
        this.fleet = suite.get(FleetSettings.class);
        this.kubernetes = suite.get(ControlPlane.class);
        this.manifests = suite.get(Manifests.class);
        this.addresses = suite.get(VaultAddresses.class);
        suite.get(PodIdentityWebhook.class);
        suite.get(AwsEdge.class);
        suite.get(ReviewerPod.class);
        suite.get(NodeAgent.class);
        this.server = ServerNode.start(suite, ServerBinary.openBao(suite), "vault", Seal.shamir());
        this.keys = server.initialize();
        for (ClusterSettings cluster : fleet.settings().clusters()) {
            addresses.point(cluster.name(), server.address());
            kubernetes
                    .kubectl("apply", "-f", manifests.of(cluster.name()).toString())
                    .orFail();
            configure(cluster.name()).orFail();
        }
    }

    /** Runs a cluster's {@code configure-vault.sh} against the address that its settings name. */
    public CommandResult configure(String cluster) {
        return configure(cluster, keys);
    }

    /** As {@link #configure(String)}, for another server behind that address. */
    public CommandResult configure(String cluster, ServerKeys operator) {
        Path script = manifests.of(cluster).resolve("configure-vault.sh");
        Path bao = ServerBinary.openBao(suite).program();
        Command command = Command.of("configure-vault", suite.folder("."), script.toString())
                .with("PATH", bao.resolveSibling("") + ":" + System.getenv("PATH"))
                .with("VAULT_ADDR", fleet.cluster(cluster).vault().address())
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

    /** Starts a Job from a cluster's CronJob, as the README says. */
    public BackupJob startJob(String cluster, String name) {
        String namespace = fleet.cluster(cluster).serviceAccount().namespace();
        kubernetes
                .kubectl("--namespace=" + namespace, "create", "job", "--from=cronjob/vault-snapshot-cronjob", name)
                .orFail();
        return job(cluster, name);
    }

    /** Returns a Job that is there. */
    public BackupJob job(String cluster, String name) {
        String namespace = fleet.cluster(cluster).serviceAccount().namespace();
        return new BackupJob(kubernetes.api(), suite.get(NodeAgent.class), namespace, name);
    }

    /** Returns the address that the settings name. */
    public URI address(String cluster) {
        return URI.create(fleet.cluster(cluster).vault().address());
    }
}

package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.env.SnapshotJobEnv;
import io.vaultsnapshot.contract.env.VaultSetupEnv;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.process.Workspace;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerBinary;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A real server with secrets in it, configured by the script that an operator runs. */
final class ThrowAwayServer {
    private static final int SECRETS = 50;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final ServerBinary binary;
    private final ServerNode server;
    private final ServerKeys keys;

    /** Starts the server and writes secrets into it. */
    ThrowAwayServer(Workspace workspace, ServerBinary binary) {
        this.workspace = workspace;
        this.binary = binary;
        this.server = ServerNode.start(workspace, binary, "server", Seal.shamir());
        this.keys = server.initialize();
        server.api().put("sys/mounts/demo-secrets", keys.rootToken(), Map.of("type", "kv"));
        for (int number = 1; number <= SECRETS; number++) {
            Map<String, String> secret = Map.of("value", UUID.randomUUID().toString());
            server.api().put("demo-secrets/app/" + number, keys.rootToken(), secret);
        }
    }

    /** Returns what the backup job needs to take its snapshots from here. */
    SnapshotSource source() {
        return new SnapshotSource(
                Map.of(
                        SnapshotJobEnv.VAULT_ADDR.name(), server.address().toString(),
                        SnapshotJobEnv.VAULT_CLI.name(), binary.kind().cli()),
                SECRETS);
    }

    String describe() {
        return "a throw-away " + binary.kind().id() + " server runs: one raft node, unsealed, " + SECRETS + " secrets";
    }

    /** Runs the script that lets the backup job log in. Returns the last line it prints, such as "0 changed, 4 unchanged". */
    String configure(Path script, KubernetesEndpoint kubernetes, Path certificate) {
        Path reviewer = workspace.write("reviewer.jwt", kubernetes.reviewerToken());
        Command command = Command.of("configure-vault", workspace.root(), script.toString())
                .with("HOME", workspace.folder("operator").toString())
                .with("VAULT_ADDR", server.address().toString())
                .with("VAULT_TOKEN", keys.rootToken())
                .with(VaultSetupEnv.VAULT_CLI.name(), binary.kind().cli())
                .with(VaultSetupEnv.KUBERNETES_HOST.name(), kubernetes.address().toString())
                .with(VaultSetupEnv.TOKEN_REVIEWER.name(), "secret")
                .with(VaultSetupEnv.KUBERNETES_CA_FILE.name(), certificate.toString())
                .with(VaultSetupEnv.REVIEWER_JWT_FILE.name(), reviewer.toString());
        CommandResult result = workspace.processes().run(command, LONGEST).orFail();
        String[] lines = result.out().strip().split("\n", -1);
        return lines[lines.length - 1].replace("configure-vault: ", "");
    }
}

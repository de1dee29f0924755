package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.env.SnapshotJobEnv;
import io.vaultsnapshot.contract.env.VaultSetupEnv;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a real server ready for the backup job, with the very script that an operator runs. */
final class ServerPreparation {
    private static final int SECRETS = 50;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String SUMMARY = "configure-vault: ";

    private final Machine machine;
    private final Screen screen;
    private final Scoreboard board;
    private final GeneratedManifests manifests;

    ServerPreparation(Machine machine, Screen screen, Scoreboard board, GeneratedManifests manifests) {
        this.machine = machine;
        this.screen = screen;
        this.board = board;
        this.manifests = manifests;
    }

    /** Prepares a server that was just started. */
    BackupSource prepare(ThrowAwayServer server, ServerKind running, ClusterSettings cluster) {
        String rootToken = server.initialize();
        server.writeSecrets(SECRETS);
        screen.done("a throw-away " + running.id() + " server runs: one raft node, unsealed, " + SECRETS + " secrets");
        if (running != cluster.get(ClusterSetting.SERVER)) {
            screen.detail(
                    "the settings say " + cluster.get(ClusterSetting.SERVER).id() + "; VAULT_CLI is set to "
                            + running.cli() + " for this machine");
        }
        board.expect("configure-vault.sh, run twice", "the second run changes nothing");
        String first = configure(server, running, rootToken, 1);
        String second = configure(server, running, rootToken, 2);
        boolean ok = !first.startsWith("0 changed") && second.startsWith("0 changed");
        board.saw(ok, first + "; then " + second);
        screen.result(
                ok, "the generated configure-vault.sh lets the backup job log in: " + first + "; again: " + second);
        return new BackupSource(
                Map.of(
                        SnapshotJobEnv.VAULT_ADDR.name(), server.address().toString(),
                        SnapshotJobEnv.VAULT_CLI.name(), running.cli(),
                        SnapshotJobEnv.SNAPSHOT_RETRY_SECONDS.name(), "1"),
                machine.programs(),
                SECRETS);
    }

    /** Runs the script and returns the last line it prints, such as {@code 4 changed, 0 unchanged}. */
    private String configure(ThrowAwayServer server, ServerKind running, String rootToken, int run) {
        Workspace workspace = machine.workspace();
        Path reviewer = workspace.write("reviewer.jwt", machine.kubernetes().reviewerToken());
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", machine.programs().value());
        environment.put("HOME", workspace.folder("operator-home").toString());
        environment.put("TMPDIR", workspace.folder("operator-tmp").toString());
        environment.put("VAULT_ADDR", server.address().toString());
        environment.put("VAULT_TOKEN", rootToken);
        environment.put(VaultSetupEnv.VAULT_CLI.name(), running.cli());
        environment.put(
                VaultSetupEnv.KUBERNETES_HOST.name(),
                machine.kubernetes().address().toString());
        environment.put(VaultSetupEnv.TOKEN_REVIEWER.name(), "secret");
        environment.put(
                VaultSetupEnv.KUBERNETES_CA_FILE.name(), machine.certificate().toString());
        environment.put(VaultSetupEnv.REVIEWER_JWT_FILE.name(), reviewer.toString());
        Path log = workspace.root().resolve("configure-vault-" + run + ".log");
        int exitCode = machine.processes()
                .run(
                        List.of(manifests.setupScript().toAbsolutePath().toString()),
                        environment,
                        workspace.root(),
                        log,
                        LONGEST);
        List<String> printed = lines(log);
        if (exitCode != 0 || printed.isEmpty()) {
            throw new DemoException("configure-vault.sh ended with " + exitCode + ":\n" + String.join("\n", printed));
        }
        return printed.get(printed.size() - 1).replace(SUMMARY, "");
    }

    private static List<String> lines(Path log) {
        try {
            return Files.readAllLines(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

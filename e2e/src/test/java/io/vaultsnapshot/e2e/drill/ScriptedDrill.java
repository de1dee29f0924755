package io.vaultsnapshot.e2e.drill;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.e2e.aws.AwsServer;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.manifests.scripts.Script;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.server.ServerBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One drill without a pod: its scripts run on this machine, one after the other, as the containers of its pod do. The step that
 * proves the isolation is left out, since nothing is isolated here.
 */
final class ScriptedDrill {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Suite suite;
    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Path server;

    ScriptedDrill(Suite suite, AwsServer aws, String bucket, String cluster) {
        this.suite = suite;
        this.server = suite.get(Tools.class).openBao().program();
        this.folder = suite.folder("drill-" + cluster + "-" + System.nanoTime());
        environment.putAll(aws.variables());
        environment.put("AWS_ENDPOINT_URL", aws.tlsEndpoint().toString());
        environment.put("AWS_CA_BUNDLE", suite.get(CertificateAuthority.class).certificate() + "");
        environment.put("AWS_KMS_ENDPOINT", aws.endpoint().toString());
        environment.put("AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/drill");
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", write("token", "any") + "");
        environment.put("HTTPS_PROXY", "http://127.0.0.1:9");
        environment.put("HOME", folder.toString());
        environment.put("DRILL_FOLDER", folder.resolve("drill") + "");
        environment.put("SNAPSHOT_FILE", folder.resolve("vault.snap") + "");
        environment.put("CLUSTER", cluster);
        environment.put("SNAPSHOT_BUCKET", bucket);
        environment.put("SNAPSHOT_PREFIX", SnapshotKey.prefix(cluster));
        environment.put("RECORDS_PREFIX", SnapshotKey.recordPrefix(cluster));
        environment.put("STATUS_KEY", StatusKey.of(cluster));
        environment.put("DRILLS_PREFIX", DrillKey.prefix(cluster));
        environment.put("SNAPSHOT_KMS_ALIAS", "alias/" + bucket);
        environment.put("FETCH_SECONDS", "60");
        environment.put("RESTORE_SECONDS", "180");
        environment.put("VAULT_CLI", "bao");
        environment.put("CLI_FOLDER", folder.resolve("cli") + "");
        environment.put("SERVER_FOLDER", folder.resolve("server") + "");
        for (Script each : Script.values()) {
            write("scripts/" + each.fileName(), each.text());
        }
        write("drill/started-at", Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n");
    }

    /** Uses another server than OpenBao. */
    ScriptedDrill of(ServerBinary binary) {
        server = binary.program();
        return with("VAULT_CLI", binary.kind().cli());
    }

    ScriptedDrill with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Uses a seal stanza, as the Secret of the drill has one. */
    ScriptedDrill withSeal(String stanza) {
        return with("SEAL", "secret").with("SEAL_FILE", write("seal.hcl", stanza) + "");
    }

    ScriptedDrill withKeys(String... keys) {
        for (int number = 0; number < keys.length; number++) {
            write("keys/key-" + number, keys[number] + "\n");
        }
        return with("KEYS_FOLDER", folder.resolve("keys") + "");
    }

    /** Runs download, restore and proof. Returns what the last one said. */
    CommandResult run() {
        run(Script.FETCH_SNAPSHOT).orFail();
        run(Script.RESTORE_SNAPSHOT).orFail();
        return run(Script.WRITE_PROOF);
    }

    CommandResult run(Script script) {
        Tools tools = suite.get(Tools.class);
        String path = server.getParent() + ":" + tools.path("aws").getParent() + ":/usr/bin:/bin:/usr/sbin";
        Command command = Command.of(
                        script.fileName(), folder, "/bin/sh", folder.resolve("scripts/" + script.fileName()) + "")
                .with(environment)
                .with("PATH", path);
        return suite.processes().run(command, LONGEST);
    }

    /** Returns what the steps left under a name, or an empty text. */
    String kept(String name) {
        Path file = folder.resolve("drill").resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes a file into the drill's folder. */
    Path write(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}

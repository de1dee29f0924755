package io.vaultsnapshot.manifests;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.SettingsDocument;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program behind {@code ./vault-snapshot manifests}: a folder of YAML for each cluster of the settings. */
public final class ManifestsApp {
    private static final int WRITTEN = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    /** How each message begins. */
    private static final String NAME = "vault-snapshot manifests: ";

    private final PrintStream out;
    private final PrintStream err;

    ManifestsApp(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs and exits with 0 written, 1 could not be written, 2 wrong settings or wrong call. */
    public static void main(String[] arguments) {
        System.exit(new ManifestsApp(System.out, System.err).run(List.of(arguments)));
    }

    /** Returns the exit code. What the operator can correct gets a message. Everything else is a bug and keeps its trace. */
    int run(List<String> arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException wrongCall) {
            err.println(NAME + wrongCall.getMessage() + "\nTry 'vault-snapshot manifests --help'.");
            return REFUSED;
        }
        if (options.help()) {
            out.print(Options.USAGE);
            return WRITTEN;
        }
        try {
            write(options);
            return WRITTEN;
        } catch (UnreadableSettingsException refused) {
            err.println(NAME + refused.getMessage());
            return REFUSED;
        } catch (InvalidSettingsException refused) {
            err.println(NAME + options.settings() + ": " + refused.getMessage());
            return REFUSED;
        } catch (IOException unwritable) {
            err.println(NAME + "cannot write: " + unwritable);
            return FAILED;
        } catch (UncheckedIOException noNode) {
            // jsii throws this when it cannot start the program that cdk8s runs in.
            err.println(NAME + "cannot start Node.js, which cdk8s runs in: " + noNode.getMessage()
                    + "; install Node.js 20 or newer, or give its path in JSII_NODE");
            return FAILED;
        }
    }

    private void write(Options options) throws IOException {
        SnapshotSettings settings = new SettingsFile(options.settings()).read();
        Map<String, Map<String, String>> filesByCluster = new LinkedHashMap<>();
        for (ClusterSettings cluster : settings.clusters()) {
            filesByCluster.put(cluster.name(), new ClusterManifests(settings, cluster).render());
        }
        for (Map.Entry<String, Map<String, String>> cluster : filesByCluster.entrySet()) {
            Path folder = options.out().resolve(cluster.getKey());
            new ClusterFolder(folder).replaceWith(cluster.getValue());
            out.println(
                    options.json()
                            ? json(cluster.getKey(), folder, cluster.getValue())
                            : folder + ": " + cluster.getValue().size() + " files; apply with: " + apply(folder));
        }
        // Beside JSON it must not stand, and the demo, which needs no account of yours, does not show this output.
        Optional<String> note = SettingsDocument.note(settings);
        note.ifPresent((options.json() ? err : out)::println);
        if (!options.json()) {
            out.println(
                    "CONTEXT is the cluster's own, from 'kubectl config get-contexts'. Without it, kubectl uses the one"
                            + " that happens to be set.");
        }
    }

    private static String apply(Path folder) {
        return "kubectl --context CONTEXT apply -f " + folder;
    }

    private static String json(String cluster, Path folder, Map<String, String> files) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.MANIFESTS_OUTPUT.text());
        map.put("cluster", cluster);
        map.put("folder", folder.toString());
        map.put("files", List.copyOf(files.keySet()));
        map.put("apply", apply(folder));
        return new ObjectMapper().writeValueAsString(map);
    }
}

package io.vaultsnapshot.e2e.outputs;

import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.sandbox.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The YAML that {@code ./vault-snapshot manifests} writes from the settings, unchanged. */
public final class Manifests implements SuiteServer {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Path dist;

    /** Runs the launcher as a person does. */
    public Manifests(Suite suite) throws IOException {
        Path folder = suite.folder("outputs");
        Path settings = suite.get(FleetSettings.class).writeCdkJson(folder);
        this.dist = folder.resolve("dist");
        String launcher = Suite.project().resolve("vault-snapshot").toString();
        Command write = Command.of(
                "manifests",
                folder,
                launcher,
                "manifests",
                "--settings",
                settings.toString(),
                "--out",
                dist.toString());
        suite.processes().run(write, LONGEST).orFail();
    }

    /** Returns the folder that a person gives to {@code kubectl apply -f}. */
    public Path of(String cluster) {
        return dist.resolve(cluster);
    }
}

package io.vaultsnapshot.e2e.backup;

import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.nio.file.Path;
import java.time.Duration;

/** {@code ./vault-snapshot verify}, run on a file as a person does. */
public final class SnapshotCheck implements SuiteServer {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Suite suite;

    /** Creates it. */
    public SnapshotCheck(Suite suite) {
        this.suite = suite;
    }

    /** Returns its result. It fails if the file is not a whole snapshot. */
    public CommandResult verify(Path file) {
        Path project = Suite.project();
        String launcher = project.resolve("vault-snapshot").toString();
        return suite.processes().run(Command.of("verify", project, launcher, "verify", file.toString()), LONGEST);
    }
}

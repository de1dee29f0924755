package io.vaultsnapshot.e2e.podnetwork;

import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.Workspace;
import java.nio.file.Path;
import java.time.Duration;

/** The rules that the kernel has for the suite's network namespace. */
final class KernelRules {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Workspace workspace;
    private final Path nft;
    private String present = "";

    KernelRules(Workspace workspace, Path nft) {
        this.workspace = workspace;
        this.nft = nft;
    }

    /** Replaces all of them at once, if they are others. */
    void replace(Ruleset rules) {
        String text = rules.toString();
        if (!text.equals(present)) {
            workspace
                    .processes()
                    .run(Command.of("nft", workspace.folder("."), nft.toString(), "-f", "-"), text, LONGEST)
                    .orFail();
            present = text;
        }
    }
}

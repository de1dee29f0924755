package io.vaultsnapshot.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --settings} of every command that reads the settings. */
final class SettingsOption {
    private static final String CDK_JSON = "cdk.json";

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "The settings file, or cdk.json. Default: the cdk.json of this folder, or else that of the"
                    + " checkout.")
    private @Nullable Path given;

    boolean isGiven() {
        return given != null;
    }

    /** Returns the file, which may not exist. The launcher says where the checkout is, so that commands work in any folder. */
    Path file() {
        if (given != null) {
            return given;
        }
        Path here = Path.of(CDK_JSON);
        String home = System.getProperty("vault-snapshot.home");
        return home == null || Files.exists(here) ? here : Path.of(home, CDK_JSON);
    }
}

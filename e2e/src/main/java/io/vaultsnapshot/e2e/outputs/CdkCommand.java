package io.vaultsnapshot.e2e.outputs;

import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.sandbox.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Calls of the CDK CLI that {@code package.json} pins. */
public final class CdkCommand {
    private CdkCommand() {}

    /** Returns a call that asks no questions, prints no news, and stores nothing in the user's home. */
    public static Command of(Suite suite, String name, Path folder, String... arguments) {
        Path cdk = Suite.project().resolve("node_modules/.bin/cdk");
        if (!Files.isExecutable(cdk)) {
            throw new IllegalStateException(cdk + " is missing; run npm ci");
        }
        List<String> line = new ArrayList<>(List.of(cdk.toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--no-notices", "--ci"));
        return Command.of(name, folder, line.toArray(String[]::new))
                .with("CDK_HOME", suite.folder("cdk-home").toString());
    }
}

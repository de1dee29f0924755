package io.vaultsnapshot.e2e.aws;

import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The real AWS CLI, run against the AWS server. */
public final class AwsCli {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Suite suite;
    private final AwsServer aws;
    private final Path folder;

    /** Creates it. */
    public AwsCli(Suite suite, AwsServer aws) {
        this.suite = suite;
        this.aws = aws;
        this.folder = suite.folder("aws-cli");
    }

    /** Runs a command. */
    public CommandResult run(String... arguments) {
        List<String> line =
                new ArrayList<>(List.of(suite.get(Tools.class).path("aws").toString()));
        line.addAll(Arrays.asList(arguments));
        Command command = Command.of("aws-cli", folder, line.toArray(String[]::new))
                .with(aws.variables())
                .with("AWS_CONFIG_FILE", "/dev/null")
                .with("HOME", folder.toString());
        return suite.processes().run(command, LONGEST);
    }
}

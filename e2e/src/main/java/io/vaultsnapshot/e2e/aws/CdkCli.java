package io.vaultsnapshot.e2e.aws;

import io.vaultsnapshot.e2e.process.Command;
import io.vaultsnapshot.e2e.process.CommandResult;
import io.vaultsnapshot.e2e.suite.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The CDK CLI that {@code package.json} pins, run against the AWS server. */
public final class CdkCli {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Suite suite;
    private final AwsServer aws;

    /** Creates it. */
    public CdkCli(Suite suite, AwsServer aws) {
        this.suite = suite;
        this.aws = aws;
    }

    /** Prepares the account for deployments, as everybody does once. */
    public CommandResult bootstrap() {
        // Away from any cdk.json, or the CLI would synthesize the app first.
        Path empty = suite.folder("cdk-bootstrap");
        return run("cdk-bootstrap", empty, "bootstrap", "aws://" + AwsServer.ACCOUNT + "/" + AwsServer.REGION);
    }

    /** Synthesizes and deploys the app of a checkout, as {@code npx cdk deploy} does there. */
    public CommandResult deploy(Checkout checkout) {
        // moto's change sets cannot update a stack. Without them the CLI calls CreateStack and UpdateStack itself.
        return run(
                "cdk-deploy",
                checkout.folder(),
                "deploy",
                "--method=direct",
                "--previous-parameters=false",
                "--require-approval=never");
    }

    /** Deploys what {@code cdk synth} has left in a checkout. */
    public CommandResult deploySynthesized(Checkout checkout) {
        return run(
                "cdk-deploy",
                checkout.folder(),
                "deploy",
                "--app=cdk.out",
                "--method=direct",
                "--previous-parameters=false",
                "--require-approval=never");
    }

    /** Destroys the stack of a checkout. */
    public CommandResult destroy(Checkout checkout) {
        return run("cdk-destroy", checkout.folder(), "destroy", "--force");
    }

    private CommandResult run(String name, Path folder, String... arguments) {
        Command command = command(suite, name, folder, arguments)
                .with(aws.variables())
                // moto tells a template's bucket from its URL only if the host is this one.
                .with(
                        "AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION",
                        "http://localhost:" + aws.endpoint().getPort())
                .with("NODE_NO_WARNINGS", "1");
        return suite.processes().run(command, LONGEST);
    }

    /** Returns a call of it that asks nobody, tells no news, and remembers nothing in the user's home. */
    public static Command command(Suite suite, String name, Path folder, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Suite.project().resolve("node_modules/.bin/cdk").toString());
        line.addAll(List.of(arguments));
        line.addAll(List.of("--no-notices", "--ci"));
        return Command.of(name, folder, line.toArray(String[]::new))
                .with("CDK_HOME", suite.folder("cdk-home").toString());
    }
}

package io.vaultsnapshot.e2e.aws;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.e2e.outputs.CdkCommand;
import io.vaultsnapshot.e2e.outputs.Checkout;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.nio.file.Path;
import java.time.Duration;

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

    /** Prepares the account for deployments, as its owner does once. */
    public CommandResult bootstrap() {
        // In a folder without a cdk.json: with one, the CLI would synthesize the app first.
        Path empty = suite.folder("cdk-bootstrap");
        return run("cdk-bootstrap", empty, "bootstrap", "aws://" + AwsServer.ACCOUNT + "/" + AwsServer.REGION);
    }

    /** Synthesizes and deploys the app of a checkout, as {@code npx cdk deploy} does there. */
    public CommandResult deploy(Checkout checkout) {
        // A change set of moto cannot update a stack. With this method the CLI calls CreateStack and UpdateStack.
        return run(
                "cdk-deploy",
                checkout.folder(),
                "deploy",
                // Of two stacks the CLI wants to know which. The replica's is in another region, where this server has
                // no bootstrap.
                "--exclusively",
                AwsNames.STACK,
                "--method=direct",
                "--previous-parameters=false",
                "--require-approval=never");
    }

    /** Synthesizes the app of a checkout, and deploys nothing. */
    public CommandResult synthesize(Checkout checkout) {
        return run("cdk-synth", checkout.folder(), "synth", "--quiet");
    }

    /** Deploys what {@code cdk synth} left in a checkout. */
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

    /** Takes resources that exist into a new stack. */
    public CommandResult importInto(Checkout checkout, String mapping) {
        return run("cdk-import", checkout.folder(), "import", "--resource-mapping-inline", mapping);
    }

    /** Destroys the stack of a checkout. */
    public CommandResult destroy(Checkout checkout) {
        return run("cdk-destroy", checkout.folder(), "destroy", "--force");
    }

    private CommandResult run(String name, Path folder, String... arguments) {
        Command command = CdkCommand.of(suite, name, folder, arguments)
                .with(aws.variables())
                // From a template's URL moto reads the bucket only if this is the host.
                .with(
                        "AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION",
                        "http://localhost:" + aws.endpoint().getPort())
                .with("NODE_NO_WARNINGS", "1");
        return suite.processes().run(command, LONGEST);
    }
}

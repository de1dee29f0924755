package io.vaultsnapshot.e2e.aws;

import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code ./vault-snapshot status} and other commands, run on a deployed stack's bucket as a person does. */
public final class StatusView {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Suite suite;
    private final DeployedStack stack;

    /** Creates it. */
    public StatusView(Suite suite, DeployedStack stack) {
        this.suite = suite;
        this.stack = stack;
    }

    /** Returns its result. */
    public CommandResult run(String... options) {
        List<String> line =
                new ArrayList<>(List.of("status", "--bucket", stack.bucket().name()));
        line.addAll(Arrays.asList(options));
        return call(line.toArray(String[]::new));
    }

    /** Returns the result of any command. */
    public CommandResult call(String... arguments) {
        Path project = Suite.project();
        List<String> line = new ArrayList<>();
        line.add(project.resolve("vault-snapshot").toString());
        line.addAll(Arrays.asList(arguments));
        Command command = Command.of(arguments[0], project, line.toArray(String[]::new))
                .with(stack.aws().variables())
                // The bucket refuses whoever does not use TLS.
                .with("AWS_ENDPOINT_URL", stack.aws().tlsEndpoint().toString())
                .with(
                        "VAULT_SNAPSHOT_JAVA_OPTIONS",
                        "-Djavax.net.ssl.trustStore=" + trustStore() + " -Djavax.net.ssl.trustStorePassword=changeit");
        return suite.processes().run(command, LONGEST);
    }

    private Path trustStore() {
        try {
            return suite.get(CertificateAuthority.class).trustFolder().resolve("ca.p12");
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.SettingsDocument;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;

/** The CDK app: settings from the context, one stack with nested ones. The CDK CLI starts it and reads what it writes. */
public final class SnapshotInfraApp {
    /** What a caller may know: the input is wrong, as opposed to a bug. */
    static final int INVALID_INPUT = 2;

    /** Where CDK writes what it has against a template; seen in aws-cdk-lib 2.263.0. */
    static final String VALIDATION_REPORT = "validation-report.json";

    /** CDK's own limit on resources; 0 is none (constant STACK_RESOURCE_LIMIT_CONTEXT of aws-cdk-lib). */
    private static final String RESOURCE_LIMIT = "@aws-cdk/core:stackResourceLimit";

    private SnapshotInfraApp() {}

    /**
     * Synthesizes the stack, or says on standard error what is wrong with the input and exits with 2.
     *
     * @param args the path of the verifier's jar, which the launcher knows
     */
    public static void main(String[] args) {
        int status = run(new App(), Path.of(args[0]), System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(App app, Path verifierJar, PrintStream err) {
        forgetEarlierRun(app);
        SnapshotSettings settings;
        try {
            settings = ContextSettings.read(app.getNode());
        } catch (InvalidSettingsException invalid) {
            err.println(invalid.getMessage());
            return INVALID_INPUT;
        }
        if (!Files.isRegularFile(verifierJar)) {
            err.println(
                    "The verifier's jar " + verifierJar
                            + " does not exist: build it with 'mvn -pl lambda-verifier -am package', or unpack the release again");
            return INVALID_INPUT;
        }
        // CDK would count the resources too, and end with a stack trace. TemplateSize counts them.
        app.getNode().setContext(RESOURCE_LIMIT, 0);
        SnapshotStack stack;
        try {
            stack = stacks(app, settings, verifierJar);
        } catch (RuntimeException failure) {
            String notFound = issuerNotFound(failure);
            if (notFound == null) {
                throw failure;
            }
            err.println(notFound);
            return INVALID_INPUT;
        }
        SettingsDocument.note(settings).ifPresent(err::println);
        AccountQuota.notes(settings).forEach(err::println);
        List<String> refusals = synthesize(app, stack);
        refusals.forEach(err::println);
        return refusals.isEmpty() ? 0 : INVALID_INPUT;
    }

    /**
     * Adds the stack to the app, and that of the replica if there is one. S3 refuses to copy into a bucket that does not exist, so
     * CDK deploys the replica first.
     */
    static SnapshotStack stacks(App app, SnapshotSettings settings, Path verifierJar) {
        Optional<ReplicaStack> replica = settings.replica().map(where -> new ReplicaStack(app, settings, where));
        SnapshotStack stack = new SnapshotStack(app, settings, verifierJar);
        replica.ifPresent(stack::addStackDependency);
        return stack;
    }

    /**
     * Removes what CDK found in an earlier run. The launcher turns CDK's validation off, and then CDK writes no report, and the
     * CLI prints the old one.
     */
    private static void forgetEarlierRun(App app) {
        try {
            Files.deleteIfExists(Path.of(app.getOutdir()).resolve(VALIDATION_REPORT));
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }

    private static @Nullable String issuerNotFound(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IssuerNotFoundException notFound) {
                return notFound.getMessage();
            }
        }
        return null;
    }

    /** Writes the templates and returns why AWS would refuse them. CDK's own validation fails after the files are written. */
    private static List<String> synthesize(App app, SnapshotStack stack) {
        List<Path> templates = stack.templateFiles().stream()
                .map(Path.of(app.getOutdir())::resolve)
                .toList();
        try {
            app.synth();
            return refusals(templates);
        } catch (RuntimeException failure) {
            List<String> refusals = templates.stream().allMatch(Files::exists) ? refusals(templates) : List.of();
            if (refusals.isEmpty()) {
                throw failure;
            }
            return refusals;
        }
    }

    private static List<String> refusals(List<Path> templates) {
        return templates.stream()
                .map(TemplateSize::of)
                .flatMap(size -> size.refusals().stream())
                .toList();
    }
}

package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The programs that the commands of the README need. */
public final class ToolChecks {
    private static final int OLDEST_NODE = 20;
    private static final Pattern NODE_VERSION = Pattern.compile("v([0-9]{1,4})\\.[0-9.]+");

    private final Programs programs;
    private final @Nullable Path checkout;

    /**
     * Creates it.
     *
     * @param checkout the folder of the launcher, or null without one
     */
    public ToolChecks(Programs programs, @Nullable Path checkout) {
        this.programs = programs;
        this.checkout = checkout;
    }

    /** Makes the checks. */
    public void run(Checkup checkup) {
        // An older one does not start this tool.
        checkup.look(Subject.JAVA, () -> Seen.ok(System.getProperty("java.version")));
        checkup.look(Subject.NODE, this::node);
        checkup.look(Subject.CDK_CLI, this::cdkCli);
        checkup.look(
                Subject.AWS,
                () -> program("aws", "install the AWS CLI 2: https://docs.aws.amazon.com/cli/", "--version"));
        checkup.look(
                Subject.KUBECTL,
                () -> program(
                        "kubectl", "install kubectl: https://kubernetes.io/docs/tasks/tools/", "version", "--client"));
    }

    private Seen node() {
        // The launcher prefers the pinned one.
        Path pinned = checkout == null ? null : checkout.resolve("node_modules/.bin/node");
        String name = pinned != null && Files.isExecutable(pinned) ? pinned.toString() : "node";
        Seen seen = program(name, "install Node.js " + OLDEST_NODE + " or newer, or run npm ci", "--version");
        Matcher version = NODE_VERSION.matcher(seen.text());
        if (seen.outcome() == Outcome.OK && version.matches() && Integer.parseInt(version.group(1)) < OLDEST_NODE) {
            return Seen.miss(
                    seen.text() + " is too old", "install Node.js " + OLDEST_NODE + " or newer, or run npm ci");
        }
        return seen;
    }

    private Seen cdkCli() {
        if (checkout == null) {
            return Seen.skipped("this is no checkout");
        }
        Path installed = checkout.resolve("node_modules/aws-cdk/package.json");
        try {
            String pinned = new JsonObject(Json.read(checkout.resolve("package.json")))
                    .object("devDependencies")
                    .text("aws-cdk");
            String next = "run in " + checkout + ": npm ci";
            if (!Files.isRegularFile(installed)) {
                return Seen.miss("version " + pinned + " is not installed", next);
            }
            String version = new JsonObject(Json.read(installed)).text("version");
            return version.equals(pinned)
                    ? Seen.ok(version)
                    : Seen.miss("version " + version + " is installed, package.json pins " + pinned, next);
        } catch (IOException | DocumentException unreadable) {
            return Seen.unknown("cannot be read: " + unreadable.getMessage(), "run in " + checkout + ": npm ci");
        }
    }

    private Seen program(String name, String install, String... arguments) {
        if (!Path.of(name).isAbsolute() && programs.find(name).isEmpty()) {
            return Seen.miss("is not on PATH", install);
        }
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        Programs.Answer answer = programs.run(command);
        return answer.isGood()
                ? Seen.ok(answer.out().lines().findFirst().orElse("").strip())
                : Seen.miss(answer.reason(), install);
    }
}

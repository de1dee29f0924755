package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.process.ServerProcess;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher starts beside the command line tool: manifests, the CDK app and the demo, as another user finds them. */
class LaunchedAppsIT {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    /** The launcher builds what is missing, when this module is built alone. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private ChildProcesses processes;

    @BeforeEach
    void open() {
        processes = new ChildProcesses(folder.resolve("logs"));
    }

    @AfterEach
    void close() {
        processes.close();
    }

    /** Another user has another HOME, and cannot read the builder's repository of Maven. */
    @ParameterizedTest
    @ValueSource(strings = {"cli", "manifests", "infra", "demo"})
    void classPath_ofEveryApp_isInTheCheckoutAlone(String module) throws IOException {
        Path target = CHECKOUT.resolve(module).resolve("target");
        for (String jar :
                Files.readString(target.resolve(module + ".classpath")).strip().split(":", -1)) {
            assertTrue(Path.of(jar).startsWith("lib"), jar);
            assertTrue(Files.isRegularFile(target.resolve(jar)), jar);
        }
    }

    @Test
    void manifests_withAnotherHome_writesThemAndNamesTheExampleAccount() throws IOException {
        CommandResult text = run("manifests", "--settings", settings(), "--out", "dist");
        CommandResult json = run("manifests", "--settings", settings(), "--out", "dist", "--format", "json");

        assertTrue(Files.isExecutable(folder.resolve("dist/far/configure-vault.sh")), text::printed);
        assertTrue(text.out().contains("account 111122223333 is the one of an example"), text::printed);
        assertEquals("manifests-output/1.0", Json.read(json.out()).get("schema"), json::printed);
    }

    /** Node.js must be found there, and jsii keeps its packages under HOME. */
    @Test
    void manifests_checkoutPathWithASpaceAndUnwritableHome_areWritten() throws IOException {
        Path launcher =
                Files.createSymbolicLink(folder.resolve("our tools"), CHECKOUT).resolve("vault-snapshot");
        Command command = Command.of("spaces", folder, launcher.toString(), "manifests", "--settings", settings())
                .with("HOME", "/proc/no-home");

        CommandResult manifests = processes.run(command, LONGEST).orFail();
        assertTrue(Files.isExecutable(folder.resolve("dist/far/configure-vault.sh")), manifests::printed);
    }

    @Test
    void demo_asJson_isOneObject() throws IOException {
        CommandResult demo = run("demo", "--stand-ins", "--format", "json");

        assertEquals("demo-output/1.0", Json.read(demo.out()).get("schema"), demo::printed);
        assertEquals(true, Json.read(demo.out()).get("passed"), demo::printed);
    }

    /** The two commands of a person who has never seen this project: the second one is printed by the first. */
    @Test
    void demo_serve_printsTheCommandThatShowsItsFleet() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Command demo = Command.of(
                        "serve",
                        folder,
                        CHECKOUT.resolve("vault-snapshot").toString(),
                        "demo",
                        "--stand-ins",
                        "--serve")
                .with("HOME", home.toString())
                .with("VAULT_SNAPSHOT_JAVA_OPTIONS", "-Djava.io.tmpdir=" + folder);
        ServerProcess serving = processes.start(demo);
        serving.awaitReady(LONGEST, () -> Files.readString(serving.log()).contains(" status --bucket "));
        String printed = Files.readString(serving.log());
        String command =
                printed.substring(printed.indexOf("AWS_ENDPOINT_URL_S3")).strip();

        CommandResult status = processes.run(Command.of("status", CHECKOUT, "sh", "-c", command), LONGEST);
        assertEquals(1, status.exitCode(), status::printed);
        for (String cluster : List.of("legacy +invalid", "demo +healthy", "staging +healthy", "new-one +pending")) {
            assertTrue(
                    status.out().lines().anyMatch(line -> line.matches(cluster + " .*")),
                    () -> cluster + ":\n" + status.printed());
        }
        serving.stop();
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(
                    left.noneMatch(file -> file.toString().contains("vault-snapshot-demo-")), "nothing is left behind");
        }
    }

    /** Without a context from the CDK CLI there are no settings. It must come so far, and say that. */
    @Test
    void cdkApp_withAnotherHome_saysWhatIsMissing() throws IOException {
        CommandResult app = launch("cdk-app");

        assertEquals(2, app.exitCode(), app::printed);
        assertTrue(app.err().contains("vault-snapshot: is missing; must be an object under"), app::printed);
    }

    /** The launcher turns CDK's validation off. CDK then writes no report, and its CLI would print the old one for ever. */
    @Test
    void cdkApp_reportOfAnEarlierRun_isRemoved() throws IOException {
        Path out = Files.createDirectories(folder.resolve("cdk.out"));
        Path report = Files.writeString(out.resolve("validation-report.json"), "{}");
        Command command = Command.of(
                        "cdk-app", folder, CHECKOUT.resolve("vault-snapshot").toString(), "cdk-app")
                .with("CDK_OUTDIR", out.toString());

        CommandResult app = processes.run(command, LONGEST);
        assertEquals(2, app.exitCode(), app::printed);
        assertFalse(Files.exists(report), app::printed);
    }

    private String settings() throws IOException {
        return Files.writeString(
                        folder.resolve("fleet.json"),
                        "{\"account\": \"111122223333\", \"region\": \"eu-north-1\", \"allowNoSubscribers\": true,"
                                + " \"clusters\": [{\"name\": \"far\"}]}")
                .toString();
    }

    private CommandResult run(String... arguments) throws IOException {
        return launch(arguments).orFail();
    }

    private CommandResult launch(String... arguments) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        String[] line = new String[arguments.length + 1];
        line[0] = CHECKOUT.resolve("vault-snapshot").toString();
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return processes.run(Command.of(arguments[0], folder, line).with("HOME", home.toString()), LONGEST);
    }
}

package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole demo with stand-ins, on the manifests that the manifests module has committed as right. */
class DemoTest {
    private static final Path MANIFESTS_TESTS = Path.of("../manifests/src/test/resources");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StringWriter complaints = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dist;

    @Test
    void demo_everythingAsExpected_exits0AndLeavesNothing() throws Exception {
        goldenManifests();
        int exitCode = run(DemoCommand::truncate, "--stand-ins", "--json");
        String steps = err.toString(StandardCharsets.UTF_8);
        assertEquals(DemoCommand.OK, exitCode, steps + complaints);
        String json = out.toString(StandardCharsets.UTF_8);
        assertTrue(json.startsWith("{\"ok\":true,"), json);
        assertEquals(7, json.split("\"tried\":", -1).length - 1, json);
        assertTrue(steps.contains("Vault backup INVALID: demo"), steps);
        assertTrue(steps.contains("Vault backup STALE: demo"), steps);
        assertTrue(steps.contains("Everything came out as expected"), steps);
    }

    @Test
    void demo_damageThatIsNone_exits1AndKeepsTheLogs() throws Exception {
        goldenManifests();
        int exitCode = run(UnaryOperator.identity(), "--stand-ins");
        String steps = out.toString(StandardCharsets.UTF_8);
        assertEquals(DemoCommand.NOT_OK, exitCode, steps + complaints);
        assertTrue(steps.contains("NOT everything came out as expected"), steps);
        String marker = "kept in ";
        Path kept =
                Path.of(steps.substring(steps.indexOf(marker) + marker.length()).strip());
        assertTrue(Files.isRegularFile(kept.resolve("verifier.log")), steps);
        Workspace.remove(kept);
    }

    @Test
    void demo_withoutManifests_exits2AndSaysHow() {
        assertEquals(DemoCommand.WRONG_CALL, run(DemoCommand::truncate));
        assertTrue(complaints.toString().contains("./vault-snapshot manifests --out"), complaints.toString());
    }

    @Test
    void demo_unknownOption_exits2() {
        assertEquals(DemoCommand.WRONG_CALL, run(DemoCommand::truncate, "--nonsense"));
    }

    private void goldenManifests() throws IOException {
        Path target = Files.createDirectories(dist.resolve("demo"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(MANIFESTS_TESTS.resolve("golden/minimal"))) {
            for (Path file : files) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    private int run(UnaryOperator<byte[]> damage, String... options) {
        DemoCommand command = new DemoCommand(screen(out), screen(err), SearchPath.of(System.getenv("PATH")), damage);
        CommandLine line = Demo.commandLine(command);
        line.setErr(new PrintWriter(complaints, true));
        List<String> arguments = new ArrayList<>(List.of(
                "--manifests",
                dist.toString(),
                "--settings",
                MANIFESTS_TESTS.resolve("settings/minimal.json").toString()));
        arguments.addAll(List.of(options));
        return line.execute(arguments.toArray(String[]::new));
    }

    private static Screen screen(ByteArrayOutputStream bytes) {
        return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), StandardCharsets.UTF_8, false);
    }
}

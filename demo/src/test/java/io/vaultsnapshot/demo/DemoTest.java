package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.snapshot.json.Json;
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
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole demo with stand-ins, on the manifests that the manifests module has committed as right. */
class DemoTest {
    private static final Path MANIFESTS_TESTS = Path.of("../manifests/src/test/resources");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter complaints = new StringWriter();

    @TempDir
    Path dist;

    @Test
    void demo_everythingAsExpected_exits0AndLeavesNothing() throws IOException {
        goldenManifests();
        Set<Path> before = leftBehind();
        int exitCode = run(Demo::truncate, "--stand-ins");
        assertEquals(Demo.OK, exitCode, printed() + complaints);
        assertTrue(printed().contains("demo: the newest snapshot is corrupt."), printed());
        assertTrue(printed().contains("demo: a snapshot is overdue."), printed());
        assertTrue(printed().contains("Everything came out as expected"), printed());
        assertEquals(7, printed().lines().filter(line -> line.endsWith("✓")).count(), printed());
        assertEquals(before, leftBehind());
    }

    @Test
    void demo_step_isNamedBeforeItIsDone() throws IOException {
        goldenManifests();
        run(Demo::truncate, "--stand-ins");
        List<String> lines = printed().lines().toList();
        int named = lines.indexOf("  3 the CronJob's pod, as generated ...");
        assertTrue(named > 0 && lines.get(named + 1).startsWith("    ✓ the job ran: "), printed());
        // One name for each mark.
        assertEquals(
                lines.stream().filter(line -> line.matches(" {4}✓ .*")).count(),
                lines.stream()
                        .filter(line -> line.matches(" {2}[0-9] .* [.]{3}"))
                        .count(),
                printed());
    }

    @Test
    void demo_asJson_isOneObjectWithEveryCheck() throws IOException {
        goldenManifests();
        assertEquals(Demo.OK, run(Demo::truncate, "--stand-ins", "--format", "json"), printed() + complaints);
        Map<String, Object> result = Json.read(printed());
        assertEquals("demo-output/1.0", result.get("schema"));
        assertEquals(true, result.get("passed"));
        assertEquals(7, ((List<?>) result.get("checks")).size());
    }

    @Test
    void demo_damageThatIsNone_exits1AndKeepsTheLogs() throws IOException {
        goldenManifests();
        assertEquals(Demo.FAILED, run(UnaryOperator.identity(), "--stand-ins"), printed() + complaints);
        assertTrue(printed().contains("NOT everything came out as expected"), printed());
        Path kept = kept();
        assertTrue(Files.isRegularFile(kept.resolve("logs/verifier.log")), printed());
        TemporaryWorkspace.remove(kept);
        assertFalse(Files.exists(kept));
    }

    @Test
    void demo_jobThatFails_exits1AndShowsWhatItPrinted() throws IOException {
        goldenManifests();
        Path cronJob = dist.resolve("demo/40-backup-cronjob.yaml");
        Files.writeString(
                cronJob,
                Files.readString(cronJob).replace("/scripts/upload-snapshot.sh", "/scripts/check-snapshot.sh"));
        assertEquals(Demo.FAILED, run(Demo::truncate, "--stand-ins"), printed() + complaints);
        assertTrue(printed().contains("aws-s3-backup ended with exit code 2"), printed());
        assertTrue(printed().contains("check-snapshot: expected one argument"), printed());
        TemporaryWorkspace.remove(kept());
    }

    @Test
    void demo_withoutManifests_exits2AndSaysHow() {
        assertEquals(Demo.WRONG_CALL, run(Demo::truncate));
        assertTrue(complaints.toString().contains("./vault-snapshot manifests --out"), complaints.toString());
    }

    @Test
    void demo_unknownOption_exits2() {
        assertEquals(Demo.WRONG_CALL, run(Demo::truncate, "--nonsense"));
        assertEquals(
                "vault-snapshot demo: Unknown option: '--nonsense'\nTry 'vault-snapshot demo --help'.\n",
                complaints.toString());
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path kept() {
        String marker = "kept in ";
        return Path.of(printed()
                .lines()
                .filter(line -> line.contains(marker))
                .map(line -> line.substring(line.indexOf(marker) + marker.length()))
                .findFirst()
                .orElseThrow());
    }

    private static Set<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("vault-snapshot-demo-"))
                    .collect(Collectors.toSet());
        }
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
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        CommandLine line = new Demo(new StepPrinter(stream, StandardCharsets.UTF_8, false), damage).commandLine();
        line.setErr(new PrintWriter(complaints, true));
        List<String> arguments = new ArrayList<>(List.of(
                "--manifests",
                dist.toString(),
                "--settings",
                MANIFESTS_TESTS.resolve("settings/minimal.json").toString()));
        arguments.addAll(List.of(options));
        return line.execute(arguments.toArray(String[]::new));
    }
}

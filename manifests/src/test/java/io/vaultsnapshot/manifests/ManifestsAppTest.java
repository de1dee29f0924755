package io.vaultsnapshot.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsAppTest {
    private final Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    ManifestsAppTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void run_twice_writesTheSameBytes() throws IOException {
        Path settings = settings("{\"name\": \"a\"}, {\"name\": \"b\", \"writerRole\": \"role-b\"}");
        assertEquals(
                0,
                run(
                        "--settings",
                        settings.toString(),
                        "--out",
                        folder.resolve("dist").toString()));
        Map<String, String> first = files();
        assertEquals(16, first.size());
        assertEquals(
                written("a") + written("b")
                        + "account 111122223333 is the one of an example; put your own into the settings before you deploy\n"
                        + "CONTEXT is the cluster's own, from 'kubectl config get-contexts'. Without it, kubectl uses the"
                        + " one that happens to be set.\n",
                out.toString(StandardCharsets.UTF_8));

        assertEquals(
                0,
                run(
                        "--settings",
                        settings.toString(),
                        "--out",
                        folder.resolve("dist").toString()));
        assertEquals(first, files());
        assertTrue(Files.isExecutable(folder.resolve("dist/a/configure-vault.sh")));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void run_oneInvalidCluster_writesNothingAndNamesEveryProblem() throws IOException {
        Path settings = settings("{\"name\": \"a\"}, {\"name\": \"b c\", \"schedul\": \"* * * * *\"}");
        assertEquals(
                2,
                run(
                        "--settings",
                        settings.toString(),
                        "--out",
                        folder.resolve("dist").toString()));
        assertFalse(Files.exists(folder.resolve("dist")));
        String message = err.toString(StandardCharsets.UTF_8);
        assertTrue(message.contains("clusters[1].name"), message);
        assertTrue(message.contains("clusters[1].schedul"), message);
        assertFalse(message.contains("\tat ") || message.contains("Exception"), message);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"context\": {                                | is not a JSON object, line 1, column 14: a key in double quotes",
                "{\"context\": {}, \"context\": {}}             | line 1, column 17: the key \"context\" is there twice",
                "[]                                             | line 1, column 1: it starts with '['",
                "null                                           | line 1, column 1: it starts with 'n'",
                "{} {}                                          | line 1, column 4: the object has ended",
            })
    void run_noSettingsBlock_saysSoInOneLine(String json, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("cdk.json"), json);
        assertEquals(
                2,
                run(
                        "--settings",
                        file.toString(),
                        "--out",
                        folder.resolve("dist").toString()));
        String line = err.toString(StandardCharsets.UTF_8);
        assertEquals(1, line.lines().count(), line);
        assertTrue(line.contains(message), line);
        assertFalse(Files.exists(folder.resolve("dist")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"context\": {}} | vault-snapshot: is missing; must be an object under",
                "{\"context\": {\"vault-snapshot\": \"x\"}} | vault-snapshot: is missing; must be an object under",
                "{\"settingsFile\": \"none.json\"} | settingsFile: 'none.json', which",
                "{\"account\": \"111122223333\", \"region\": \"eu-north-1\", \"clusters\": [{\"name\": \"a\"}]} | alerts: is empty",
            })
    void run_unusableSettings_areAProblemAsForSynth(String json, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("cdk.json"), json);

        assertEquals(
                2,
                run(
                        "--settings",
                        file.toString(),
                        "--out",
                        folder.resolve("dist").toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("have a problem:\n  " + message), err::toString);
        assertFalse(Files.exists(folder.resolve("dist")));
    }

    /** The command line tool's golden file has what {@code due} says. */
    @Test
    void run_everyMistakeOfANewcomer_isAnsweredAsByDue() throws IOException {
        Path mistakes = Path.of("../cli/src/test/resources/mistakes");
        for (String section : Files.readString(mistakes.resolve("answers.txt")).split("(?m)^== ", -1)) {
            String name = section.lines().findFirst().orElse("");
            Path file = mistakes.resolve(name);
            if (!Files.isRegularFile(file)) {
                continue;
            }
            err.reset();
            assertEquals(2, run("--settings", file.toString(), "--out", folder.toString()), name);

            String expected = section.substring(name.length() + 1)
                    .replaceFirst("vault-snapshot due: ", "vault-snapshot manifests: ")
                    .replaceFirst("(?s)Try .*", "");
            String said = err.toString(StandardCharsets.UTF_8)
                    .replace(mistakes.toAbsolutePath().normalize() + "/", "/work/")
                    .replace(mistakes + "/", "");
            assertEquals(expected, said);
        }
    }

    @Test
    void run_missingFile_namesIt() {
        assertEquals(2, run("--settings", folder.resolve("none.json").toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("none.json does not exist"));
    }

    @Test
    void run_settingsFile_isFoundBesideCdkJson() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(
                folder.resolve("sub/fleet.json"),
                "{\"account\": \"111122223333\", \"region\": \"eu-north-1\", \"allowNoSubscribers\": true,"
                        + " \"clusters\": [{\"name\": \"far\"}]}");
        Path file = Files.writeString(
                folder.resolve("cdk.json"),
                "{\"context\": {\"vault-snapshot\": {\"settingsFile\": \"sub/fleet.json\"}}}");
        assertEquals(
                0,
                run(
                        "--settings",
                        file.toString(),
                        "--out",
                        folder.resolve("dist").toString()));
        assertTrue(Files.exists(folder.resolve("dist/far/40-backup-cronjob.yaml")));
    }

    @Test
    void run_unwritableOut_fails() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(1, run("--settings", settings("{\"name\": \"a\"}").toString(), "--out", file.toString()));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).startsWith("vault-snapshot manifests: cannot write: "),
                err::toString);
    }

    @ParameterizedTest
    @CsvSource({"--setings,unknown argument '--setings'", "--out,--out needs a path"})
    void run_wrongCall_pointsToHelp(String argument, String message) {
        assertEquals(2, run(argument));
        assertEquals(
                "vault-snapshot manifests: " + message + "\nTry 'vault-snapshot manifests --help'.\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void run_asJson_printsAnObjectPerCluster() throws IOException {
        Path settings = settings("{\"name\": \"a\"}, {\"name\": \"b\", \"writerRole\": \"role-b\"}");
        Path dist = folder.resolve("dist");
        assertEquals(0, run("--settings", settings.toString(), "--out", dist.toString(), "--format", "json"));

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(2, lines.size());
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertEquals("manifests-output/1.0", first.path("schema").asText());
        assertEquals("a", first.path("cluster").asText());
        assertEquals(dist.resolve("a").toString(), first.path("folder").asText());
        first.path("files")
                .forEach(file -> assertTrue(Files.exists(dist.resolve("a").resolve(file.asText())), file::asText));
        assertEquals(8, first.path("files").size());
    }

    @Test
    void run_help_tellsTheOptionsWithin60Columns() {
        assertTrue(Options.USAGE.lines().allMatch(line -> line.length() <= 60));
        assertEquals(0, run("--help"));
        assertEquals(Options.USAGE, out.toString(StandardCharsets.UTF_8));
    }

    private int run(String... arguments) {
        return new ManifestsApp(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(arguments));
    }

    private String written(String cluster) {
        Path dist = folder.resolve("dist").resolve(cluster);
        return dist + ": 8 files; apply with: kubectl --context CONTEXT apply -f " + dist + "\n";
    }

    private Path settings(String clusters) throws IOException {
        return Files.writeString(
                folder.resolve("cdk.json"),
                "{\"context\": {\"vault-snapshot\": {\"account\": \"111122223333\", \"region\": \"eu-north-1\","
                        + " \"allowNoSubscribers\": true, \"clusters\": [" + clusters + "]}}}");
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve("dist"))) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                files.put(each.toString(), Files.readString(each));
            }
        }
        return files;
    }
}

package io.vaultsnapshot.cli.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, and what is never overwritten. */
class SettingsFilesTest {
    private static final Path PROJECT = Path.of("..");

    @TempDir
    private Path folder;

    private Path cdkJson;
    private SettingsFiles files;

    @BeforeEach
    void cloned() throws IOException {
        cdkJson = Files.copy(PROJECT.resolve("cdk.json"), folder.resolve("cdk.json"));
        files = new SettingsFiles(cdkJson);
    }

    @Test
    void write_intoAFreshClone_changesOnlyTheBlock() throws IOException {
        String before = Files.readString(cdkJson);
        assertEquals(Optional.empty(), files.wouldOverwrite());

        files.write("{}\n");

        Map<String, Object> root = Json.read(Files.readString(cdkJson));
        assertEquals(
                Map.of("settingsFile", "settings.local.json"), ((Map<?, ?>) root.get("context")).get("vault-snapshot"));
        String after = Files.readString(cdkJson);
        int start = before.indexOf("\"vault-snapshot\"");
        assertEquals(before.substring(0, start), after.substring(0, start));
        String rest = before.substring(before.indexOf("    \"cli-telemetry\""));
        assertTrue(after.endsWith(rest), after);
        assertEquals(List.of("cdk.json", "settings.local.json"), names());
        assertTrue(Files.readAllLines(PROJECT.resolve(".gitignore")).contains(SettingsFiles.NAME));
    }

    @Test
    void wouldOverwrite_afterAWrite_namesTheFile() throws IOException {
        files.write("{}\n");

        assertEquals(Optional.of(files.file() + " exists"), files.wouldOverwrite());
        String named = Files.readString(cdkJson);
        files.write("{ }\n");
        assertEquals(named, Files.readString(cdkJson));
        assertEquals("{ }\n", Files.readString(files.file()));
    }

    @Test
    void wouldOverwrite_settingsOfOnesOwn_orBrokenOnes_inCdkJson() throws IOException {
        for (String other : List.of("222233334444", "no account")) {
            Files.writeString(
                    cdkJson, Files.readString(PROJECT.resolve("cdk.json")).replace("111122223333", other));

            assertEquals(Optional.of(cdkJson + " holds settings that are no example"), files.wouldOverwrite());
        }
        Files.writeString(cdkJson, "{\"context\": {\"vault-snapshot\": {\"settingsFile\": \"fleet.json\"}}}");
        assertTrue(files.wouldOverwrite().isPresent());
    }

    @Test
    void write_bracesAndQuotesInsideTexts_areNoEndOfTheBlock() throws IOException {
        Files.writeString(
                cdkJson,
                "{\"context\": {\"vault-snapshot\": {\"account\": \"}\\\"}\", \"a\": {\"b\": 1}}, \"kept\": \"{\"}}");

        files.write("{}");

        assertEquals(
                "{\"context\": {\"vault-snapshot\": {\n      \"settingsFile\": \"settings.local.json\"\n    }, \"kept\": \"{\"}}",
                Files.readString(cdkJson));
    }

    @Test
    void write_withoutABlock_writesNothing() throws IOException {
        Files.writeString(cdkJson, "{\"app\": \"x\"}");

        assertThrows(IOException.class, () -> files.write("{}"));
        assertEquals(List.of("cdk.json"), names());
    }

    private List<String> names() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}

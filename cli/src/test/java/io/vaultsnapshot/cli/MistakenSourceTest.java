package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that are no snapshots, each told what it is. */
class MistakenSourceTest {
    @TempDir
    private Path folder;

    @Test
    void verify_folder_saysThatItIsOneAndWhatToName() {
        CommandRun run = CommandRun.of("verify", folder.toString());

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertTrue(run.out().contains("it is a folder; name the snapshots in it"), run::out);
    }

    @ParameterizedTest
    @CsvSource({
        "no-such.snap, there is no such file",
        "http://example.com/vault.snap, it is a URL; download it first",
        "https://example.com/vault.snap, it is a URL; download it first",
        "s3://bucket, it is not s3://BUCKET/KEY",
        "s3://bucket/, it is not s3://BUCKET/KEY",
        "'', its name is empty; is a variable not set?"
    })
    void verify_nameThatLeadsNowhere_saysWhy(String source, String message) {
        CommandRun run = CommandRun.of("verify", source);

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertTrue(run.out().contains("  not read: " + message), run::out);
        assertFalse(run.out().contains("do next") || run.out().contains("STORE_UNAVAILABLE"), run::out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such.snap", "http://example.com/vault.snap", "s3://bucket"})
    void inspect_nameThatLeadsNowhere_saysWhyOnce(String source) {
        CommandRun run = CommandRun.of("inspect", source);

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertTrue(run.out().startsWith(source + "  is unknown: "), run::out);
        assertEquals(1, run.out().lines().count(), run::out);
    }

    @Test
    void verify_emptyFile_isCorrupt() throws IOException {
        CommandRun run = CommandRun.of(
                "verify", Files.createFile(folder.resolve("empty.snap")).toString());

        assertEquals(ExitCode.FINDINGS, run.exitCode());
        assertTrue(run.out().contains("EMPTY"), run::out);
    }

    @Test
    void verify_errorPageOfAProxy_saysThatItIsNoSnapshotAndWhatToDo() throws IOException {
        Path page = Files.writeString(folder.resolve("page.snap"), "<html>502 Bad Gateway</html>");
        CommandRun run = CommandRun.of("verify", page.toString());

        assertEquals(ExitCode.FINDINGS, run.exitCode());
        assertTrue(run.out().contains("NOT_GZIP (at byte 0)"), run::out);
        assertTrue(run.out().contains("do next:"), run::out);
    }
}

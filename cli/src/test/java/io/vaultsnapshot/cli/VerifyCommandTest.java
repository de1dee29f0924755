package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    private static final Path WHOLE = Path.of("../fixtures/openbao-2.6.2-shamir.snap");

    @TempDir
    private Path folder;

    private Path cut;

    @BeforeEach
    void cutOne() throws IOException {
        byte[] bytes = Files.readAllBytes(WHOLE);
        cut = Files.write(folder.resolve("cut.snap"), Arrays.copyOf(bytes, bytes.length - 100));
    }

    @Test
    void verify_realSnapshots_exitsZero() {
        CommandRun run = CommandRun.of(
                "verify",
                WHOLE.toString(),
                "../fixtures/openbao-2.6.2-300-secrets.snap",
                "../fixtures/vault-1.21.4-small.snap",
                "../fixtures/vault-1.21.4-1000-secrets.snap");
        assertEquals(ExitCode.INTACT, run.exitCode(), run::out);
        assertTrue(run.out().contains("4 intact"), run::out);
    }

    @Test
    void verify_cutSnapshot_exitsOneAndSaysWhatToDo() {
        CommandRun run = CommandRun.of("verify", cut.toString());
        assertEquals(ExitCode.FINDINGS, run.exitCode());
        assertTrue(run.out().contains("TRUNCATED (at byte "), run::out);
        assertTrue(run.out().contains("restoring it: refused"), run::out);
        assertTrue(run.out().contains("do next:"), run::out);
    }

    @Test
    void verify_missingFile_exitsThreeWithoutCallingItCorrupt() {
        CommandRun run = CommandRun.of(
                "verify", WHOLE.toString(), folder.resolve("none.snap").toString());
        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertTrue(run.out().contains("there is no such file"), run::out);
        assertFalse(run.out().contains("corrupt"), run::out);
    }

    @Test
    void verify_corruptAndMissing_exitsOne() {
        assertEquals(
                ExitCode.FINDINGS,
                CommandRun.of("verify", folder.resolve("none.snap").toString(), cut.toString())
                        .exitCode());
    }

    @Test
    void verify_folder_saysToNameTheSnapshots() {
        CommandRun run = CommandRun.of("verify", folder.toString());
        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertTrue(run.out().contains("it is a folder"), run::out);
    }

    @Test
    void verify_json_isOneObjectPerInput() throws IOException {
        CommandRun run = CommandRun.of("verify", "--format", "json", WHOLE.toString(), cut.toString());
        List<String> lines = run.out().lines().toList();
        assertEquals(2, lines.size(), run::out);
        Map<String, Object> whole = Json.read(lines.get(0));
        assertEquals(WHOLE.toString(), whole.get("source"));
        assertEquals("intact", whole.get("verdict"));
        assertEquals("unsealable", whole.get("level"));
        assertEquals(List.of(), whole.get("findings"));
        assertEquals((int) Files.size(WHOLE), whole.get("size"));
        assertEquals(64, whole.get("sha256").toString().length());
        assertTrue(((Map<?, ?>) whole.get("meta")).containsKey("index"));
        Map<String, Object> broken = Json.read(lines.get(1));
        assertEquals("corrupt", broken.get("verdict"));
        Map<?, ?> finding = (Map<?, ?>) ((List<?>) broken.get("findings")).get(0);
        assertEquals(
                List.of("code", "verdict", "message", "offset", "hint", "consequence"), List.copyOf(finding.keySet()));
    }

    @Test
    void verify_jsonOfWhatCannotBeRead_hasEveryField() throws IOException {
        CommandRun run = CommandRun.of(
                "verify", "--format=json", folder.resolve("none.snap").toString());
        Map<String, Object> object = Json.read(run.out());
        assertEquals("unknown", object.get("verdict"));
        assertTrue(object.containsKey("sha256") && object.containsKey("size") && object.containsKey("meta"));
        assertNull(object.get("sha256"));
    }

    @Test
    void verify_noInput_exitsTwoWithTheReasonAndTheWayToTheHelp() {
        CommandRun run = CommandRun.of("verify");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("SNAPSHOT"), run::err);
        assertTrue(run.err().endsWith("Try 'vault-snapshot verify --help'.\n"), run::err);
        assertEquals(2, run.err().lines().count(), run::err);
    }

    @Test
    void unknownCommand_anything_exitsTwo() {
        assertEquals(ExitCode.USAGE, CommandRun.of("verfy").exitCode());
        assertEquals(ExitCode.USAGE, CommandRun.of().exitCode());
    }

    @Test
    void help_root_namesCommandsAndExitCodes() {
        CommandRun run = CommandRun.of("--help");
        assertEquals(0, run.exitCode());
        for (String word : List.of("verify", "inspect", "manifests", "demo", "Exit codes")) {
            assertTrue(run.out().contains(word), run::out);
        }
    }
}

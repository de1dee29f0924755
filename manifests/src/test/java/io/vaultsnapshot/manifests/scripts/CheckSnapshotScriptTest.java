package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code check-snapshot.sh} with the tools of this machine, and with those of busybox, which the real images have. */
class CheckSnapshotScriptTest {
    private static final Pattern PROCESS = Pattern.compile("\\++(\\d+) ");
    private static final int MOST_SHELLS = 30;
    private static final int MOST_PROGRAMS = 30;

    private final Path folder;
    private final Path script;

    CheckSnapshotScriptTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.script = Files.writeString(folder.resolve("check-snapshot.sh"), Script.CHECK_SNAPSHOT.text());
    }

    static Stream<Arguments> damaged() throws Exception {
        return withEachTools(SnapshotCase.damaged());
    }

    static Stream<Arguments> whole() throws Exception {
        return withEachTools(SnapshotCase.whole());
    }

    private static Stream<Arguments> withEachTools(List<SnapshotCase> cases) {
        return ShellTools.available().stream().flatMap(tools -> cases.stream().map(each -> Arguments.of(tools, each)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("damaged")
    void check_damagedFile_isRefusedWithTheReason(ShellTools tools, SnapshotCase file) throws Exception {
        ScriptRun.Result result = check(tools, file);
        assertEquals(1, result.exitCode(), result.output());
        assertTrue(result.output().contains(file.words()), result.output());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("whole")
    void check_wholeFile_isAccepted(ShellTools tools, SnapshotCase file) throws Exception {
        ScriptRun.Result result = check(tools, file);
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains(file.words()), result.output());
    }

    /** Each pass over a large state takes as long as its upload. */
    @Test
    void check_wholeFile_isUnpackedOnceAndItsStateHashedOnce() throws Exception {
        ScriptRun run = new ScriptRun(folder);
        for (String each : List.of("gzip", "sha256sum")) {
            run.program(each, "exec '" + ShellTools.ofThisMachine(each) + "' \"$@\"");
        }
        Path file = Files.write(folder.resolve("vault.snap"), SnapshotFile.of(SnapshotFile.members()));
        ScriptRun.Result result = run.run(script.toString(), file.toString());
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(1, result.callsStartingWith("gzip"));
        // One of them is that of meta.json.
        assertEquals(2, result.callsStartingWith("sha256sum"));
    }

    /** A process costs a millisecond or two, and a script that reads bytes one by one soon starts thousands. */
    @Test
    void check_wholeFile_startsFewProcesses() throws Exception {
        Path file = Files.write(folder.resolve("vault.snap"), SnapshotFile.of(SnapshotFile.members()));
        // Bash says in which of its processes it runs each command.
        Path traced = Files.writeString(
                folder.resolve("traced.sh"),
                "exec '" + ShellTools.ofThisMachine("bash") + "' -c 'PS4=\"+\\$BASHPID \"; set -x; . \"$0\"' \"$@\"\n");

        ScriptRun.Result result = new ScriptRun(folder)
                .onlyWith("cat", "dd", "gzip", "od", "sha256sum", "tr", "wc")
                .run(traced.toString(), script.toString(), file.toString());
        assertEquals(0, result.exitCode(), result.output());
        long shells = result.output()
                .lines()
                .map(PROCESS::matcher)
                .filter(Matcher::lookingAt)
                .map(line -> line.group(1))
                .distinct()
                .count();
        assertTrue(shells <= MOST_SHELLS, () -> shells + " processes of the shell");
        assertTrue(result.calls().size() <= MOST_PROGRAMS, () -> String.valueOf(result.starts()));
    }

    private ScriptRun.Result check(ShellTools tools, SnapshotCase file) throws IOException, InterruptedException {
        Path path = file.writeTo(folder.resolve("vault.snap"));
        return tools.run(new ScriptRun(folder), script.toString(), path.toString());
    }
}

package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real launcher on a terminal of 60 columns: lines end between words. */
class NarrowTerminalIT {
    private static final int COLUMNS = 60;
    private static final Path FIXTURES = Path.of("../fixtures").toAbsolutePath().normalize();
    private static final String SHAMIR = "openbao-2.6.2-shamir.snap";
    private static final String SEALED = "openbao-2.6.2-awskms.snap";

    @TempDir
    private Path folder;

    static Stream<List<String>> calls() {
        return Stream.of(
                List.of("verify", "cut.snap"),
                List.of("inspect", SHAMIR),
                List.of("inspect", "cut.snap"),
                List.of("inspect", "--diff", SHAMIR, SEALED),
                List.of("doctor"),
                List.of("due", "--schedule", "0 2 * * 1-5", "--zone", "Europe/Helsinki", "--count", "2"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void output_of60Columns_breaksBetweenWords(List<String> call) throws Exception {
        for (String name : List.of(SHAMIR, SEALED)) {
            Files.copy(FIXTURES.resolve(name), folder.resolve(name));
        }
        byte[] whole = Files.readAllBytes(folder.resolve(SHAMIR));
        Files.write(folder.resolve("cut.snap"), Arrays.copyOf(whole, 9000));

        String wide = run("", call);
        String narrow = run(Integer.toString(COLUMNS), call);

        assertEquals(words(wide), words(narrow));
        // Only what is one word may be longer: a key, a hash, an ARN.
        assertTrue(
                narrow.lines().allMatch(line -> line.length() <= COLUMNS || longWord(line)),
                () -> call + "\n" + narrow);
    }

    @Test
    void columns_thatAreNoNumber_areIgnored() throws Exception {
        assertTrue(run("many", List.of("due", "--schedule", "@daily")).startsWith("schedule: "));
    }

    private String run(String columns, List<String> call) throws Exception {
        CommandRun run = new Launcher(folder).with("COLUMNS", columns).run(call.toArray(String[]::new));
        assertEquals("", run.err());
        return run.out();
    }

    /** Sorted, as a table may be printed below each other instead of side by side. */
    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).distinct().sorted().toList();
    }

    private static boolean longWord(String line) {
        return Arrays.stream(line.strip().split("\\s+")).anyMatch(word -> word.length() > COLUMNS / 2);
    }
}

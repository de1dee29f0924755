package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deadlines and time-outs reckon with a part of the slowest speed that was measured, and the pages have both numbers. */
class SpeedPageTest {
    private static final Path SPEED = Path.of("../docs/speed.md");
    private static final Path FUNCTION = Path.of("../docs/decisions/0020-how-fast-the-function-reads.md");
    /** What lies between a measurement on one machine and anyone's cluster is at least this factor. */
    private static final int LEAST_RESERVE = 3;
    /** A smaller snapshot says how fast programs start. Each deadline has half an hour for that. */
    private static final int MEBIBYTES_OF_A_START = 1000;

    @Test
    void deadlineOfTheJob_reckonsWithAPartOfTheSlowestRow() throws IOException {
        double slowest = rows(SPEED)
                .filter(row -> row.size() == 5 && row.get(1).startsWith("job"))
                .filter(row -> Double.parseDouble(row.get(0)) > MEBIBYTES_OF_A_START)
                .mapToDouble(row -> Double.parseDouble(row.get(0)) / Double.parseDouble(row.get(2)))
                .min()
                .orElseThrow();
        assertLimit("deadline of the job", slowest, Deadlines.SLOWEST_JOB_MIB_PER_SECOND);
    }

    @Test
    void timeoutOfTheFunction_reckonsWithAPartOfTheSlowestRow() throws IOException {
        double slowest = rows(FUNCTION)
                .filter(row -> row.size() == 7 && row.get(2).equals("native"))
                .mapToDouble(row -> Double.parseDouble(row.get(5)))
                .min()
                .orElseThrow();
        assertLimit("time-out of the function", slowest, DerivedSettings.SLOWEST_MIB_PER_SECOND);
    }

    private static void assertLimit(String what, double slowest, int reckoned) throws IOException {
        List<String> limit =
                rows(SPEED).filter(row -> row.get(0).equals(what)).findFirst().orElseThrow();
        assertEquals((int) slowest, Integer.parseInt(limit.get(2)), "measured, MiB/s");
        assertEquals(reckoned, Integer.parseInt(limit.get(3)), "reckoned with, MiB/s");
        assertTrue(slowest >= LEAST_RESERVE * reckoned, () -> what + ": " + slowest + " MiB/s measured");
    }

    /** Returns the cells of all tables of a page. */
    private static Stream<List<String>> rows(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
    }
}

package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final StepPrinter printer = new StepPrinter(
            new PrintStream(printed, true, StandardCharsets.US_ASCII), StandardCharsets.US_ASCII, false);
    private final Checks checks = new Checks(printer);

    @Test
    void allPassed_noCheck_false() {
        assertFalse(checks.allPassed());
    }

    @Test
    void print_checks_alignedAndMarked() {
        checks.begin("a copy arrives", "intact");
        checks.end(true, "intact", "it is intact");
        assertTrue(checks.allPassed());
        checks.begin("half", "corrupt");
        checks.end(false, "intact", "it is intact, too");
        assertFalse(checks.allPassed());

        printed.reset();
        checks.print();

        assertEquals("""

                what was tried  expected  seen    ok
                ------------------------------------
                a copy arrives  intact    intact  ok
                half            corrupt   intact  FAILED

                NOT everything came out as expected.
                """, printed.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void step_withoutTerminal_isPlainTextWithNumbers() {
        printer.begin("a");
        printer.end(true, "first");
        printer.begin("b");
        printer.end(false, "second");
        printer.detail("one\ntwo");
        printer.mute();
        printer.begin("c");
        printer.end(true, "third");
        String text = printed.toString(StandardCharsets.US_ASCII);
        assertTrue(
                text.matches(
                        "(?s)  1 a \\.{3}\\R    ok first \\(\\d+\\.\\d s\\)\\R  2 b \\.{3}\\R    FAILED second \\(.*\\)\\R"
                                + "      one\\R      two\\R"),
                text);
    }
}

package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Screen screen =
            new Screen(new PrintStream(printed, true, StandardCharsets.US_ASCII), StandardCharsets.US_ASCII, false);
    private final Scoreboard board = new Scoreboard();

    @Test
    void allOk_nothingTried_false() {
        assertFalse(board.allOk());
    }

    @Test
    void lines_rows_alignedAndMarked() {
        board.expect("a copy arrives", "intact");
        board.saw(true, "intact");
        assertTrue(board.allOk());
        board.expect("half", "corrupt");
        board.saw(false, "intact");
        assertFalse(board.allOk());
        assertEquals(
                List.of(
                        "what was tried  expected  seen    ok",
                        "------------------------------------",
                        "a copy arrives  intact    intact  ok",
                        "half            corrupt   intact  FAILED"),
                board.lines(screen));
    }

    @Test
    void json_rows_oneObjectOnOneLine() {
        board.expect("half", "corrupt");
        board.saw(false, "intact");
        assertEquals(
                "{\"ok\":false,\"rows\":[{\"tried\":\"half\",\"expected\":\"corrupt\",\"seen\":\"intact\",\"ok\":false}]}",
                board.json());
    }

    @Test
    void screen_withoutTerminal_isPlainTextWithNumbers() {
        screen.done("first");
        screen.failed("second");
        screen.detail("one\ntwo");
        screen.mute();
        screen.done("third");
        String text = printed.toString(StandardCharsets.US_ASCII);
        assertTrue(
                text.matches(
                        "(?s)  1 ok first \\(\\d+\\.\\d s\\)\\R  2 FAILED second \\(.*\\)\\R      one\\R      two\\R"),
                text);
    }
}

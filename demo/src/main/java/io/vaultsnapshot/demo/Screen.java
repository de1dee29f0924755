package io.vaultsnapshot.demo;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;

/** Where a person follows the demo: numbered lines with a tick, colour only on a terminal. */
final class Screen {
    private static final String INDENT = "      ";
    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String DIM = "2";

    private final PrintStream out;
    private final boolean colour;
    private final String tick;
    private final String cross;
    private volatile boolean muted;
    private int step;
    private long stepBegan = System.nanoTime();

    Screen(PrintStream out, Charset charset, boolean colour) {
        this.out = out;
        this.colour = colour;
        boolean unicode = charset.newEncoder().canEncode("✓✗");
        this.tick = unicode ? "✓" : "ok";
        this.cross = unicode ? "✗" : "FAILED";
    }

    /** Prints a line that belongs to no step. */
    void line(String text) {
        if (!muted) {
            out.println(text);
        }
    }

    /** Prints nothing from now on. */
    void mute() {
        muted = true;
    }

    /** Ends a step that did what it should: one line with its number and its time. */
    void done(String text) {
        end(tick, GREEN, text);
    }

    /** Ends a step that did not. */
    void failed(String text) {
        end(cross, RED, text);
    }

    /** Ends a step that did what it should, or did not. */
    void result(boolean ok, String text) {
        if (ok) {
            done(text);
        } else {
            failed(text);
        }
    }

    /** Prints something that was seen during the last step, indented, line by line. */
    void detail(String text) {
        text.lines().forEach(each -> line((INDENT + each).stripTrailing()));
    }

    /** Returns the mark for something that is as it should be, or is not. */
    String mark(boolean ok) {
        return ok ? paint(GREEN, tick) : paint(RED, cross);
    }

    private void end(String mark, String code, String text) {
        step++;
        long now = System.nanoTime();
        String seconds = seconds(Duration.ofNanos(now - stepBegan));
        stepBegan = now;
        line(String.format(Locale.ROOT, "%3d ", step) + paint(code, mark) + " " + text + " "
                + paint(DIM, "(" + seconds + ")"));
    }

    /** Returns a time as people write it, such as {@code 2.1 s}. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}

package io.vaultsnapshot.demo;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;

/** Prints numbered steps with a mark and their time, in colour on a terminal. */
final class StepPrinter {
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
    private long stepBegan;

    StepPrinter(PrintStream out, Charset charset, boolean colour) {
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

    /** Prints the demo's result, also when steps are not printed. */
    void result(String text) {
        out.println(text);
    }

    /** Names the next step, before anything is done for it: what takes long, or fails, is then known by name. */
    void begin(String title) {
        step++;
        stepBegan = System.nanoTime();
        line(String.format(Locale.ROOT, "%3d %s ...", step, title));
    }

    /** Prints how the step ended: its mark and its time. */
    void end(boolean ok, String text) {
        String took = seconds(Duration.ofNanos(System.nanoTime() - stepBegan));
        line("    " + mark(ok) + " " + text + " " + paint(DIM, "(" + took + ")"));
    }

    /** Prints something about the last step, indented, line by line. */
    void detail(String text) {
        text.lines().forEach(each -> line((INDENT + each).stripTrailing()));
    }

    /** Returns the mark of something that is as it should be, or is not. */
    String mark(boolean ok) {
        return ok ? paint(GREEN, tick) : paint(RED, cross);
    }

    /** Returns a time such as {@code 2.1 s}. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}

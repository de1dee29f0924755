package io.vaultsnapshot.cli;

import io.vaultsnapshot.report.text.ByteSize;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Shows on a terminal each second how much of an input was read. Elsewhere it is silent, so that logs stay readable. */
final class Progress {
    /** Set to {@code true} by the launcher when the error output is a terminal. Java 17 cannot tell. */
    static final String TERMINAL_PROPERTY = "vault-snapshot.terminal";

    private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();
    /** Goes back to the start of the terminal's line and clears it. */
    static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier nanos;
    private boolean shown;
    private long nextTold;

    Progress(PrintWriter err, boolean terminal) {
        this(err, terminal, System::nanoTime);
    }

    /** Creates it with a clock of nanoseconds, as {@link System#nanoTime()} has them. */
    Progress(PrintWriter err, boolean terminal, LongSupplier nanos) {
        this.err = err;
        this.terminal = terminal;
        this.nanos = nanos;
        this.nextTold = nanos.getAsLong() + STEP_NANOS;
    }

    /** Returns a stream that reports what is read from it. */
    InputStream watch(InputStream in, String title) {
        return terminal ? new Watched(in, title) : in;
    }

    /** Shows how far something is that has no bytes to count, at most once a second. Any thread may call it. */
    synchronized void tell(String text) {
        long now = nanos.getAsLong();
        if (terminal && now - nextTold >= 0) {
            nextTold = now + STEP_NANOS;
            err.print(CLEAR_LINE + text);
            err.flush();
            shown = true;
        }
    }

    /** Removes the last report. */
    synchronized void clear() {
        if (shown) {
            err.print(CLEAR_LINE);
            err.flush();
            shown = false;
        }
    }

    private final class Watched extends FilterInputStream {
        private final String title;
        private long read;
        private long nextReport = nanos.getAsLong() + STEP_NANOS;

        Watched(InputStream in, String title) {
            super(in);
            this.title = title;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            report(Math.max(count, 0));
            return count;
        }

        private void report(int count) {
            read += count;
            long now = nanos.getAsLong();
            if (now - nextReport >= 0) {
                nextReport = now + STEP_NANOS;
                err.print(CLEAR_LINE + title + ": " + ByteSize.text(read) + " read");
                err.flush();
                shown = true;
            }
        }
    }
}

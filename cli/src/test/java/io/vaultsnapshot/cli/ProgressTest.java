package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Progress is for people who wait at a terminal, and for nothing else. */
class ProgressTest {
    private static final int CHUNK = 1 << 20;

    private final StringWriter written = new StringWriter();

    /** A slow line is where it matters: each chunk takes 0.4 s. */
    @Test
    void watch_slowInputOnATerminal_saysEachSecondHowFarItIs() throws IOException {
        read(slow().watch(new Zeros(6L << 20), "slow.snap"));

        assertTrue(written.toString().contains("slow.snap: 3.0 MiB read"), this::shown);
        assertTrue(written.toString().contains("slow.snap: 6.0 MiB read"), this::shown);
        assertEquals(2, written.toString().split("slow.snap", -1).length - 1, this::shown);
    }

    private Progress slow() {
        AtomicLong now = new AtomicLong();
        return new Progress(new PrintWriter(written), true, () -> now.getAndAdd(400_000_000L));
    }

    @Test
    void clear_afterAReport_removesTheLineOnce() throws IOException {
        Progress progress = slow();
        read(progress.watch(new Zeros(8L << 20), "big.snap"));
        progress.clear();
        String after = written.toString();
        progress.clear();

        assertTrue(after.endsWith("\r\u001b[K"), this::shown);
        assertEquals(after, written.toString());
    }

    @Test
    void watch_shortInputOnATerminal_isSilent() throws IOException {
        Progress progress = slow();
        read(progress.watch(new Zeros(1L << 20), "small.snap"));
        progress.clear();

        assertEquals("", written.toString());
    }

    @Test
    void watch_longInputElsewhere_isSilent() throws IOException {
        Progress progress = new Progress(new PrintWriter(written), false, () -> Long.MAX_VALUE);
        read(progress.watch(new Zeros(600L << 20), "big.snap"));
        progress.clear();

        assertEquals("", written.toString());
    }

    private String shown() {
        return written.toString().replace("\r\u001b[K", "\n");
    }

    private static void read(InputStream in) throws IOException {
        byte[] buffer = new byte[CHUNK];
        while (in.read(buffer, 0, buffer.length) >= 0) {
            // Only the progress counts.
        }
    }

    /** So many bytes, none of them stored anywhere. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            left -= count;
            return count;
        }
    }
}

package io.vaultsnapshot.snapshot.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * An object as one stream. Its ranges are fetched ahead of the reader and delivered in order.
 *
 * <p>One buffer is read while up to {@code rangesAhead} others are filled. Buffers are reused, so the memory does not
 * depend on the object's length. The stream ends after exactly the object's size. It is for one reading thread.
 */
final class RangedInputStream extends InputStream {
    private final RangeReader ranges;
    private final ReadPolicy policy;
    private final ExecutorService fetchers;
    private final Deque<Future<Range>> ahead = new ArrayDeque<>();
    private final Deque<byte[]> freeBuffers = new ArrayDeque<>();

    private @Nullable Range current;
    private int position;
    private long delivered;
    private long requested;
    private @Nullable StoreUnavailableException failure;
    private boolean closed;

    RangedInputStream(RangeReader ranges, ReadPolicy policy) {
        this.ranges = ranges;
        this.policy = policy;
        // The threads start with the first range, so a stream that is not read starts none.
        this.fetchers = Executors.newFixedThreadPool(policy.rangesAhead(), task -> {
            Thread thread = new Thread(task, "snapshot-range");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (failure != null) {
            throw failure;
        }
        if (length == 0) {
            return 0;
        }
        if (delivered == ranges.size()) {
            return -1;
        }
        Range range = current;
        if (range == null || position == range.length) {
            range = next(range);
        }
        int count = Math.min(length, range.length - position);
        System.arraycopy(range.buffer, position, target, offset, count);
        position += count;
        delivered += count;
        return count;
    }

    @Override
    public void close() {
        closed = true;
        stop();
    }

    private Range next(@Nullable Range read) throws StoreUnavailableException {
        if (read != null) {
            freeBuffers.push(read.buffer);
        }
        current = null;
        request();
        Range range = await(ahead.removeFirst());
        current = range;
        position = 0;
        request();
        return range;
    }

    private void request() {
        while (ahead.size() < policy.rangesAhead() && requested < ranges.size()) {
            long first = requested;
            int length = (int) Math.min(policy.rangeBytes(), ranges.size() - first);
            byte[] free = freeBuffers.poll();
            byte[] buffer = free != null ? free : new byte[(int) Math.min(policy.rangeBytes(), ranges.size())];
            ahead.add(fetchers.submit(() -> {
                ranges.read(first, buffer, length);
                return new Range(buffer, length);
            }));
            requested += length;
        }
    }

    private Range await(Future<Range> range) throws StoreUnavailableException {
        try {
            return range.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw fail(new StoreUnavailableException("reading was interrupted", stopped));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StoreUnavailableException unavailable) {
                throw fail(unavailable);
            }
            stop();
            throw new IllegalStateException("a range could not be read", failed.getCause());
        }
    }

    private StoreUnavailableException fail(StoreUnavailableException unavailable) {
        failure = unavailable;
        stop();
        return unavailable;
    }

    private void stop() {
        // A thread that reads from a socket ends at the socket's timeout. It is a daemon, and nothing waits for it.
        fetchers.shutdownNow();
        ahead.clear();
        freeBuffers.clear();
        current = null;
    }

    private static final class Range {
        final byte[] buffer;
        final int length;

        Range(byte[] buffer, int length) {
            this.buffer = buffer;
            this.length = length;
        }
    }
}

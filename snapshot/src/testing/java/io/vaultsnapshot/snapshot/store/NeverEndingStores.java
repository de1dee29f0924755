package io.vaultsnapshot.snapshot.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Stores whose snapshots cannot be read in any useful time. Their reads end when their thread is interrupted. */
public final class NeverEndingStores {
    private NeverEndingStores() {}

    /** Returns a store whose snapshots open and then block at the first byte for ever. */
    public static SnapshotStore blocking(SnapshotStore store) {
        return wrapped(store, Blocked::new);
    }

    /** Returns a store whose snapshots deliver one byte every 20 milliseconds. */
    public static SnapshotStore trickling(SnapshotStore store) {
        return wrapped(store, Trickle::new);
    }

    /** How a stream is slowed down. */
    @FunctionalInterface
    private interface Slowdown {
        InputStream of(InputStream in);
    }

    private static SnapshotStore wrapped(SnapshotStore store, Slowdown slowdown) {
        return new SnapshotStore() {
            @Override
            public List<StoredObject> list(String prefix, @Nullable String startAfter)
                    throws StoreUnavailableException {
                return store.list(prefix, startAfter);
            }

            @Override
            public SnapshotContent open(String key, @Nullable String versionId) throws StoreUnavailableException {
                SnapshotContent content = store.open(key, versionId);
                return new SnapshotContent(content.size(), content.versionId(), slowdown.of(content.stream()));
            }
        };
    }

    private static final class Blocked extends FilterInputStream {
        Blocked(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("nothing counts down");
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    private static final class Trickle extends FilterInputStream {
        Trickle(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                // The slowness itself: the only wait of these tests that is not for a condition.
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
            return super.read(target, offset, Math.min(1, length));
        }
    }
}

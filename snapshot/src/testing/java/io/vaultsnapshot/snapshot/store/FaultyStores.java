package io.vaultsnapshot.snapshot.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Stores in front of a store. Each has one fault. */
public final class FaultyStores {
    private FaultyStores() {}

    /** Returns a store that is always unavailable. */
    public static SnapshotStore failing(SnapshotStore store) {
        return new Decorated(store, content -> {
            throw unavailable();
        }) {
            @Override
            public List<StoredObject> list(String prefix, @Nullable String startAfter)
                    throws StoreUnavailableException {
                throw unavailable();
            }
        };
    }

    /** Returns a store of which only the first {@code open} fails. */
    public static SnapshotStore failingOnce(SnapshotStore store) {
        AtomicBoolean failed = new AtomicBoolean();
        return new Decorated(store, content -> {
            if (failed.compareAndSet(false, true)) {
                throw unavailable();
            }
            return content;
        });
    }

    /** Returns a store with one wrong byte in each snapshot: damage in the bucket. */
    public static SnapshotStore flippingByte(SnapshotStore store, int offset) {
        return new Decorated(store, content -> flipped(content, offset));
    }

    /** Returns a store with one wrong byte when a snapshot is read for the first time: damage on the way. */
    public static SnapshotStore flippingByteOnce(SnapshotStore store, int offset) {
        AtomicBoolean flipped = new AtomicBoolean();
        return new Decorated(store, content -> flipped.compareAndSet(false, true) ? flipped(content, offset) : content);
    }

    /** Returns a store whose snapshots have only their first bytes, with that size: truncated objects. */
    public static SnapshotStore truncating(SnapshotStore store, int size) {
        return new Decorated(store, content -> {
            byte[] begin = content.stream().readNBytes(size);
            return new SnapshotContent(begin.length, content.versionId(), new ByteArrayInputStream(begin));
        });
    }

    /** Returns a store whose streams fail after their first bytes: broken connections. */
    public static SnapshotStore breakingOff(SnapshotStore store, int after) {
        return new Decorated(store, content -> {
            InputStream begin = new ByteArrayInputStream(content.stream().readNBytes(after));
            return new SnapshotContent(
                    content.size(), content.versionId(), new SequenceInputStream(begin, new BrokenStream()));
        });
    }

    /** Returns a document store that is always unavailable. */
    public static DocumentStore failingDocuments() {
        return new FailingDocumentStore();
    }

    private static SnapshotContent flipped(SnapshotContent content, int offset) throws IOException {
        byte[] bytes = Arrays.copyOf(content.stream().readAllBytes(), (int) content.size());
        bytes[offset] ^= 1;
        return new SnapshotContent(bytes.length, content.versionId(), new ByteArrayInputStream(bytes));
    }

    private static StoreUnavailableException unavailable() {
        return new StoreUnavailableException("the test made the store unavailable");
    }

    @FunctionalInterface
    private interface Change {
        SnapshotContent of(SnapshotContent content) throws IOException;
    }

    private static class Decorated implements SnapshotStore {
        private final SnapshotStore store;
        private final Change change;

        Decorated(SnapshotStore store, Change change) {
            this.store = store;
            this.change = change;
        }

        @Override
        public List<StoredObject> list(String prefix, @Nullable String startAfter) throws StoreUnavailableException {
            return store.list(prefix, startAfter);
        }

        @Override
        public SnapshotContent open(String key, @Nullable String versionId) throws StoreUnavailableException {
            try {
                return change.of(store.open(key, versionId));
            } catch (StoreUnavailableException unavailable) {
                throw unavailable;
            } catch (IOException unexpected) {
                throw new StoreUnavailableException("the store behind failed", unexpected);
            }
        }
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw unavailable();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw unavailable();
        }
    }

    private static final class FailingDocumentStore implements DocumentStore {
        @Override
        public List<StoredObject> list(String prefix) throws StoreUnavailableException {
            throw unavailable();
        }

        @Override
        public Optional<StoredDocument> read(String key) throws StoreUnavailableException {
            throw unavailable();
        }

        @Override
        public String write(String key, Map<String, Object> document, @Nullable String ifMatch)
                throws StoreUnavailableException {
            throw unavailable();
        }

        @Override
        public String overwrite(String key, Map<String, Object> document) throws StoreUnavailableException {
            throw unavailable();
        }
    }
}

package io.vaultsnapshot.snapshot.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A document store that accepts a number of writes and then no more, as if the function died. */
public final class FailingWrites implements DocumentStore {
    private final DocumentStore store;
    private final AtomicInteger left;

    private FailingWrites(DocumentStore store, int writes) {
        this.store = store;
        this.left = new AtomicInteger(writes);
    }

    /** Returns the store in front of another one. */
    public static FailingWrites after(DocumentStore store, int writes) {
        return new FailingWrites(store, writes);
    }

    @Override
    public List<StoredObject> list(String prefix) throws StoreUnavailableException {
        return store.list(prefix);
    }

    @Override
    public Optional<StoredDocument> read(String key) throws StoreUnavailableException, CorruptDocumentException {
        return store.read(key);
    }

    @Override
    public String write(String key, Map<String, Object> document, @Nullable String ifMatch)
            throws StoreUnavailableException, DocumentConflictException {
        take();
        return store.write(key, document, ifMatch);
    }

    @Override
    public String overwrite(String key, Map<String, Object> document) throws StoreUnavailableException {
        take();
        return store.overwrite(key, document);
    }

    private void take() throws StoreUnavailableException {
        if (left.getAndDecrement() <= 0) {
            throw new StoreUnavailableException("the test takes no more writes");
        }
    }
}

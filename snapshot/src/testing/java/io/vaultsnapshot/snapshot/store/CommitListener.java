package io.vaultsnapshot.snapshot.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A store that reports every written document to a test. */
public final class CommitListener implements DocumentStore {
    private final DocumentStore store;
    private final BiConsumer<String, Map<String, Object>> written;

    /** Creates the store in front of another one. */
    public CommitListener(DocumentStore store, BiConsumer<String, Map<String, Object>> written) {
        this.store = store;
        this.written = written;
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
        String etag = store.write(key, document, ifMatch);
        written.accept(key, document);
        return etag;
    }

    @Override
    public String overwrite(String key, Map<String, Object> document) throws StoreUnavailableException {
        String etag = store.overwrite(key, document);
        written.accept(key, document);
        return etag;
    }
}

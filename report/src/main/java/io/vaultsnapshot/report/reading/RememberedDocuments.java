package io.vaultsnapshot.report.reading;

import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import io.vaultsnapshot.snapshot.store.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one cluster, each read once: the page and the audit see the same bytes, and S3 is asked half as often. It
 * writes nothing.
 */
final class RememberedDocuments implements DocumentStore {
    private final DocumentStore documents;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(
            Optional<StoredDocument> document, @Nullable CorruptDocumentException damage) {}

    RememberedDocuments(DocumentStore documents) {
        this.documents = documents;
    }

    /** Reads many at once. */
    void readAhead(List<String> keys, ExecutorService readers) throws StoreUnavailableException {
        Parallel.each(readers, keys, key -> answers.put(key, ask(key)));
    }

    @Override
    public List<StoredObject> list(String prefix) throws StoreUnavailableException {
        return documents.list(prefix);
    }

    @Override
    public Optional<StoredDocument> read(String key) throws StoreUnavailableException, CorruptDocumentException {
        Answer answer = answers.get(key);
        if (answer == null) {
            answer = ask(key);
            answers.put(key, answer);
        }
        if (answer.damage() != null) {
            throw answer.damage();
        }
        return answer.document();
    }

    private Answer ask(String key) throws StoreUnavailableException {
        try {
            return new Answer(documents.read(key), null);
        } catch (CorruptDocumentException damaged) {
            return new Answer(Optional.empty(), damaged);
        }
    }

    @Override
    public String write(String key, Map<String, Object> document, @Nullable String ifMatch) {
        throw new UnsupportedOperationException("a report writes nothing");
    }

    @Override
    public String overwrite(String key, Map<String, Object> document) {
        throw new UnsupportedOperationException("a report writes nothing");
    }
}

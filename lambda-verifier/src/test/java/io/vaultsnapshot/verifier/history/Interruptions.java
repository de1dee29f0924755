package io.vaultsnapshot.verifier.history;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentConflictException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.SnapshotTags;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import io.vaultsnapshot.snapshot.store.StoredObject;
import io.vaultsnapshot.verifier.alerts.AlertSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store and a topic that can be interrupted before and after each thing they do: by the end of the process, or by
 * another invocation that runs from begin to end in between.
 */
public final class Interruptions {
    /** The process ended here. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Map<Integer, Runnable> planned = new HashMap<>();
    private int point;

    /** Plans what happens at one of the next points, the first of which is 0; forgets earlier plans. */
    public void plan(Map<Integer, Runnable> interruptions) {
        point = 0;
        planned.clear();
        planned.putAll(interruptions);
    }

    /** Returns how many points were passed since the last plan. */
    public int points() {
        return point;
    }

    private void pass() {
        Runnable interruption = planned.remove(point++);
        if (interruption != null) {
            int outer = point;
            Map<Integer, Runnable> rest = new HashMap<>(planned);
            planned.clear();
            try {
                interruption.run();
            } finally {
                planned.clear();
                planned.putAll(rest);
                point = outer;
            }
        }
    }

    /** Returns a topic with points of interruption. */
    public AlertSink around(AlertSink sink) {
        return new AlertSink() {
            @Override
            public void publish(Alert alert) {
                pass();
                sink.publish(alert);
                pass();
            }
        };
    }

    /** Returns tags with points of interruption. */
    public SnapshotTags around(SnapshotTags tags) {
        return new SnapshotTags() {
            @Override
            public void mark(String key, String versionId) throws StoreUnavailableException {
                pass();
                tags.mark(key, versionId);
                pass();
            }

            @Override
            public void unmark(String key, String versionId) throws StoreUnavailableException {
                pass();
                tags.unmark(key, versionId);
                pass();
            }
        };
    }

    /** Returns a store with points of interruption around reads and writes. */
    public DocumentStore around(DocumentStore store) {
        return new DocumentStore() {
            @Override
            public List<StoredObject> list(String prefix) throws StoreUnavailableException {
                return store.list(prefix);
            }

            @Override
            public Optional<StoredDocument> read(String key)
                    throws StoreUnavailableException, CorruptDocumentException {
                Optional<StoredDocument> document = store.read(key);
                pass();
                return document;
            }

            @Override
            public String write(String key, Map<String, Object> document, @Nullable String ifMatch)
                    throws StoreUnavailableException, DocumentConflictException {
                pass();
                String etag = store.write(key, document, ifMatch);
                pass();
                return etag;
            }

            @Override
            public String overwrite(String key, Map<String, Object> document) throws StoreUnavailableException {
                pass();
                String etag = store.overwrite(key, document);
                pass();
                return etag;
            }
        };
    }
}

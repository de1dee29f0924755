package io.vaultsnapshot.verifier.retention;

import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentConflictException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.InMemorySnapshotStore;
import io.vaultsnapshot.snapshot.store.SnapshotTags;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import io.vaultsnapshot.snapshot.store.StoredObject;
import io.vaultsnapshot.snapshot.store.VersionListing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what the retention asks of S3, by what S3 bills: PUT and LIST cost the same, GET less, DELETE nothing. */
final class CountedRequests {
    /** Dollars for a request, as the S3 price list of us-east-1 has them. */
    private static final double PUT_OR_LIST = 0.005 / 1000;

    private static final double GET = 0.0004 / 1000;
    private static final int PAGE = 1000;

    private final InMemorySnapshotStore bucket;
    private final DocumentStore store;
    private long puts;
    private long lists;
    private long gets;
    private long tagged;

    CountedRequests(InMemorySnapshotStore bucket, DocumentStore store) {
        this.bucket = bucket;
        this.store = store;
    }

    VersionListing versions() {
        return prefix -> {
            var found = bucket.versions(prefix);
            lists += 1 + found.size() / PAGE;
            return found;
        };
    }

    SnapshotTags tags() {
        return new SnapshotTags() {
            @Override
            public void mark(String key, String versionId) {
                tagged++;
                bucket.mark(key, versionId);
            }

            @Override
            public void unmark(String key, String versionId) {
                bucket.unmark(key, versionId);
            }
        };
    }

    DocumentStore documents() {
        return new DocumentStore() {
            @Override
            public List<StoredObject> list(String prefix) throws StoreUnavailableException {
                lists++;
                return store.list(prefix);
            }

            @Override
            public Optional<StoredDocument> read(String key)
                    throws StoreUnavailableException, CorruptDocumentException {
                gets++;
                return store.read(key);
            }

            @Override
            public String write(String key, Map<String, Object> document, @Nullable String ifMatch)
                    throws StoreUnavailableException, DocumentConflictException {
                puts++;
                return store.write(key, document, ifMatch);
            }

            @Override
            public String overwrite(String key, Map<String, Object> document) throws StoreUnavailableException {
                puts++;
                return store.overwrite(key, document);
            }
        };
    }

    /** Returns the requests of a month, and what they cost. */
    String monthly(double months) {
        double dollars = ((puts + lists + tagged) * PUT_OR_LIST + gets * GET) / months;
        return "%.0f LIST, %.0f GET, %.0f PUT and %.0f tags a month, together $%.5f"
                .formatted(lists / months, gets / months, puts / months, tagged / months, dollars);
    }
}

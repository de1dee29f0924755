package io.vaultsnapshot.report.testing;

import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentConflictException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import io.vaultsnapshot.snapshot.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Documents in memory, of which thousands can be listed quickly, and which counts what it is asked. */
public final class IndexedDocuments implements DocumentStore {
    private final NavigableMap<String, byte[]> documents = new ConcurrentSkipListMap<>();
    private final AtomicInteger requests = new AtomicInteger();

    /** Returns how many requests there were since the last call. */
    public int requests() {
        return requests.getAndSet(0);
    }

    /** Puts any text at a key. */
    public void putText(String key, String text) {
        documents.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the keys and texts, for a bucket that is served. */
    public Map<String, byte[]> all() {
        return documents;
    }

    @Override
    public List<StoredObject> list(String prefix) {
        requests.incrementAndGet();
        return documents.tailMap(prefix).entrySet().stream()
                .takeWhile(each -> each.getKey().startsWith(prefix))
                .map(each -> new StoredObject(each.getKey(), "etag", each.getValue().length, Instant.EPOCH))
                .toList();
    }

    @Override
    public Optional<StoredDocument> read(String key) throws CorruptDocumentException {
        requests.incrementAndGet();
        byte[] bytes = documents.get(key);
        if (bytes == null) {
            return Optional.empty();
        }
        String etag = etag(bytes);
        try {
            return Optional.of(new StoredDocument(Json.read(bytes), etag));
        } catch (MalformedJsonException malformed) {
            throw new CorruptDocumentException(key, etag, String.valueOf(malformed.getMessage()));
        }
    }

    @Override
    public String write(String key, Map<String, Object> document, @Nullable String ifMatch)
            throws DocumentConflictException {
        byte[] there = documents.get(key);
        if (ifMatch == null ? there != null : there == null || !ifMatch.equals(etag(there))) {
            throw new DocumentConflictException(key, new IllegalStateException("another version is there"));
        }
        return overwrite(key, document);
    }

    @Override
    public String overwrite(String key, Map<String, Object> document) {
        byte[] bytes = Json.write(document).getBytes(StandardCharsets.UTF_8);
        documents.put(key, bytes);
        return etag(bytes);
    }

    private static String etag(byte[] bytes) {
        return Integer.toHexString(Arrays.hashCode(bytes));
    }
}

package io.vaultsnapshot.snapshot.store;

import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Documents in memory, with ETags and conflicts like those of S3: equal content has an equal ETag. Safe for several
 * threads.
 */
public final class InMemoryDocumentStore implements DocumentStore {
    private final NavigableMap<String, byte[]> documents = new TreeMap<>();
    private final List<String> reads = new ArrayList<>();

    @Override
    public synchronized List<StoredObject> list(String prefix) {
        return documents.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> new StoredObject(
                        entry.getKey(), etag(entry.getValue()), entry.getValue().length, Instant.EPOCH))
                .toList();
    }

    @Override
    public synchronized Optional<StoredDocument> read(String key) throws CorruptDocumentException {
        reads.add(key);
        byte[] bytes = documents.get(key);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StoredDocument(Json.read(bytes), etag(bytes)));
        } catch (MalformedJsonException malformed) {
            throw new CorruptDocumentException(key, etag(bytes), String.valueOf(malformed.getMessage()));
        }
    }

    @Override
    public synchronized String write(String key, Map<String, Object> document, @Nullable String ifMatch)
            throws DocumentConflictException {
        byte[] bytes = documents.get(key);
        String etag = bytes == null ? null : etag(bytes);
        if (ifMatch == null ? etag != null : !ifMatch.equals(etag)) {
            throw new DocumentConflictException(key, new IllegalStateException("there is " + etag));
        }
        return overwrite(key, document);
    }

    @Override
    public synchronized String overwrite(String key, Map<String, Object> document) {
        return putText(key, Json.write(document));
    }

    /** Puts any text at a key, for documents that are not JSON; returns its ETag. */
    public synchronized String putText(String key, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        documents.put(key, bytes);
        return etag(bytes);
    }

    /** Deletes a document. */
    public synchronized void delete(String key) {
        documents.remove(key);
    }

    /** Returns the keys of all reads so far, in order. */
    public synchronized List<String> reads() {
        return List.copyOf(reads);
    }

    private static String etag(byte[] bytes) {
        return InMemorySnapshotStore.md5(bytes);
    }
}

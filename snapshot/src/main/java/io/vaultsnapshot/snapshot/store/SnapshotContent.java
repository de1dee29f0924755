package io.vaultsnapshot.snapshot.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bytes of one version of a snapshot. They can be read once, by one thread. */
public final class SnapshotContent implements AutoCloseable {
    private final long size;
    private final @Nullable String versionId;
    private final Map<String, String> metadata;
    private final InputStream stream;

    /**
     * Wraps a stream.
     *
     * @param size how many bytes the stream delivers
     * @param versionId the version they belong to, or null in a bucket without versions
     */
    public SnapshotContent(long size, @Nullable String versionId, InputStream stream) {
        this(size, versionId, Map.of(), stream);
    }

    /**
     * Wraps a stream.
     *
     * @param metadata what the writer said about the object, keys in lower case; the writer chose it, so it is not trusted
     */
    public SnapshotContent(long size, @Nullable String versionId, Map<String, String> metadata, InputStream stream) {
        this.metadata = Map.copyOf(metadata);
        this.size = size;
        this.versionId = versionId;
        this.stream = stream;
    }

    /** Returns the snapshot's length in bytes. */
    public long size() {
        return size;
    }

    /** Returns the version, or null in a bucket without versions. */
    public @Nullable String versionId() {
        return versionId;
    }

    /** Returns what the writer said about the object, keys in lower case; it is not trusted. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Returns the bytes; always the same stream. It ends after exactly {@link #size()} bytes. When bytes cannot be
     * read, {@code read} throws a {@link StoreUnavailableException}; the stream never ends early.
     */
    public InputStream stream() {
        return stream;
    }

    /** Stops reading and frees its threads and connections. */
    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException ignored) {
            // The stream was only read, so nothing is lost when it fails to close.
        }
    }
}

package io.vaultsnapshot.snapshot.store;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of one version of a snapshot, to be read once, by one thread. */
public final class SnapshotContent implements AutoCloseable {
    private final long size;
    private final @Nullable String versionId;
    private final InputStream stream;

    /**
     * Wraps a stream.
     *
     * @param size how many bytes the stream delivers
     * @param versionId the version they belong to, or null where the bucket keeps no versions
     */
    public SnapshotContent(long size, @Nullable String versionId, InputStream stream) {
        this.size = size;
        this.versionId = versionId;
        this.stream = stream;
    }

    /** Returns the snapshot's length in bytes. */
    public long size() {
        return size;
    }

    /** Returns the version, or null where the bucket keeps no versions. */
    public @Nullable String versionId() {
        return versionId;
    }

    /**
     * Returns the bytes; always the same stream. It ends after exactly {@link #size()} bytes. A byte that cannot be had
     * is a {@link StoreUnavailableException} from {@code read}, never an early end.
     */
    public InputStream stream() {
        return stream;
    }

    /** Stops reading and frees what reading holds, also half-way. */
    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException ignored) {
            // Nothing is lost when something that is only read fails to close.
        }
    }
}

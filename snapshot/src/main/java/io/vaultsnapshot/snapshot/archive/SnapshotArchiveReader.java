package io.vaultsnapshot.snapshot.archive;

import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import io.vaultsnapshot.snapshot.archive.gzip.GzipStream;
import io.vaultsnapshot.snapshot.archive.gzip.StoredBytes;
import io.vaultsnapshot.snapshot.archive.hash.HashThreads;
import io.vaultsnapshot.snapshot.archive.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one snapshot archive and reports what it is and what is wrong with it.
 *
 * <p>It is stricter than the servers on purpose. A server restores a file whose gzip checksum is wrong, and answers
 * success to one whose state ends in the middle of an entry. A backup is proven only when no byte is missing, wrong or
 * extra.
 */
public final class SnapshotArchiveReader {
    /** How many parts of a storage key make a prefix that is counted, unless the caller says otherwise. */
    public static final int DEPTH = 2;

    /** The object is read in chunks of a mebibyte. A few of them are in memory. Larger chunks are not faster. */
    private static final int STORED_CHUNK = 1 << 20;
    /** How much zlib decodes at a time. So much stays in a core's own cache. */
    private static final int DECODED_CHUNK = 1 << 18;

    private final StoredBytes stored;
    private final HashThreads threads;
    private final int decodedChunk;
    private final Findings findings = new Findings();
    private final ArchiveContents contents;

    private SnapshotArchiveReader(StoredBytes stored, HashThreads threads, int decodedChunk, int depth) {
        this.stored = stored;
        this.threads = threads;
        this.decodedChunk = decodedChunk;
        this.contents = new ArchiveContents(findings, depth);
    }

    /**
     * Reads the stream to its end, whatever it holds, and returns the result. An object of more than a mebibyte is
     * hashed in two threads, which are stopped when this method returns or throws.
     *
     * @param in the stored object; only the calling thread reads it, and it is not closed
     * @throws IOException if {@code in} fails or the calling thread is interrupted, but never because of the bytes
     */
    public static ArchiveInspection inspect(InputStream in) throws IOException {
        return inspect(in, DEPTH);
    }

    /**
     * Does the same, but counts by prefixes of another length.
     *
     * @param depth how many parts of the keys make a prefix, 1 or more
     */
    public static ArchiveInspection inspect(InputStream in, int depth) throws IOException {
        return inspect(in, STORED_CHUNK, DECODED_CHUNK, depth);
    }

    /** Reads in chunks of other sizes. They change speed and memory, not the result. */
    static ArchiveInspection inspect(InputStream in, int storedChunk, int decodedChunk) throws IOException {
        return inspect(in, storedChunk, decodedChunk, DEPTH);
    }

    private static ArchiveInspection inspect(InputStream in, int storedChunk, int decodedChunk, int depth)
            throws IOException {
        try (HashThreads threads = new HashThreads()) {
            StoredBytes stored = new StoredBytes(in, storedChunk, threads);
            return new SnapshotArchiveReader(stored, threads, decodedChunk, depth).inspect();
        }
    }

    private ArchiveInspection inspect() throws IOException {
        readArchive();
        stored.drain();
        contents.compare();
        return contents.inspection(stored.offset(), stored.sha256());
    }

    private void readArchive() throws IOException {
        try (GzipStream gzip = GzipStream.open(stored, decodedChunk, findings)) {
            readMembers(new TarReader(gzip, threads, findings));
            gzip.finish();
        } catch (MalformedArchiveException malformed) {
            findings.add(malformed.finding());
        }
    }

    /** When the tar cannot be read any further, the gzip around it is still checked. */
    private void readMembers(TarReader tar) throws IOException {
        try {
            contents.read(tar);
        } catch (MalformedArchiveException malformed) {
            findings.add(malformed.finding());
        }
    }
}

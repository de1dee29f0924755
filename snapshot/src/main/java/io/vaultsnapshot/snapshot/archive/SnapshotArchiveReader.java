package io.vaultsnapshot.snapshot.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one snapshot archive and reports what it is and what is wrong with it.
 *
 * <p>Stricter than the servers on purpose: a server restores a file whose gzip checksum is wrong, and answers success
 * to one whose state ends in the middle of an entry. A backup is proven only when no byte is missing, wrong or extra.
 */
public final class SnapshotArchiveReader {
    /** How many parts of the keys make the prefixes that are counted, unless asked otherwise. */
    public static final int DEPTH = 2;

    /** The object is read in chunks of a mebibyte, a few of which are in memory; larger ones are no faster. */
    private static final int STORED_CHUNK = 1 << 20;
    /** What zlib decodes at a time stays in a core's own cache. */
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
     * Reads the stream to its end, whatever it holds, and returns what was found. An object of more than a mebibyte is
     * hashed in two threads, which are gone when this returns or throws.
     *
     * @param in the stored object; read by the calling thread only, not closed
     * @throws IOException if {@code in} fails or the calling thread is interrupted, and never for anything the bytes say
     */
    public static ArchiveInspection inspect(InputStream in) throws IOException {
        return inspect(in, DEPTH);
    }

    /**
     * Does the same and counts by prefixes of another length.
     *
     * @param depth how many parts of the keys make a prefix, 1 or more
     */
    public static ArchiveInspection inspect(InputStream in, int depth) throws IOException {
        return inspect(in, STORED_CHUNK, DECODED_CHUNK, depth);
    }

    /** Reads in chunks of other sizes; nothing but speed and memory may depend on them. */
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
        try {
            GzipHeader.read(stored);
        } catch (MalformedArchiveException malformed) {
            findings.add(malformed.finding());
            return;
        }
        try (GzipStream gzip = new GzipStream(stored, decodedChunk, findings)) {
            readMembers(new TarReader(gzip, threads.ofMembers(), findings));
            gzip.finish();
        } catch (MalformedArchiveException malformed) {
            findings.add(malformed.finding());
        }
    }

    /** A tar that cannot be followed any further is no reason not to check the gzip around it. */
    private void readMembers(TarReader tar) throws IOException {
        try {
            contents.read(tar);
        } catch (MalformedArchiveException malformed) {
            findings.add(malformed.finding());
        }
    }
}

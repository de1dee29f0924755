package io.vaultsnapshot.verifier.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one snapshot archive and reports what it is and what is wrong with it.
 *
 * <p>Stricter than the servers on purpose: a server restores a file whose gzip checksum is wrong, and answers success
 * to one whose state ends in the middle of an entry. A backup is proven only when no byte is missing, wrong or extra.
 */
public final class SnapshotArchiveReader {
    private SnapshotArchiveReader() {}

    /**
     * Reads the stream to its end, whatever it holds, and returns what was found.
     *
     * @param in the stored object; not closed
     * @throws IOException if {@code in} fails, and never for anything the bytes say
     */
    public static ArchiveInspection inspect(InputStream in) throws IOException {
        Findings findings = new Findings();
        ArchiveContents contents = new ArchiveContents(findings);
        try (HashThreads threads = new HashThreads()) {
            StoredBytes stored = new StoredBytes(in, threads);
            readArchive(stored, threads, contents, findings);
            stored.drain();
            contents.compare();
            return contents.inspection(stored.offset(), stored.sha256());
        }
    }

    private static void readArchive(
            StoredBytes stored, HashThreads threads, ArchiveContents contents, Findings findings) throws IOException {
        try {
            GzipHeader.read(stored);
        } catch (MalformedArchiveException malformed) {
            findings.add(malformed.finding());
            return;
        }
        try (GzipStream gzip = new GzipStream(stored, findings)) {
            readMembers(new TarReader(gzip, threads.ofMembers(), findings), contents, findings);
            gzip.finish();
        } catch (MalformedArchiveException malformed) {
            findings.add(malformed.finding());
        }
    }

    /** A tar that cannot be followed any further is no reason not to check the gzip around it. */
    private static void readMembers(TarReader tar, ArchiveContents contents, Findings findings) throws IOException {
        try {
            contents.read(tar);
        } catch (MalformedArchiveException malformed) {
            findings.add(malformed.finding());
        }
    }
}

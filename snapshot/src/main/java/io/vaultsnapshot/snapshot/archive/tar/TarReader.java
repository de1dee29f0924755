package io.vaultsnapshot.snapshot.archive.tar;

import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_NOT_A_FILE;
import static io.vaultsnapshot.contract.finding.FindingCode.TAR_INVALID;
import static io.vaultsnapshot.contract.finding.FindingCode.TAR_TRAILING_DATA;
import static io.vaultsnapshot.contract.finding.FindingCode.TAR_UNTERMINATED;
import static io.vaultsnapshot.contract.finding.FindingCode.TRUNCATED;
import static io.vaultsnapshot.snapshot.archive.tar.TarHeader.BLOCK_BYTES;

import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import io.vaultsnapshot.snapshot.archive.finding.Printable;
import io.vaultsnapshot.snapshot.archive.gzip.DecodedBytes;
import io.vaultsnapshot.snapshot.archive.gzip.GzipStream;
import io.vaultsnapshot.snapshot.archive.hash.HashThreads;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar member by member and checks every byte outside of the members' content: the headers, the zeros that fill up
 * a member's last block, the two zero blocks at the end, and that nothing follows them.
 */
public final class TarReader {
    private static final char PAX_HEADER = 'x';
    private static final char PAX_GLOBAL_HEADER = 'g';
    private static final char GNU_SPARSE = 'S';

    private final GzipStream gzip;
    private final Findings findings;
    private final HashThreads threads;
    private final byte[] block = new byte[BLOCK_BYTES];
    private @Nullable MemberBytes open;

    /**
     * Creates a reader.
     *
     * @param threads hash the members
     */
    public TarReader(GzipStream gzip, HashThreads threads, Findings findings) {
        this.gzip = gzip;
        this.threads = threads;
        this.findings = findings;
    }

    /** Returns the next member, or empty at the archive's end. The rest of the member before it is skipped. */
    public Optional<TarMember> next() throws IOException, MalformedArchiveException {
        closeMember();
        Optional<TarHeader> first = readHeader();
        if (first.isEmpty() || first.get().type() != PAX_HEADER) {
            return first.isEmpty() ? Optional.empty() : Optional.of(member(first.get(), PaxRecords.none()));
        }
        PaxRecords records = readPax(first.get());
        TarHeader header = readHeader()
                .orElseThrow(() -> new MalformedArchiveException(
                        TAR_INVALID, "the archive ends after an extended header, without the member it belongs to"));
        if (header.type() == PAX_HEADER) {
            throw new MalformedArchiveException(TAR_INVALID, "the archive has two extended headers in a row");
        }
        return Optional.of(member(header, records));
    }

    /** Returns the content of the member that {@link #next()} returned last. */
    public MemberBytes content(TarMember member) {
        open = new MemberBytes(gzip, threads.memberHash(), Printable.quoted(member.name()), member.size());
        return open;
    }

    private TarMember member(TarHeader header, PaxRecords records) throws MalformedArchiveException {
        char type = header.type();
        String name = records.path().orElse(header.name());
        if (type == PAX_GLOBAL_HEADER) {
            throw new MalformedArchiveException(TAR_INVALID, "the archive has a global extended header");
        }
        if (type == GNU_SPARSE || records.isSparse()) {
            throw new MalformedArchiveException(
                    MEMBER_NOT_A_FILE, "the member " + Printable.quoted(name) + " is a sparse file");
        }
        long size = records.size().orElse(header.size());
        return new TarMember(name, type, TarMember.hasNoContent(type) ? 0 : size);
    }

    private PaxRecords readPax(TarHeader header) throws IOException, MalformedArchiveException {
        if (header.size() > PaxRecords.LIMIT_BYTES) {
            throw new MalformedArchiveException(
                    TAR_INVALID, "an extended header of the tar has " + header.size() + " bytes");
        }
        MemberBytes bytes = new MemberBytes(gzip, threads.memberHash(), "an extended header", header.size());
        open = bytes;
        byte[] text = bytes.readAll();
        closeMember();
        return PaxRecords.parse(text);
    }

    private void closeMember() throws IOException, MalformedArchiveException {
        MemberBytes last = open;
        open = null;
        if (last == null) {
            return;
        }
        last.skipRest();
        findings.at(gzip.objectOffset());
        int padding = (int) (-last.size() & (BLOCK_BYTES - 1));
        if (readFully(padding) < padding) {
            throw truncated(gzip, "in the padding of " + last.name());
        }
        if (!isZero(block, padding)) {
            findings.add(TAR_INVALID, "the padding after " + last.name() + " is not zero");
        }
    }

    /** Returns the next header, or empty at the end marker or where the end marker is missing. */
    private Optional<TarHeader> readHeader() throws IOException, MalformedArchiveException {
        long at = gzip.consumed();
        findings.at(gzip.objectOffset());
        int read = readFully(BLOCK_BYTES);
        if (read == BLOCK_BYTES && !isZero(block, BLOCK_BYTES)) {
            return Optional.of(TarHeader.parse(block, at));
        }
        if (read > 0 && read < BLOCK_BYTES) {
            throw truncated(gzip, "after " + gzip.consumed() + " decoded bytes, inside a tar block");
        }
        if (read == 0) {
            findings.add(
                    TAR_UNTERMINATED,
                    "the archive inside the gzip ends after " + at
                            + " decoded bytes, without the two zero blocks that end a tar");
        } else {
            readSecondZeroBlock();
        }
        return Optional.empty();
    }

    private void readSecondZeroBlock() throws IOException, MalformedArchiveException {
        long at = gzip.consumed();
        findings.at(gzip.objectOffset());
        int read = readFully(BLOCK_BYTES);
        if (read < BLOCK_BYTES) {
            findings.add(
                    TAR_UNTERMINATED,
                    "of the two zero blocks that end a tar, the second has " + read + " of 512 bytes");
        } else if (!isZero(block, BLOCK_BYTES)) {
            throw new MalformedArchiveException(
                    TAR_INVALID,
                    "the block at decoded byte " + at + " should be the second zero block of the tar's end");
        }
    }

    /** Checks that nothing follows the end marker. Servers write nothing there, and Vault's inspect refuses it. */
    public void finish() throws IOException, MalformedArchiveException {
        findings.at(gzip.objectOffset());
        if (gzip.fill()) {
            findings.add(TAR_TRAILING_DATA, "bytes follow the archive's end at decoded byte " + gzip.consumed());
        }
    }

    static MalformedArchiveException truncated(GzipStream gzip, String where) {
        return new MalformedArchiveException(
                TRUNCATED, "the archive inside the gzip ends " + where, gzip.objectOffset());
    }

    /** Reads into {@link #block} and returns how much there was. */
    private int readFully(int length) throws IOException, MalformedArchiveException {
        int total = 0;
        while (total < length) {
            if (!gzip.fill()) {
                return total;
            }
            DecodedBytes ready = gzip.ready();
            int count = Math.min(length - total, ready.available());
            System.arraycopy(ready.chunk().bytes(), ready.position(), block, total, count);
            ready.consume(count);
            total += count;
        }
        return total;
    }

    private static boolean isZero(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}

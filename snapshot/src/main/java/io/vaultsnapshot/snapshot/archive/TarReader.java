package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_NOT_A_FILE;
import static io.vaultsnapshot.contract.finding.FindingCode.TAR_INVALID;
import static io.vaultsnapshot.contract.finding.FindingCode.TAR_TRAILING_DATA;
import static io.vaultsnapshot.contract.finding.FindingCode.TAR_UNTERMINATED;
import static io.vaultsnapshot.contract.finding.FindingCode.TRUNCATED;
import static io.vaultsnapshot.snapshot.archive.TarHeader.BLOCK_BYTES;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tar member by member and accounts for every byte: header checksums, the zeros that fill up a member's last
 * block, the two zero blocks at the end, and what follows them.
 */
final class TarReader {
    private static final char PAX_HEADER = 'x';
    private static final char PAX_GLOBAL_HEADER = 'g';
    private static final char GNU_SPARSE = 'S';

    private final GzipStream gzip;
    private final Findings findings;
    private final HashThread hashThread;
    private final byte[] block = new byte[BLOCK_BYTES];
    private @Nullable MemberBytes open;

    TarReader(GzipStream gzip, HashThread hashThread, Findings findings) {
        this.gzip = gzip;
        this.hashThread = hashThread;
        this.findings = findings;
    }

    /** Returns the next member, or empty at the archive's end. Whatever was not read of the one before is skipped. */
    Optional<TarMember> next() throws IOException, MalformedArchiveException {
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
    MemberBytes content(TarMember member) {
        open = new MemberBytes(gzip, hashThread, Printable.quoted(member.name()), member.size());
        return open;
    }

    private TarMember member(TarHeader header, PaxRecords records) throws MalformedArchiveException {
        char type = header.type();
        String name = records.path().orElse(header.name());
        if (type == PAX_GLOBAL_HEADER) {
            throw new MalformedArchiveException(TAR_INVALID, "the archive has a global extended header");
        }
        if (type == GNU_SPARSE) {
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
        MemberBytes bytes = new MemberBytes(gzip, hashThread, "an extended header", header.size());
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
            throw new MalformedArchiveException(
                    TRUNCATED, "the archive inside the gzip ends in the padding of " + last.name());
        }
        if (!isZero(block, padding)) {
            findings.add(TAR_INVALID, "the padding after " + last.name() + " is not zero");
        }
    }

    /** Returns the next header, or empty at the end marker or where it should be. */
    private Optional<TarHeader> readHeader() throws IOException, MalformedArchiveException {
        long at = gzip.consumed();
        findings.at(gzip.objectOffset());
        int read = readFully(BLOCK_BYTES);
        if (read == BLOCK_BYTES && !isZero(block, BLOCK_BYTES)) {
            return Optional.of(TarHeader.parse(block, at));
        }
        if (read > 0 && read < BLOCK_BYTES) {
            throw new MalformedArchiveException(
                    TRUNCATED,
                    "the archive inside the gzip ends after " + gzip.consumed() + " decoded bytes, inside a tar block");
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

    /** Looks at what follows the end marker: no server writes a byte there, and upstream's own inspect refuses one. */
    void finish() throws IOException, MalformedArchiveException {
        findings.at(gzip.objectOffset());
        if (gzip.fill()) {
            findings.add(TAR_TRAILING_DATA, "bytes follow the archive's end at decoded byte " + gzip.consumed());
        }
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

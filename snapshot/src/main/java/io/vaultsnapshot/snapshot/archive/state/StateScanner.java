package io.vaultsnapshot.snapshot.archive.state;

import static io.vaultsnapshot.contract.finding.FindingCode.STATE_ENTRY_CUT;
import static io.vaultsnapshot.contract.finding.FindingCode.STATE_ENTRY_INVALID;

import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import io.vaultsnapshot.snapshot.archive.tar.MemberBytes;
import java.io.IOException;

/**
 * Reads {@code state.bin}: one storage entry after the other, each a varint length and that many bytes of protobuf, as
 * the servers' raft backend writes them ({@code physical/raft}). A server checks the checksums only, answers success,
 * and fails later at an entry that it cannot decode.
 */
public final class StateScanner {
    /** Protobuf's own limit for one message. */
    private static final long ENTRY_LIMIT = Integer.MAX_VALUE;

    private static final int VARINT_BYTES = 10;

    private final MemberBytes bytes;
    private final StateSummary summary;
    private final EntryFields fields;
    private long number;
    private long start;
    private long objectStart;

    private StateScanner(MemberBytes bytes, StateSummary summary) {
        this.bytes = bytes;
        this.summary = summary;
        this.fields = new EntryFields(this, bytes);
    }

    /**
     * Reads every entry into the summary, and adds what is wrong with them to the findings. At the first entry that
     * cannot be decoded the rest of the member is left unread.
     */
    public static void scan(MemberBytes bytes, StateSummary summary, Findings findings)
            throws IOException, MalformedArchiveException {
        try {
            new StateScanner(bytes, summary).scan();
            RequiredEntries.check(summary, findings);
        } catch (MalformedStateException malformed) {
            findings.add(malformed.finding());
        }
    }

    private void scan() throws IOException, MalformedArchiveException, MalformedStateException {
        while (bytes.left() > 0) {
            number++;
            start = bytes.offset();
            objectStart = bytes.objectOffset();
            long length = readLength();
            fields.read(bytes.left() - length);
            summary.add(fields);
        }
    }

    private long readLength() throws IOException, MalformedArchiveException, MalformedStateException {
        long length = readVarint(0, STATE_ENTRY_CUT);
        if (length < 0) {
            throw invalid("has a length above 2^63");
        }
        if (length > bytes.left()) {
            throw cut("promises " + length + " bytes, and " + bytes.left() + " are left");
        }
        if (length > ENTRY_LIMIT) {
            throw invalid("has " + length + " bytes, protobuf allows " + ENTRY_LIMIT);
        }
        return length;
    }

    /**
     * Reads a varint: seven bits per byte, lowest first, at most ten bytes for 64 bits.
     *
     * @param leftAfter how many bytes of the member follow the place where the varint must end
     */
    long readVarint(long leftAfter) throws IOException, MalformedArchiveException, MalformedStateException {
        return readVarint(leftAfter, STATE_ENTRY_INVALID);
    }

    private long readVarint(long leftAfter, FindingCode codeAtEnd)
            throws IOException, MalformedArchiveException, MalformedStateException {
        long value = 0;
        for (int i = 0; i < VARINT_BYTES; i++) {
            if (bytes.left() <= leftAfter) {
                throw new MalformedStateException(codeAtEnd, place() + "ends inside a number", objectStart);
            }
            int read = bytes.read();
            value |= (long) (read & 0x7f) << (7 * i);
            if (read < 0x80) {
                if (i == VARINT_BYTES - 1 && read > 1) {
                    throw invalid("has a number of more than 64 bits");
                }
                return value;
            }
        }
        throw invalid("has a number of more than ten bytes");
    }

    MalformedStateException invalid(String what) {
        return new MalformedStateException(STATE_ENTRY_INVALID, place() + what, objectStart);
    }

    private MalformedStateException cut(String what) {
        return new MalformedStateException(STATE_ENTRY_CUT, place() + what, objectStart);
    }

    private String place() {
        return "entry " + number + " at byte " + start + " of state.bin ";
    }
}

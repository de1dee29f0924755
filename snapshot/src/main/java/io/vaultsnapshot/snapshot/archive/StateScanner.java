package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.STATE_ENTRY_CUT;
import static io.vaultsnapshot.contract.finding.FindingCode.STATE_ENTRY_INVALID;

import io.vaultsnapshot.contract.finding.FindingCode;
import java.io.IOException;

/**
 * Reads {@code state.bin}: one storage entry after the other, each a varint length and that many bytes of protobuf, as
 * the servers' raft backend writes them ({@code physical/raft}). This is where a verifier earns its name: a server
 * checks the sums, answers success, and only then falls over an entry it cannot decode.
 */
final class StateScanner {
    /** Protobuf's own limit for one message. */
    private static final long ENTRY_LIMIT = Integer.MAX_VALUE;

    private static final int VARINT_BYTES = 10;

    private final MemberBytes bytes;
    private final StateSummary summary;
    private final EntryFields fields;
    private long number;
    private long start;
    private long objectStart;

    StateScanner(MemberBytes bytes, StateSummary summary) {
        this.bytes = bytes;
        this.summary = summary;
        this.fields = new EntryFields(this, bytes);
    }

    /** Reads every entry into the summary. */
    void scan() throws IOException, MalformedArchiveException, MalformedStateException {
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
     * @param leftAfter how many bytes of the member lie behind the place where the varint must have ended
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

package io.vaultsnapshot.snapshot.archive.state;

import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import io.vaultsnapshot.snapshot.archive.tar.MemberBytes;
import java.io.IOException;

/**
 * The fields of one storage entry: {@code 1: string key, 2: bytes value}. Reused for every entry.
 *
 * <p>It is strict where no writer differs: key and value occur at most once and are length-delimited, the key is UTF-8
 * and not empty, and every field ends inside its entry. It is lenient where protobuf allows it: fields come in any
 * order, an empty value is left out, and fields of other numbers are skipped, since a newer server may add one. The
 * message has always had a third field, {@code seal_wrap}.
 */
final class EntryFields {
    /** The longest key that bbolt, the servers' storage, allows. */
    static final int KEY_LIMIT = 32_768;
    /** How many bytes of a value are kept. */
    static final int KEPT_LIMIT = 1 << 16;

    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int WIRE_VARINT = 0;
    private static final int WIRE_FIXED64 = 1;
    private static final int WIRE_BYTES = 2;
    private static final int WIRE_FIXED32 = 5;

    private final StateScanner scanner;
    private final MemberBytes bytes;
    private final byte[] key = new byte[KEY_LIMIT];
    private final byte[] kept = new byte[KEPT_LIMIT];
    private int keyLength;
    private long valueLength;
    private boolean valueKept;

    EntryFields(StateScanner scanner, MemberBytes bytes) {
        this.scanner = scanner;
        this.bytes = bytes;
    }

    /** Reads the fields up to the entry's end, where the given number of bytes is left in the member. */
    void read(long leftAfter) throws IOException, MalformedArchiveException, MalformedStateException {
        keyLength = -1;
        valueLength = -1;
        valueKept = false;
        while (bytes.left() > leftAfter) {
            readField(scanner.readVarint(leftAfter), leftAfter);
        }
        if (keyLength < 1) {
            throw scanner.invalid("has no key");
        }
        if (!StrictUtf8.isValid(key, keyLength)) {
            throw scanner.invalid("has a key that is not UTF-8");
        }
        valueLength = Math.max(valueLength, 0);
    }

    byte[] key() {
        return key;
    }

    int keyLength() {
        return keyLength;
    }

    long valueLength() {
        return valueLength;
    }

    /**
     * Returns the first bytes of the value, {@link #valueLength()} of them or {@value #KEPT_LIMIT}, if its key is a
     * known one. They are all of them if {@link #valueKept()}.
     */
    byte[] kept() {
        return kept;
    }

    boolean valueKept() {
        return valueKept;
    }

    private void readField(long tag, long leftAfter)
            throws IOException, MalformedArchiveException, MalformedStateException {
        long field = tag >>> 3;
        int wire = (int) tag & 7;
        if (field == 0 || field > 0x1fff_ffff) {
            throw scanner.invalid("has a field of number " + field);
        }
        if (field == KEY || field == VALUE) {
            if (wire != WIRE_BYTES) {
                throw scanner.invalid("has its field " + field + " in wire type " + wire);
            }
            long length = readLength(leftAfter);
            if (field == KEY) {
                readKey(length);
            } else {
                readValue(length);
            }
        } else {
            skipField(wire, leftAfter);
        }
    }

    private void readKey(long length) throws IOException, MalformedArchiveException, MalformedStateException {
        if (keyLength >= 0) {
            throw scanner.invalid("has two keys");
        }
        if (length > KEY_LIMIT) {
            throw scanner.invalid("has a key of " + length + " bytes, the storage allows " + KEY_LIMIT);
        }
        bytes.readFully(key, (int) length);
        keyLength = (int) length;
    }

    /** Keeps the value's begin if its key is a known one, or if the key comes after the value. */
    private void readValue(long length) throws IOException, MalformedArchiveException, MalformedStateException {
        if (valueLength >= 0) {
            throw scanner.invalid("has two values");
        }
        valueLength = length;
        int begin = keyLength < 0 || StorageKeys.isKept(key, keyLength) ? (int) Math.min(length, KEPT_LIMIT) : 0;
        bytes.readFully(kept, begin);
        bytes.skip(length - begin);
        valueKept = begin == length;
    }

    private void skipField(int wire, long leftAfter)
            throws IOException, MalformedArchiveException, MalformedStateException {
        switch (wire) {
            case WIRE_VARINT -> scanner.readVarint(leftAfter);
            case WIRE_FIXED64 -> skip(8, leftAfter);
            case WIRE_BYTES -> bytes.skip(readLength(leftAfter));
            case WIRE_FIXED32 -> skip(4, leftAfter);
            default -> throw scanner.invalid("has a field in wire type " + wire);
        }
    }

    private void skip(int length, long leftAfter)
            throws IOException, MalformedArchiveException, MalformedStateException {
        requireInside(length, leftAfter);
        bytes.skip(length);
    }

    private long readLength(long leftAfter) throws IOException, MalformedArchiveException, MalformedStateException {
        long length = scanner.readVarint(leftAfter);
        requireInside(length, leftAfter);
        return length;
    }

    private void requireInside(long length, long leftAfter) throws MalformedStateException {
        long inside = bytes.left() - leftAfter;
        if (length < 0 || length > inside) {
            throw scanner.invalid(
                    "has a field of " + Long.toUnsignedString(length) + " bytes with " + inside + " left in the entry");
        }
    }
}

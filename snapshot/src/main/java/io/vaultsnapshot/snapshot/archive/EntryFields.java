package io.vaultsnapshot.snapshot.archive;

import java.io.IOException;

/**
 * The fields of one storage entry: {@code 1: string key, 2: bytes value}. Reused for every entry.
 *
 * <p>Strict where no writer differs: key and value at most once and length-delimited, the key UTF-8 and not empty,
 * every field inside its entry. Lenient where protobuf promises it: fields in any order, an empty value left out, and
 * fields of other numbers skipped, since a newer server may add one (the message has had a third, {@code seal_wrap},
 * all along).
 */
final class EntryFields {
    /** bbolt, the servers' storage, allows no longer key. */
    static final int KEY_LIMIT = 32_768;
    /** A value that is to be looked into is kept up to this size. */
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

    /** Reads the fields up to the entry's end, which is where the given number of bytes is left. */
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

    /** Returns the value's bytes; only {@link #valueLength()} of them count, and only if {@link #valueKept()}. */
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

    /** Keeps the value if it may be the one of interest: its key says so, or has yet to come. */
    private void readValue(long length) throws IOException, MalformedArchiveException, MalformedStateException {
        if (valueLength >= 0) {
            throw scanner.invalid("has two values");
        }
        valueLength = length;
        valueKept = length <= KEPT_LIMIT && (keyLength < 0 || StorageKeys.isKept(key, keyLength));
        if (valueKept) {
            bytes.readFully(kept, (int) length);
        } else {
            bytes.skip(length);
        }
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

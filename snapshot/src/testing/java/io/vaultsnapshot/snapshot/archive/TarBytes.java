package io.vaultsnapshot.snapshot.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Builds tars block by block, valid and damaged ones. */
final class TarBytes {
    static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Appends a regular file. */
    TarBytes file(String name, byte[] content) {
        return member(name, '0', content);
    }

    /** Appends a member of any type with its content and padding. */
    TarBytes member(String name, char type, byte[] content) {
        return raw(header(name, type, octal(content.length))).content(content);
    }

    /** Appends a file whose size only a pax header states, as Go does for eight GiB and more. */
    TarBytes paxFile(String name, byte[] content) {
        byte[] records = paxRecord("size", Integer.toString(content.length));
        return member("PaxHeaders.0/" + name, 'x', records)
                .raw(header(name, '0', octal(0)))
                .content(content);
    }

    /** Appends content and the zeros that fill up its last block. */
    TarBytes content(byte[] content) {
        return raw(content).raw(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    TarBytes end() {
        return raw(new byte[2 * BLOCK]);
    }

    TarBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] paxRecord(String key, String value) {
        String tail = " " + key + "=" + value + "\n";
        int length = tail.length() + 1;
        while (Integer.toString(length).length() + tail.length() != length) {
            length++;
        }
        return (length + tail).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] octal(long size) {
        return String.format(Locale.ROOT, "%011o\0", size).getBytes(StandardCharsets.US_ASCII);
    }

    /** A size in GNU's base-256. */
    static byte[] base256(long size) {
        byte[] field = new byte[12];
        field[0] = (byte) 0x80;
        for (int i = 0; i < 8; i++) {
            field[11 - i] = (byte) (size >>> (8 * i));
        }
        return field;
    }

    /** A POSIX header with the right checksum. */
    static byte[] header(String name, char type, byte[] sizeField) {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, 100, "0000600\0");
        put(block, 108, "0000000\0");
        put(block, 116, "0000000\0");
        System.arraycopy(sizeField, 0, block, 124, sizeField.length);
        put(block, 136, "15302204505\0");
        block[156] = (byte) type;
        put(block, 257, "ustar\00000");
        return withChecksum(block);
    }

    /** Sets the checksum that fits the other bytes. */
    static byte[] withChecksum(byte[] block) {
        put(block, 148, "        ");
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        put(block, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}

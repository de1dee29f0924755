package io.vaultsnapshot.benchmark;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Members of a POSIX tar, as Go's writer writes them. */
final class TarBlocks {
    private static final int BLOCK = 512;
    /** What fits into eleven octal digits; from there on Go puts the size into a pax record. */
    private static final long SIZE_LIMIT = 1L << 33;

    private TarBlocks() {}

    /** Returns a whole member. */
    static byte[] file(String name, byte[] content) {
        return join(header(name, content.length), content, new byte[-content.length & (BLOCK - 1)]);
    }

    /** Returns the header of a file of any size, after a pax header where that is needed. */
    static byte[] header(String name, long size) {
        if (size < SIZE_LIMIT) {
            return block(name, '0', size);
        }
        byte[] record = record(" size=" + size + "\n");
        byte[] padding = new byte[-record.length & (BLOCK - 1)];
        return join(block("PaxHeaders.0/" + name, 'x', record.length), record, padding, block(name, '0', 0));
    }

    private static byte[] record(String text) {
        int length = text.length() + Integer.toString(text.length() + 2).length();
        return (length + text).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] block(String name, char type, long size) {
        byte[] block = new byte[BLOCK];
        put(block, 0, name);
        put(block, 100, "0000600\0" + "0000000\0" + "0000000\0");
        put(block, 124, String.format(Locale.ROOT, "%011o\0", size));
        put(block, 136, "15302204505\0" + "        " + type);
        put(block, 257, "ustar\00000");
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        put(block, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

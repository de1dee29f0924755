package io.vaultsnapshot.snapshot.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;


/** Builds gzip members from their parts, and decodes them. */
final class GzipBytes {
    /** What Go writes: no flags, no time, no operating system. */
    static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private GzipBytes() {}

    static byte[] of(byte[] content, int level) {
        return of(HEADER, content, level);
    }

    static byte[] of(byte[] header, byte[] content, int level) {
        return join(header, deflated(content, level), trailer(crc(content), content.length));
    }

    static byte[] deflated(byte[] content, int level) {
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    static byte[] trailer(long crc, long length) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc)
                .putInt((int) length)
                .array();
    }

    static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    /** Returns the content of the one whole gzip member that the bytes are. */
    static byte[] decoded(byte[] gzip) {
        return decode(gzip).orElseThrow(() -> new IllegalArgumentException("not one whole gzip member"));
    }

    /**
     * Returns the content of a gzip member, or empty unless the bytes are one whole member and nothing else: the
     * deflate stream is followed by the right checksum, the right length and no other byte. {@link
     * java.util.zip.GZIPInputStream} would accept bytes after the member.
     */
    static Optional<byte[]> decode(byte[] gzip) {
        Inflater inflater = new Inflater(true);
        try {
            int from = headerLength(gzip);
            inflater.setInput(gzip, from, gzip.length - from);
            byte[] content = inflate(inflater);
            byte[] rest = Arrays.copyOfRange(gzip, gzip.length - inflater.getRemaining(), gzip.length);
            boolean whole = inflater.finished() && Arrays.equals(rest, trailer(crc(content), content.length));
            return whole ? Optional.of(content) : Optional.empty();
        } catch (DataFormatException | IndexOutOfBoundsException notWhole) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflate(Inflater inflater) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int count = inflater.inflate(buffer);
        while (count > 0) {
            out.write(buffer, 0, count);
            count = inflater.inflate(buffer);
        }
        return out.toByteArray();
    }

    /** RFC 1952 section 2.3: the fixed header, then extra field, name, comment and checksum as the flags say. */
    private static int headerLength(byte[] gzip) {
        int flags = gzip[3];
        int length = HEADER.length;
        if ((flags & 4) != 0) {
            length += 2 + (gzip[length] & 0xff) + ((gzip[length + 1] & 0xff) << 8);
        }
        for (int text : new int[] {8, 16}) {
            while ((flags & text) != 0 && gzip[length++] != 0) {}
        }
        return length + (flags & 2);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}

package io.vaultsnapshot.benchmark;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** Bytes and their deflate blocks, which depend on nothing before them and end on a byte, so that they can be repeated. */
final class GzipPiece {
    private static final int STORED_BLOCK = 65_535;

    private final byte[] content;
    private final byte[] blocks;

    GzipPiece(byte[] content, boolean deflated) {
        this.content = content;
        this.blocks = deflated ? deflated(content) : stored(content);
    }

    byte[] content() {
        return content;
    }

    byte[] blocks() {
        return blocks;
    }

    int length() {
        return content.length;
    }

    private static byte[] stored(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; at += STORED_BLOCK) {
            int length = Math.min(STORED_BLOCK, content.length - at);
            out.write(0);
            out.write(length);
            out.write(length >> 8);
            out.write(~length);
            out.write(~length >> 8);
            out.write(content, at, length);
        }
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(content);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
                out.write(buffer, 0, count);
            } while (count == buffer.length);
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}

package io.vaultsnapshot.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** One gzip member, written piece by piece. */
final class GzipMember {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    /** An empty stored block that is the last, as Go ends a stream. */
    private static final byte[] LAST_BLOCK = {1, 0, 0, (byte) 0xff, (byte) 0xff};

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private long length;

    GzipMember(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEADER);
    }

    void add(GzipPiece piece) throws IOException {
        out.write(piece.blocks());
        crc.update(piece.content());
        length += piece.length();
    }

    void end() throws IOException {
        out.write(LAST_BLOCK);
        ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        out.write(trailer.putInt((int) crc.getValue()).putInt((int) length).array());
    }
}

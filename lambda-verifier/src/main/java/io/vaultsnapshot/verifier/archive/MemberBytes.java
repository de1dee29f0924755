package io.vaultsnapshot.verifier.archive;

import static io.vaultsnapshot.contract.FindingCode.TRUNCATED;

import java.io.IOException;
import java.security.MessageDigest;

/**
 * The content of one member. It is decoded and hashed a chunk at a time and then handed out from that chunk, so that
 * readers may ask for single bytes without anybody paying for it.
 */
final class MemberBytes {
    private final GzipStream gzip;
    private final byte[] chunk;
    private final String name;
    private final long size;
    private final MessageDigest digest = Sha256.start();
    private int position;
    private int limit;
    /** Bytes of the member that are not in the chunk yet. */
    private long toCome;

    MemberBytes(GzipStream gzip, byte[] chunk, String name, long size) {
        this.gzip = gzip;
        this.chunk = chunk;
        this.name = name;
        this.size = size;
        this.toCome = size;
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /** Returns how many bytes have not been read. */
    long left() {
        return toCome + (limit - position);
    }

    /** Returns how many bytes have been read. */
    long offset() {
        return size - left();
    }

    /** Returns the next byte, or -1 at the member's end. */
    int read() throws IOException, MalformedArchiveException {
        if (position == limit && !fill()) {
            return -1;
        }
        return chunk[position++] & 0xff;
    }

    /** Reads exactly as many bytes as asked for; at most {@link #left()} may be. */
    void readFully(byte[] target, int length) throws IOException, MalformedArchiveException {
        int done = 0;
        while (done < length && (position < limit || fill())) {
            int count = Math.min(length - done, limit - position);
            System.arraycopy(chunk, position, target, done, count);
            position += count;
            done += count;
        }
    }

    /** Returns everything; only for members known to be small. */
    byte[] readAll() throws IOException, MalformedArchiveException {
        byte[] bytes = new byte[(int) left()];
        readFully(bytes, bytes.length);
        return bytes;
    }

    void skip(long count) throws IOException, MalformedArchiveException {
        long open = count;
        while (open > limit - position) {
            open -= limit - position;
            position = limit;
            if (!fill()) {
                return;
            }
        }
        position += (int) open;
    }

    void skipRest() throws IOException, MalformedArchiveException {
        skip(left());
    }

    /** Returns the SHA-256 of the whole content; call once, when all of it has been read or skipped. */
    String sha256() {
        return Sha256.finish(digest);
    }

    private boolean fill() throws IOException, MalformedArchiveException {
        if (toCome == 0) {
            return false;
        }
        int read = gzip.read(chunk, 0, (int) Math.min(toCome, chunk.length));
        if (read < 0) {
            throw new MalformedArchiveException(
                    TRUNCATED,
                    "the archive inside the gzip ends in " + name + ", after " + (size - toCome) + " of " + size
                            + " bytes");
        }
        digest.update(chunk, 0, read);
        position = 0;
        limit = read;
        toCome -= read;
        return true;
    }
}

package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.TRUNCATED;

import java.io.IOException;

/**
 * The content of one member, handed out from the chunk it was decoded into, so that readers may ask for single bytes
 * without anybody paying for it. Hashed whether it is read or skipped.
 */
final class MemberBytes {
    private final GzipStream gzip;
    private final String name;
    private final long size;
    private final long start;
    private final RunningHash hash;
    private byte[] bytes = new byte[0];
    private int position;
    private int limit;
    /** Bytes of the member that do not lie ready yet. */
    private long toCome;

    MemberBytes(GzipStream gzip, HashThread thread, String name, long size) {
        this.gzip = gzip;
        this.name = name;
        this.size = size;
        this.start = gzip.objectOffset();
        this.hash = new RunningHash(thread);
        this.toCome = size;
    }

    String name() {
        return name;
    }

    long size() {
        return size;
    }

    /** Returns where in the object the member's content begins, see {@link GzipStream#objectOffset()}. */
    long start() {
        return start;
    }

    /** Returns where in the object the next byte lies. */
    long objectOffset() {
        return gzip.objectOffset(limit - position);
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
        return bytes[position++] & 0xff;
    }

    /** Reads exactly as many bytes as asked for; at most {@link #left()} may be. */
    void readFully(byte[] target, int length) throws IOException, MalformedArchiveException {
        int done = 0;
        while (done < length && (position < limit || fill())) {
            int count = Math.min(length - done, limit - position);
            System.arraycopy(bytes, position, target, done, count);
            position += count;
            done += count;
        }
    }

    /** Returns everything; only for members known to be small. */
    byte[] readAll() throws IOException, MalformedArchiveException {
        byte[] all = new byte[(int) left()];
        readFully(all, all.length);
        return all;
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
        return hash.finish();
    }

    private boolean fill() throws IOException, MalformedArchiveException {
        if (toCome == 0) {
            return false;
        }
        if (!gzip.fill()) {
            throw new MalformedArchiveException(
                    TRUNCATED,
                    "the archive inside the gzip ends in " + name + ", after " + (size - toCome) + " of " + size
                            + " bytes",
                    gzip.objectOffset());
        }
        DecodedBytes ready = gzip.ready();
        int count = (int) Math.min(toCome, ready.available());
        hash.update(ready.chunk(), ready.position(), count);
        bytes = ready.chunk().bytes();
        position = ready.position();
        limit = position + count;
        ready.consume(count);
        toCome -= count;
        return true;
    }
}

package io.vaultsnapshot.snapshot.archive.tar;

import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import io.vaultsnapshot.snapshot.archive.gzip.DecodedBytes;
import io.vaultsnapshot.snapshot.archive.gzip.GzipStream;
import io.vaultsnapshot.snapshot.archive.hash.RunningHash;
import java.io.IOException;

/**
 * The content of one member. It is read directly from the chunk that it was decoded into, so reading single bytes is
 * cheap. It is hashed whether it is read or skipped.
 */
public final class MemberBytes {
    private final GzipStream gzip;
    private final String name;
    private final long size;
    private final long start;
    private final RunningHash hash;
    private byte[] bytes = new byte[0];
    private int position;
    private int limit;
    /** How many bytes of the member are not decoded yet. */
    private long toCome;

    MemberBytes(GzipStream gzip, RunningHash hash, String name, long size) {
        this.gzip = gzip;
        this.name = name;
        this.size = size;
        this.start = gzip.objectOffset();
        this.hash = hash;
        this.toCome = size;
    }

    /** Returns the member's name, safe to show. */
    public String name() {
        return name;
    }

    /** Returns the member's size in bytes. */
    public long size() {
        return size;
    }

    /** Returns where in the object the member's content begins, see {@link GzipStream#objectOffset()}. */
    public long start() {
        return start;
    }

    /** Returns the next byte's offset in the object. */
    public long objectOffset() {
        return gzip.objectOffset(limit - position);
    }

    /** Returns how many bytes have not been read. */
    public long left() {
        return toCome + (limit - position);
    }

    /** Returns how many bytes have been read. */
    public long offset() {
        return size - left();
    }

    /** Returns the next byte, or -1 at the member's end. */
    public int read() throws IOException, MalformedArchiveException {
        if (position == limit && !fill()) {
            return -1;
        }
        return bytes[position++] & 0xff;
    }

    /** Reads so many bytes, at most {@link #left()}. */
    public void readFully(byte[] target, int length) throws IOException, MalformedArchiveException {
        int done = 0;
        while (done < length && (position < limit || fill())) {
            int count = Math.min(length - done, limit - position);
            System.arraycopy(bytes, position, target, done, count);
            position += count;
            done += count;
        }
    }

    /** Returns everything; only for members known to be small. */
    public byte[] readAll() throws IOException, MalformedArchiveException {
        byte[] all = new byte[(int) left()];
        readFully(all, all.length);
        return all;
    }

    /** Skips so many bytes, at most {@link #left()}. */
    public void skip(long count) throws IOException, MalformedArchiveException {
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

    /** Skips everything that was not read. */
    public void skipRest() throws IOException, MalformedArchiveException {
        skip(left());
    }

    /** Returns the SHA-256 of the whole content; call once, after all of it was read or skipped. */
    public String sha256() {
        return hash.finish();
    }

    private boolean fill() throws IOException, MalformedArchiveException {
        if (toCome == 0) {
            return false;
        }
        if (!gzip.fill()) {
            throw TarReader.truncated(gzip, "in " + name + ", after " + (size - toCome) + " of " + size + " bytes");
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

package io.vaultsnapshot.snapshot.archive.hash;

/**
 * A buffer that one thread fills and reads while other threads hash it. It counts the hashes that still need its bytes,
 * so that it is filled again only when none does.
 */
public final class Chunk {
    private final byte[] bytes;
    private int users;

    /** Creates a chunk of the given length in bytes. */
    public Chunk(int length) {
        this.bytes = new byte[length];
    }

    /** Returns the buffer itself, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    synchronized void retain() {
        users++;
    }

    synchronized void release() {
        users--;
        if (users == 0) {
            notifyAll();
        }
    }

    /** Waits until no hash needs the bytes. Hashing a chunk takes a millisecond, so an interrupt may wait that long. */
    synchronized void awaitUnused() {
        boolean interrupted = false;
        while (users > 0) {
            try {
                wait();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

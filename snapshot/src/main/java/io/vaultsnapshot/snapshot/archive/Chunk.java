package io.vaultsnapshot.snapshot.archive;

/**
 * A buffer that is filled and read by one thread and hashed by others. It counts who still needs its bytes, so that it
 * is filled again only when nobody does.
 */
final class Chunk {
    private final byte[] bytes;
    private int users;

    Chunk(int length) {
        this.bytes = new byte[length];
    }

    byte[] bytes() {
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

    /** Waits until nobody needs the bytes. Hashing a chunk takes a millisecond, so an interrupt may wait that long. */
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

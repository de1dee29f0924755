package io.vaultsnapshot.snapshot.archive.hash;

/** The two threads that hash while one archive is read: one hashes the object, the other the members in it. */
public final class HashThreads implements AutoCloseable {
    private final HashThread ofObject = new HashThread("snapshot-object-hash");
    private final HashThread ofMembers = new HashThread("snapshot-member-hash");

    /** Starts the threads. Until then, hashes are computed by the calling thread. */
    public void start() {
        ofObject.start();
        ofMembers.start();
    }

    /** Returns the hash of the object, with no bytes yet. */
    public RunningHash objectHash() {
        return new RunningHash(ofObject);
    }

    /** Returns the hash of the next member, with no bytes yet. */
    public RunningHash memberHash() {
        return new RunningHash(ofMembers);
    }

    @Override
    public void close() {
        ofObject.close();
        ofMembers.close();
    }
}

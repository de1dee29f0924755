package io.vaultsnapshot.snapshot.archive;

/** The two threads that hash while one archive is read: one for the object, one for the members in it. */
final class HashThreads implements AutoCloseable {
    private final HashThread ofObject = new HashThread("snapshot-object-hash");
    private final HashThread ofMembers = new HashThread("snapshot-member-hash");

    /** Called when the object turns out to be long enough. */
    void start() {
        ofObject.start();
        ofMembers.start();
    }

    HashThread ofObject() {
        return ofObject;
    }

    HashThread ofMembers() {
        return ofMembers;
    }

    @Override
    public void close() {
        ofObject.close();
        ofMembers.close();
    }
}

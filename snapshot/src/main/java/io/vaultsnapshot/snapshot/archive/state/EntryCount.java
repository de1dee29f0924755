package io.vaultsnapshot.snapshot.archive.state;

import io.vaultsnapshot.contract.record.PrefixCount;

/** A count that can grow without an object per entry. */
final class EntryCount {
    private long entries;
    private long bytes;

    void add(long entryBytes) {
        entries++;
        bytes += entryBytes;
    }

    boolean isEmpty() {
        return entries == 0;
    }

    PrefixCount result() {
        return new PrefixCount(entries, bytes);
    }
}

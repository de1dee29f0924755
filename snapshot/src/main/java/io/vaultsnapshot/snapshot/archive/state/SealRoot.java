package io.vaultsnapshot.snapshot.archive.state;

import io.vaultsnapshot.snapshot.archive.finding.Findings;
import java.util.EnumSet;
import java.util.Set;

/** Which of the entries that a root needs were seen: of the root namespace, or of one other namespace. */
final class SealRoot {
    private final Set<RootEntry> seen = EnumSet.noneOf(RootEntry.class);
    private final Set<RootEntry> unreadable = EnumSet.noneOf(RootEntry.class);

    void add(RootEntry entry, boolean readable) {
        seen.add(entry);
        if (!readable) {
            unreadable.add(entry);
        }
    }

    boolean has(RootEntry entry) {
        return seen.contains(entry);
    }

    /** Returns whether it has an entry that only a root with a seal of its own has. */
    boolean isSealed() {
        return seen.stream().anyMatch(RootEntry::marksSeal);
    }

    /** Adds a finding for an entry that is missing or cannot be what it should be. */
    void require(RootEntry entry, String prefix, Findings findings) {
        boolean present = seen.contains(entry);
        if (!present) {
            findings.add(entry.code(false, !prefix.isEmpty()), "there is no " + prefix + entry.names());
        } else if (unreadable.contains(entry)) {
            findings.add(
                    entry.code(true, !prefix.isEmpty()), prefix + entry.names() + " has a value that no server writes");
        }
    }
}

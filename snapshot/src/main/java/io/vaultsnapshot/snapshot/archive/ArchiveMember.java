package io.vaultsnapshot.snapshot.archive;

import java.util.Optional;

/**
 * The members of a snapshot. Names and limits are those of hashicorp/raft-snapshot's {@code archive.go}, which Vault
 * and OpenBao share. They refuse a small member of 8,192 bytes or more.
 */
enum ArchiveMember {
    META("meta.json", Limits.SMALL),
    STATE("state.bin", Long.MAX_VALUE),
    SUMS("SHA256SUMS", Limits.SMALL),
    SEALED_SUMS("SHA256SUMS.sealed", Limits.SMALL);

    private final String fileName;
    private final long refusedFrom;

    ArchiveMember(String fileName, long refusedFrom) {
        this.fileName = fileName;
        this.refusedFrom = refusedFrom;
    }

    String fileName() {
        return fileName;
    }

    /** Returns the smallest size in bytes that servers refuse. */
    long refusedFrom() {
        return refusedFrom;
    }

    static Optional<ArchiveMember> named(String name) {
        for (ArchiveMember member : values()) {
            if (member.fileName.equals(name)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    private static final class Limits {
        static final long SMALL = 8192;
    }
}

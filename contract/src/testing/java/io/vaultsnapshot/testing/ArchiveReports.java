package io.vaultsnapshot.testing;

import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.StateContents;
import java.util.List;
import java.util.Map;

/** Reports of archives for tests that need a record of a snapshot that was read. */
public final class ArchiveReports {
    private ArchiveReports() {}

    /** Returns the report of an object that says nothing about its contents. */
    public static ArchiveReport of(String sha256, long size) {
        return new ArchiveReport(sha256, size, null, List.of(), null, Map.of(), StateContents.EMPTY);
    }
}

package io.vaultsnapshot.snapshot.verification;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import io.vaultsnapshot.snapshot.store.SnapshotContent;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies one snapshot and returns the record of it. */
public final class SnapshotVerifier {
    private final SnapshotStore store;
    private final Clock clock;

    /** Creates a verifier for the snapshots of a store. */
    public SnapshotVerifier(SnapshotStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Reads a snapshot to its last byte. A snapshot that seems corrupt is read once more, since a byte can also change on
     * the way. A snapshot that cannot be read is {@code unknown}, never corrupt.
     *
     * @param versionId the version to read, or null for the current one
     */
    public VerificationRecord verify(SnapshotKey key, @Nullable String versionId) {
        try {
            VerificationRecord first = read(key, versionId);
            return first.verdict() == Verdict.CORRUPT ? read(key, first.versionId()) : first;
        } catch (StoreUnavailableException unavailable) {
            return unread(new SnapshotVersion(key, versionId), unavailable);
        }
    }

    private VerificationRecord read(SnapshotKey key, @Nullable String versionId) throws StoreUnavailableException {
        try (SnapshotContent content = store.open(key.format(), versionId)) {
            SnapshotVersion opened = new SnapshotVersion(key, content.versionId());
            return record(opened, SnapshotArchiveReader.inspect(content.stream()));
        } catch (StoreUnavailableException unavailable) {
            throw unavailable;
        } catch (IOException impossible) {
            throw new UncheckedIOException("a snapshot's stream fails with StoreUnavailableException only", impossible);
        }
    }

    private VerificationRecord record(SnapshotVersion snapshot, ArchiveInspection inspection) {
        Instant now = clock.instant();
        List<Finding> findings = new ArrayList<>(inspection.findings());
        if (snapshot.key().isInFuture(now)) {
            findings.add(Finding.of(
                    FindingCode.TAKEN_IN_FUTURE,
                    "the key says " + snapshot.key().takenAt() + ", it is " + now));
        }
        return new VerificationRecord(
                snapshot, now, inspection.verdict(), inspection.level(), inspection.archive(), null, findings);
    }

    private VerificationRecord unread(SnapshotVersion snapshot, StoreUnavailableException unavailable) {
        Finding finding = Finding.of(unavailable.finding(), String.valueOf(unavailable.getMessage()));
        return new VerificationRecord(
                snapshot, clock.instant(), Verdict.UNKNOWN, ProofLevel.NONE, null, null, List.of(finding));
    }
}

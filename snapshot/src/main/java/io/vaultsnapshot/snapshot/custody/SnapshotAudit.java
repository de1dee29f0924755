package io.vaultsnapshot.snapshot.custody;

import static io.vaultsnapshot.snapshot.custody.AuditCode.SNAPSHOT_REMOVED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.SNAPSHOT_REPLACED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.SNAPSHOT_UNRECORDED;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.SnapshotVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the snapshots of a folder with their records. */
final class SnapshotAudit {
    /** An event may be retried for this long before its snapshot counts as one that nobody verified. */
    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    private final Map<String, List<SnapshotVersion>> byKey = new TreeMap<>();
    private final Instant now;
    private final @Nullable Instant since;

    SnapshotAudit(List<SnapshotVersion> versions, Instant now, @Nullable Instant since) {
        versions.forEach(version ->
                byKey.computeIfAbsent(version.key(), first -> new ArrayList<>()).add(version));
        this.now = now;
        this.since = since;
    }

    /** Returns how many keys hold something that can be read. */
    int count() {
        return (int) byKey.values().stream()
                .filter(versions -> versions.stream().anyMatch(each -> each.latest() && !each.deleteMarker()))
                .count();
    }

    void compare(Map<String, StoredRecord> records, List<AuditFinding> findings) {
        records.forEach((key, record) ->
                compare(record.record(), byKey.getOrDefault(key, List.of())).ifPresent(findings::add));
        byKey.forEach((key, versions) -> {
            boolean waits = versions.stream()
                    .anyMatch(each -> !each.deleteMarker()
                            && each.lastModified().plus(ON_ITS_WAY).isBefore(now));
            if (!records.containsKey(key) && waits) {
                findings.add(new AuditFinding(
                        SNAPSHOT_UNRECORDED,
                        key,
                        "written at " + versions.get(0).lastModified()));
            }
        });
    }

    private Optional<AuditFinding> compare(VerificationRecord record, List<SnapshotVersion> versions) {
        if (versions.isEmpty()) {
            return isExpired(record)
                    ? Optional.empty()
                    : finding(
                            SNAPSHOT_REMOVED, record, "version " + record.versionId() + ", SHA-256 " + record.sha256());
        }
        Optional<SnapshotVersion> own = versions.stream()
                .filter(each -> record.versionId() == null || each.versionId().equals(record.versionId()))
                .filter(each -> !each.deleteMarker())
                .findFirst();
        if (own.isEmpty()) {
            return finding(
                    SNAPSHOT_REPLACED,
                    record,
                    "version " + record.versionId() + " was verified and is gone; others are there");
        }
        if (!own.get().latest()) {
            boolean hidden = versions.stream().anyMatch(each -> each.latest() && each.deleteMarker());
            return finding(
                    hidden ? SNAPSHOT_REMOVED : SNAPSHOT_REPLACED,
                    record,
                    hidden
                            ? "version " + record.versionId() + " is still there, below a delete marker"
                            : "version " + record.versionId() + " was verified; a newer version lies over it");
        }
        Long size = record.size();
        return size != null && size != own.get().size()
                ? finding(
                        SNAPSHOT_REPLACED,
                        record,
                        "verified with " + size + " bytes, now " + own.get().size())
                : Optional.empty();
    }

    private boolean isExpired(VerificationRecord record) {
        return since != null
                && SnapshotKey.parse(record.key())
                        .filter(key -> key.takenAt().isBefore(since))
                        .isPresent();
    }

    private static Optional<AuditFinding> finding(AuditCode code, VerificationRecord record, String message) {
        return Optional.of(new AuditFinding(code, record.key(), message));
    }
}

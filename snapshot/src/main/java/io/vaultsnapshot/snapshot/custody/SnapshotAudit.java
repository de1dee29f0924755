package io.vaultsnapshot.snapshot.custody;

import static io.vaultsnapshot.snapshot.custody.AuditCode.SNAPSHOT_REMOVED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.SNAPSHOT_REPLACED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.SNAPSHOT_UNRECORDED;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares the snapshots of a cluster with their records. */
final class SnapshotAudit {
    /** An event may be retried for this long before its snapshot counts as not verified. */
    static final Duration ON_ITS_WAY = Duration.ofHours(1);

    private final Map<String, List<ObjectVersion>> byKey = new TreeMap<>();
    private final Instant now;
    private final RetiredVersions retired;

    SnapshotAudit(List<ObjectVersion> versions, Instant now, RetiredVersions retired) {
        versions.forEach(version ->
                byKey.computeIfAbsent(version.key(), first -> new ArrayList<>()).add(version));
        this.now = now;
        this.retired = retired;
    }

    /** Returns how many snapshots can be read. */
    int count() {
        return (int) byKey.values().stream()
                .filter(versions -> versions.stream().anyMatch(each -> each.latest() && !each.deleteMarker()))
                .count();
    }

    void compare(Map<RecordKey, StoredRecord> records, List<AuditFinding> findings) {
        records.forEach((key, record) -> {
            if (record.record() instanceof VerificationRecord ofSnapshot) {
                compare(ofSnapshot, byKey.getOrDefault(key.format(), List.of())).ifPresent(findings::add);
            }
        });
        byKey.forEach((key, versions) -> {
            boolean recorded =
                    SnapshotKey.parse(key).filter(records::containsKey).isPresent();
            if (!recorded && versions.stream().anyMatch(this::isOverdue)) {
                findings.add(new AuditFinding(
                        SNAPSHOT_UNRECORDED,
                        key,
                        "written at " + versions.get(0).lastModified()));
            }
        });
    }

    private boolean isOverdue(ObjectVersion version) {
        return !version.deleteMarker()
                && version.lastModified().plus(ON_ITS_WAY).isBefore(now);
    }

    private Optional<AuditFinding> compare(VerificationRecord record, List<ObjectVersion> versions) {
        ArchiveReport archive = record.archive();
        if (archive == null) {
            return Optional.empty();
        }
        boolean bodies = versions.stream().anyMatch(each -> !each.deleteMarker());
        boolean hidden = isDeleted(versions)
                && versions.stream().filter(each -> !each.deleteMarker()).count() == 1;
        if ((!bodies || hidden) && retired.explains(record)) {
            return Optional.empty();
        }
        if (!bodies) {
            return finding(SNAPSHOT_REMOVED, record, "version " + record.versionId() + ", SHA-256 " + archive.sha256());
        }
        Optional<ObjectVersion> own = versions.stream()
                .filter(each -> record.versionId() == null || each.versionId().equals(record.versionId()))
                .filter(each -> !each.deleteMarker())
                .findFirst();
        if (own.isEmpty()) {
            return finding(
                    SNAPSHOT_REPLACED,
                    record,
                    "version " + record.versionId() + " was verified and is gone; other versions are there");
        }
        if (!own.get().latest()) {
            return isDeleted(versions)
                    ? finding(
                            SNAPSHOT_REMOVED,
                            record,
                            "version " + record.versionId() + " is still there, below a delete marker")
                    : finding(
                            SNAPSHOT_REPLACED,
                            record,
                            "version " + record.versionId() + " was verified; there is a newer version");
        }
        return archive.size() != own.get().size()
                ? finding(
                        SNAPSHOT_REPLACED,
                        record,
                        "verified with " + archive.size() + " bytes, now "
                                + own.get().size())
                : Optional.empty();
    }

    private static boolean isDeleted(List<ObjectVersion> versions) {
        return versions.stream().anyMatch(each -> each.latest() && each.deleteMarker());
    }

    private static Optional<AuditFinding> finding(AuditCode code, VerificationRecord record, String message) {
        return Optional.of(new AuditFinding(code, record.key().format(), message));
    }
}

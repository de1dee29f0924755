package io.vaultsnapshot.snapshot.custody;

import static io.vaultsnapshot.snapshot.custody.AuditCode.SNAPSHOT_OVERWRITTEN;
import static io.vaultsnapshot.snapshot.custody.AuditCode.SNAPSHOT_REMOVED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.SNAPSHOT_REPLACED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.SNAPSHOT_UNRECORDED;

import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.OverwrittenSnapshot;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compares the snapshots of a cluster with their records. */
final class SnapshotAudit {
    /** An event may be retried for this long before its snapshot counts as not verified. */
    static final Duration ON_ITS_WAY = Duration.ofHours(1);

    private final Map<String, List<ObjectVersion>> byKey = new TreeMap<>();
    private final Instant now;
    private final RetiredVersions retired;
    private final Set<OtherVersionKey> copies;

    /**
     * Creates the comparison.
     *
     * @param copies the versions of which the verifier noted that they have the bytes of the one that was judged first
     */
    SnapshotAudit(List<ObjectVersion> versions, Instant now, RetiredVersions retired, Set<OtherVersionKey> copies) {
        versions.forEach(version ->
                byKey.computeIfAbsent(version.key(), first -> new ArrayList<>()).add(version));
        this.now = now;
        this.retired = retired;
        this.copies = copies;
    }

    /** Returns how many snapshots can be read. */
    int count() {
        return (int) byKey.values().stream()
                .filter(versions -> versions.stream().anyMatch(each -> each.latest() && !each.deleteMarker()))
                .count();
    }

    void compare(Map<RecordKey, StoredRecord> records, List<AuditFinding> findings) {
        records.forEach((key, record) -> {
            if (key instanceof SnapshotKey && record.record() instanceof VerificationRecord ofSnapshot) {
                List<ObjectVersion> versions = byKey.getOrDefault(key.format(), List.of());
                compare(ofSnapshot, versions).ifPresent(findings::add);
                overwritten(ofSnapshot, versions, records).ifPresent(findings::add);
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
        Optional<ObjectVersion> own =
                versions.stream().filter(each -> isOwn(record, each)).findFirst();
        if (own.isEmpty()) {
            return finding(
                    SNAPSHOT_REPLACED,
                    record,
                    "version " + record.versionId() + " was verified and is gone; other versions are there");
        }
        if (isDeleted(versions)) {
            return finding(
                    SNAPSHOT_REMOVED,
                    record,
                    "version " + record.versionId() + " is still there, below a delete marker");
        }
        return archive.size() != own.get().size()
                ? finding(
                        SNAPSHOT_REPLACED,
                        record,
                        "verified with " + archive.size() + " bytes, now "
                                + own.get().size())
                : Optional.empty();
    }

    private static boolean isOwn(VerificationRecord record, ObjectVersion version) {
        return !version.deleteMarker()
                && (record.versionId() == null || version.versionId().equals(record.versionId()));
    }

    /** Other versions than the verified one, that neither have its bytes nor were acknowledged. */
    private Optional<AuditFinding> overwritten(
            VerificationRecord record, List<ObjectVersion> versions, Map<RecordKey, StoredRecord> records) {
        boolean ownIsThere = versions.stream().anyMatch(each -> isOwn(record, each));
        if (record.versionId() == null || !ownIsThere) {
            return Optional.empty();
        }
        List<String> others = versions.stream()
                .filter(each -> !each.deleteMarker() && !isOwn(record, each))
                .filter(each -> !isExplained(new OtherVersionKey(record.key(), each.versionId()), each, records))
                .map(each -> each.versionId() + " of " + each.lastModified())
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : finding(
                        SNAPSHOT_OVERWRITTEN,
                        record,
                        "version " + record.versionId() + " was verified and is there; written beside it: "
                                + String.join(", ", others));
    }

    private boolean isExplained(OtherVersionKey key, ObjectVersion version, Map<RecordKey, StoredRecord> records) {
        StoredRecord stored = records.get(key);
        if (stored != null) {
            return stored.record() instanceof VerificationRecord other
                    && OverwrittenSnapshot.of(other).isEmpty();
        }
        return copies.contains(key) || !isOverdue(version);
    }

    private static boolean isDeleted(List<ObjectVersion> versions) {
        return versions.stream().anyMatch(each -> each.latest() && each.deleteMarker());
    }

    private static Optional<AuditFinding> finding(AuditCode code, VerificationRecord record, String message) {
        return Optional.of(new AuditFinding(code, record.key().format(), message));
    }
}

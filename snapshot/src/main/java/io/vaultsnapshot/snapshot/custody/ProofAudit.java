package io.vaultsnapshot.snapshot.custody;

import static io.vaultsnapshot.snapshot.custody.AuditCode.PROOF_CHANGED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.PROOF_UNRECORDED;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the proofs of a cluster's drills with their records. A drill writes its proof once. */
final class ProofAudit {
    private final Map<String, ObjectVersion> latest = new HashMap<>();
    private final Instant now;

    ProofAudit(List<ObjectVersion> versions, Instant now) {
        versions.stream()
                .filter(ObjectVersion::latest)
                .filter(version -> !version.deleteMarker())
                .forEach(version -> latest.put(version.key(), version));
        this.now = now;
    }

    void compare(Map<RecordKey, StoredRecord> records, List<AuditFinding> findings) {
        records.forEach((key, stored) -> {
            if (stored.record() instanceof DrillRecord record && !isUnchanged(record)) {
                findings.add(
                        new AuditFinding(PROOF_CHANGED, key.format(), "version " + record.versionId() + " was judged"));
            }
        });
        latest.forEach((key, version) -> {
            boolean recorded = DrillKey.parse(key).filter(records::containsKey).isPresent();
            boolean overdue =
                    version.lastModified().plus(SnapshotAudit.ON_ITS_WAY).isBefore(now);
            if (!recorded && overdue) {
                findings.add(new AuditFinding(PROOF_UNRECORDED, key, "written at " + version.lastModified()));
            }
        });
    }

    private boolean isUnchanged(DrillRecord record) {
        ObjectVersion version = latest.get(record.key().format());
        return version != null
                && (record.versionId() == null || version.versionId().equals(record.versionId()));
    }
}

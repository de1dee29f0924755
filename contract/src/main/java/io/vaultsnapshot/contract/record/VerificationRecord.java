package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of verifying one version of one snapshot. Its key in the bucket is {@code
 * records/<cluster>/vault_<…>.json}.
 *
 * @param snapshot the version that was verified
 * @param verifiedAt when it was verified
 * @param verdict what the findings amount to
 * @param level the level of proof that was reached
 * @param archive what the archive says; null when the object could not be read to its end
 * @param chainLink the record's place in the chain of its cluster's records; null while it has none
 * @param findings what was found
 */
public record VerificationRecord(
        SnapshotVersion snapshot,
        Instant verifiedAt,
        Verdict verdict,
        ProofLevel level,
        @Nullable ArchiveReport archive,
        @Nullable ChainLink chainLink,
        List<Finding> findings)
        implements ChainedRecord<VerificationRecord> {
    /** Copies the findings. */
    public VerificationRecord {
        findings = List.copyOf(findings);
    }

    /** Returns the record of a snapshot that could not be read to its end, for the reason that the finding states. */
    public static VerificationRecord unread(SnapshotVersion snapshot, Instant at, Finding why) {
        return new VerificationRecord(snapshot, at, Verdict.UNKNOWN, ProofLevel.NONE, null, null, List.of(why));
    }

    /** Returns the snapshot's key. */
    public SnapshotKey key() {
        return snapshot.key();
    }

    /** Returns the version that was verified, or null in a bucket without versions. */
    public @Nullable String versionId() {
        return snapshot.versionId();
    }

    /** Returns whether the object was read to its end. If not, the record says nothing about the snapshot. */
    public boolean wasRead() {
        return archive != null;
    }

    /** Returns the size of the object, or null when it was not read to its end. */
    public @Nullable Long bytes() {
        return archive == null ? null : archive.size();
    }

    /** Returns how the server is unsealed, or null when that is not known. */
    public @Nullable SealInfo seal() {
        return archive == null ? null : archive.seal();
    }

    /** Returns the same record with other findings, the verdict that follows from them, and another level. */
    public VerificationRecord withFindings(List<Finding> found, ProofLevel reached) {
        Verdict decided = Verdict.of(
                found.stream().filter(Finding::counts).map(Finding::code).toList());
        return new VerificationRecord(snapshot, verifiedAt, decided, reached, archive, chainLink, found);
    }

    @Override
    public VerificationRecord withChainLink(ChainLink link) {
        return new VerificationRecord(snapshot, verifiedAt, verdict, level, archive, link, findings);
    }

    /** Returns the same record with the acknowledged findings marked, and the verdict that is left without them. */
    public VerificationRecord acknowledged(Acknowledgement acknowledgement) {
        return withFindings(
                findings.stream()
                        .map(finding -> finding.counts()
                                        && finding.code().isAcknowledgeable()
                                        && acknowledgement.codes().contains(finding.code())
                                ? finding.acknowledged(acknowledgement.remark())
                                : finding)
                        .toList(),
                level);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.VERIFICATION_RECORD.text());
        snapshot.putInto(map);
        map.put("verifiedAt", verifiedAt.toString());
        map.put("verdict", verdict.id());
        map.put("level", level.id());
        if (archive != null) {
            archive.putInto(map);
        }
        if (chainLink != null) {
            map.put(ChainLink.FIELD, chainLink.toMap());
        }
        map.put("findings", findings.stream().map(Finding::toMap).toList());
        return map;
    }

    /**
     * Returns the record that a document holds.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static VerificationRecord of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.VERIFICATION_RECORD.require(document);
        return new VerificationRecord(
                SnapshotVersion.of(document),
                document.time("verifiedAt"),
                document.oneOf("verdict", Verdict::ofId),
                document.oneOf("level", ProofLevel::ofId),
                ArchiveReport.in(document),
                document.optionalObject(ChainLink.FIELD).map(ChainLink::of).orElse(null),
                Finding.listOf(document.objects("findings")));
    }
}

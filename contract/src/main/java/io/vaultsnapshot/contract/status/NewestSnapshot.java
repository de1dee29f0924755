package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest snapshot of a cluster that was looked at, whatever was found.
 *
 * @param key its key in the bucket
 * @param versionId the version that was looked at, or null in a bucket without versions
 * @param verifiedAt when it was looked at
 * @param verdict what the findings amount to
 * @param bytes its size; null when it was not read to its end
 * @param findings what was found in it
 */
public record NewestSnapshot(
        SnapshotKey key,
        @Nullable String versionId,
        Instant verifiedAt,
        Verdict verdict,
        @Nullable Long bytes,
        List<Finding> findings) {
    /** Copies the findings. */
    public NewestSnapshot {
        findings = List.copyOf(findings);
    }

    /** Returns what a status keeps of a verification record. */
    public static NewestSnapshot of(VerificationRecord record) {
        return new NewestSnapshot(
                record.key(),
                record.versionId(),
                record.verifiedAt(),
                record.verdict(),
                record.bytes(),
                record.findings());
    }

    /** Returns whether the bytes were not read, so that looking again may tell more. */
    public boolean isUnread() {
        return verdict == Verdict.UNKNOWN
                && findings.stream().anyMatch(finding -> finding.code().meansUnread());
    }

    /** Returns whether reading it took all the time of a run. Trying again at once would cost the same again. */
    public boolean isTimedOut() {
        return findings.stream().anyMatch(finding -> finding.code() == FindingCode.VERIFICATION_TIMED_OUT);
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key.format());
        if (versionId != null) {
            map.put("versionId", versionId);
        }
        map.put("verifiedAt", verifiedAt.toString());
        map.put("verdict", verdict.id());
        if (bytes != null) {
            map.put("bytes", bytes);
        }
        map.put("findings", findings.stream().map(Finding::toMap).toList());
        return map;
    }

    static NewestSnapshot of(JsonObject document) {
        return new NewestSnapshot(
                document.snapshotKey("key"),
                document.optionalText("versionId").orElse(null),
                document.time("verifiedAt"),
                document.oneOf("verdict", Verdict::ofId),
                document.optionalNumber("bytes").orElse(null),
                Finding.listOf(document.objects("findings")));
    }
}

package io.vaultsnapshot.cli.restore;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.StateContents;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Records of one snapshot, and the plan to restore it into the running server. */
public final class RestorePlans {
    static final Instant TAKEN = Instant.parse("2026-11-23T02:00:05Z");
    static final long INDEX = 120;

    private RestorePlans() {}

    /** Returns the record of a snapshot of a Shamir seal with 2 of 3 keys and a canary, with the given findings. */
    public static VerificationRecord record(Instant takenAt, String versionId, FindingCode... codes) {
        SnapshotMeta meta = new SnapshotMeta(1, "bolt-snapshot", INDEX, 3, 1, 4096, List.of());
        SealInfo seal = new SealInfo(SealInfo.SHAMIR, 3, 2, null, List.of(), null, null);
        return new VerificationRecord(
                new SnapshotVersion(
                        new SnapshotKey("demo", takenAt), versionId, new Canary("n0nce+", takenAt.minusSeconds(2))),
                takenAt.plusSeconds(30),
                Verdict.of(Arrays.asList(codes)),
                ProofLevel.UNSEALABLE,
                new ArchiveReport("a".repeat(64), 8192, meta, List.of("2.6.2"), seal, Map.of(), StateContents.EMPTY),
                null,
                Arrays.stream(codes)
                        .map(code -> Finding.of(code, "found by the test"))
                        .toList());
    }

    static RestorePlan plan(RestoreTarget target) {
        return RestorePlan.of(
                target,
                new ChosenSnapshot(record(TAKEN, "v1"), "you named it", List.of()),
                Map.of(
                        RestoreVariable.CLI, "bao",
                        RestoreVariable.BUCKET, "backups",
                        RestoreVariable.FOLDER, "restore-demo",
                        RestoreVariable.NAMESPACE, "vault-snapshot",
                        RestoreVariable.JOB, "after-restore-1",
                        RestoreVariable.OTHER_NODES, ""));
    }
}

package io.vaultsnapshot.snapshot.seal;

import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_UNCHECKED;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says whether what unseals a snapshot is alive, and so whether the level {@code unsealable} is reached. */
public final class SealWatch {
    private final SealKeys keys;

    /** Asks the given keys. */
    public SealWatch(SealKeys keys) {
        this.keys = keys;
    }

    /** Returns the record with what the seal's keys add to it; unchanged when it is not intact or needs no KMS key. */
    public VerificationRecord check(ClusterSettings cluster, VerificationRecord record) {
        SealInfo seal = record.seal();
        if (record.verdict() != Verdict.INTACT || seal == null || !seal.type().equals(SealInfo.AWSKMS)) {
            return record;
        }
        List<Finding> problems = problems(cluster, seal);
        ProofLevel level = problems.isEmpty() ? ProofLevel.UNSEALABLE : record.level();
        List<Finding> findings = new ArrayList<>(record.findings());
        findings.addAll(problems);
        return record.withFindings(findings, level);
    }

    /**
     * Returns what is wrong with the keys of a seal now, or why they could not be asked about; empty when all are alive or the seal
     * needs none. For the daily look at the newest snapshot: keys die later than snapshots are taken.
     */
    public List<Finding> problems(ClusterSettings cluster, @Nullable SealInfo seal) {
        if (seal == null || !seal.type().equals(SealInfo.AWSKMS)) {
            return List.of();
        }
        if (seal.keys().isEmpty()) {
            return List.of(
                    Finding.of(KMS_KEY_UNCHECKED, "the snapshot does not say which KMS key its awskms seal uses"));
        }
        return seal.keys().stream()
                .flatMap(key -> problems(cluster, key).stream())
                .toList();
    }

    private List<Finding> problems(ClusterSettings cluster, String key) {
        List<KmsKeyArn> expected = cluster.get(ClusterSetting.SEAL_KEY_ARNS);
        if (!expected.isEmpty() && expected.stream().noneMatch(arn -> arn.text().equals(key))) {
            return List.of(Finding.of(
                    KMS_KEY_UNCHECKED,
                    "the snapshot is sealed by " + key + ", which is not in " + ClusterSetting.SEAL_KEY_ARNS
                            + " of its cluster"));
        }
        return keys.check(key).problem().stream().toList();
    }
}

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

/** Checks whether the keys that unseal a snapshot are usable, which the level {@code unsealable} needs. */
public final class SealKeyCheck {
    private final SealKeys keys;

    /** Checks keys with the given service. */
    public SealKeyCheck(SealKeys keys) {
        this.keys = keys;
    }

    /** Returns the record with the findings about the seal's keys. It is unchanged when not intact or without a KMS key. */
    public VerificationRecord check(ClusterSettings cluster, VerificationRecord record) {
        SealInfo seal = record.seal();
        if (record.verdict() != Verdict.INTACT || seal == null || !seal.needsKmsKey()) {
            return record;
        }
        List<Finding> problems = problems(cluster, seal);
        ProofLevel level = problems.isEmpty() ? ProofLevel.UNSEALABLE : record.level();
        List<Finding> findings = new ArrayList<>(record.findings());
        findings.addAll(problems);
        return record.withFindings(findings, level);
    }

    /**
     * Returns what is wrong with the keys of a seal, or why they could not be checked. It is empty when all are usable or
     * the seal needs none. The newest snapshot is checked daily, since a key can be disabled after the snapshot was taken.
     */
    public List<Finding> problems(ClusterSettings cluster, SealInfo seal) {
        if (!seal.needsKmsKey()) {
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
        return keys.problem(key).stream().toList();
    }
}

package io.vaultsnapshot.snapshot.seal;

import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_UNCHECKED;
import static io.vaultsnapshot.contract.finding.FindingCode.SEAL_KEY_UNCHECKABLE;

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
import java.util.Optional;

/** Checks whether the keys that unseal a snapshot are usable, which the level {@code unsealable} needs. */
public final class SealKeyCheck {
    private final SealKeys keys;

    /** Checks keys with the given service. */
    public SealKeyCheck(SealKeys keys) {
        this.keys = keys;
    }

    /**
     * Returns the record with the findings about the seal's keys. It is unchanged when not intact, with a Shamir seal,
     * and when the cluster asks for no such proof and no key is in KMS.
     */
    public VerificationRecord check(ClusterSettings cluster, VerificationRecord record) {
        SealInfo seal = record.seal();
        if (record.verdict() != Verdict.INTACT || seal == null || seal.isShamir()) {
            return record;
        }
        if (!seal.needsKmsKey()) {
            return cluster.get(ClusterSetting.PROOF_LEVEL).compareTo(ProofLevel.UNSEALABLE) < 0
                    ? record
                    : with(record, List.of(uncheckable(seal)), record.level());
        }
        SealKeyState state = state(cluster, seal);
        return with(record, state.findings(), state.usable() ? ProofLevel.UNSEALABLE : record.level());
    }

    /** What says why a level is not reached comes first. */
    private static VerificationRecord with(VerificationRecord record, List<Finding> first, ProofLevel level) {
        List<Finding> findings = new ArrayList<>(first);
        findings.addAll(record.findings());
        return record.withFindings(findings, level);
    }

    private static Finding uncheckable(SealInfo seal) {
        return Finding.of(
                SEAL_KEY_UNCHECKABLE,
                "a seal of type " + seal.type() + " unseals this snapshot, and its key cannot be looked up: set "
                        + ClusterSetting.PROOF_LEVEL + " of the cluster to " + ProofLevel.INTACT.id()
                        + ", and watch the key yourself, which nothing else does then");
    }

    /**
     * Returns whether a key of a seal is usable, and what is wrong with its keys. The newest snapshot is checked daily,
     * since a key can be disabled after the snapshot was taken.
     */
    public SealKeyState state(ClusterSettings cluster, SealInfo seal) {
        if (seal.keys().isEmpty()) {
            return SealKeyState.of(List.of(Optional.of(
                    Finding.of(KMS_KEY_UNCHECKED, "the snapshot does not say which KMS key its awskms seal uses"))));
        }
        return SealKeyState.of(
                seal.keys().stream().map(key -> problem(cluster, key)).toList());
    }

    /**
     * Returns why no key of a seal can be used, whatever the settings expect; empty when one can be used, and for a seal
     * without a key in KMS.
     */
    public List<Finding> problems(SealInfo seal) {
        if (!seal.needsKmsKey()) {
            return List.of();
        }
        SealKeyState state =
                SealKeyState.of(seal.keys().stream().map(keys::problem).toList());
        return state.usable() ? List.of() : state.findings();
    }

    private Optional<Finding> problem(ClusterSettings cluster, String key) {
        List<KmsKeyArn> expected = cluster.get(ClusterSetting.SEAL_KEY_ARNS);
        if (!expected.isEmpty() && expected.stream().noneMatch(arn -> arn.text().equals(key))) {
            return Optional.of(Finding.of(
                    KMS_KEY_UNCHECKED,
                    "the snapshot is sealed by " + key + ", which is not in " + ClusterSetting.SEAL_KEY_ARNS
                            + " of its cluster"));
        }
        return keys.problem(key);
    }
}

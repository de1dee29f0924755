package io.vaultsnapshot.snapshot.seal;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import java.util.List;
import java.util.Optional;

/**
 * Whether a seal's keys unseal.
 *
 * @param usable whether one of the keys is usable: any one of them unseals
 * @param findings what is wrong with the keys; with a usable one only warnings about the others
 */
public record SealKeyState(boolean usable, List<Finding> findings) {
    /** Copies the findings. */
    public SealKeyState {
        findings = List.copyOf(findings);
    }

    /** Returns the state of a seal whose keys have the given problems, each empty for a usable key. */
    static SealKeyState of(List<Optional<Finding>> problems) {
        boolean usable = problems.stream().anyMatch(Optional::isEmpty);
        return new SealKeyState(
                usable,
                problems.stream()
                        .flatMap(Optional::stream)
                        .map(problem -> usable && problem.code().meansKeyUnusable() ? spare(problem) : problem)
                        .toList());
    }

    private static Finding spare(Finding problem) {
        return Finding.of(FindingCode.SEAL_KEY_SPARE_UNUSABLE, problem.code() + ": " + problem.message());
    }

    /** Returns whether it is known that no key is usable. */
    public boolean isUnusable() {
        return !usable && findings.stream().allMatch(finding -> finding.code().meansKeyUnusable());
    }
}

package io.vaultsnapshot.snapshot.archive;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.snapshot.archive.seal.SealedSums;
import io.vaultsnapshot.snapshot.archive.state.LargestKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading one archive.
 *
 * @param archive what the archive says
 * @param largest the longest entries, longest first
 * @param sealedSums the checksums and their sealed copy; null when either could not be read
 * @param findings what is wrong, in the order it was found
 */
public record ArchiveInspection(
        ArchiveReport archive,
        List<LargestKey> largest,
        @Nullable SealedSums sealedSums,
        List<Finding> findings) {
    /** Copies the collections. */
    public ArchiveInspection {
        largest = List.copyOf(largest);
        findings = List.copyOf(findings);
    }

    /** Returns the verdict that follows from the findings. */
    public Verdict verdict() {
        return Verdict.of(codes());
    }

    /** Returns the codes of the findings, in their order. */
    public List<FindingCode> codes() {
        return findings.stream().map(Finding::code).toList();
    }

    /**
     * Returns how far the archive alone proves the snapshot. A Shamir seal needs nothing but the people who hold the
     * shares, so an intact archive that states its quorum is unsealable. Any other seal needs a key outside of the
     * archive, and the archive cannot tell whether that key is usable.
     */
    public ProofLevel level() {
        if (verdict() != Verdict.INTACT) {
            return ProofLevel.PRESENT;
        }
        SealInfo seal = archive.seal();
        return seal != null && seal.isShamir() ? ProofLevel.UNSEALABLE : ProofLevel.INTACT;
    }
}

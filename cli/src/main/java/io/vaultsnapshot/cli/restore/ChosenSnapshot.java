package io.vaultsnapshot.cli.restore;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.List;

/**
 * The snapshot that is to be restored.
 *
 * @param record what the verifier found in it
 * @param why why it is this one, in one sentence
 * @param skipped newer snapshots within the time asked for that are not intact
 */
public record ChosenSnapshot(VerificationRecord record, String why, List<VerificationRecord> skipped) {
    /** Copies the list. */
    public ChosenSnapshot {
        skipped = List.copyOf(skipped);
    }

    /** Returns the findings that make it less than intact: those that nobody acknowledged. */
    public List<Finding> openFindings() {
        return record.findings().stream().filter(Finding::counts).toList();
    }
}

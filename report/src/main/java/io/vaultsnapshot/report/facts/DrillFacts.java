package io.vaultsnapshot.report.facts;

import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.record.DrillRecord;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast a restore drill was, and how much a disaster at its start would have lost. Only a drill that restored reached
 * anything.
 *
 * @param rto from the drill's start until it had ended: download, restore, unseal and the first read are in it; null when it did
 *     not restore
 * @param readAfter from the start of the restore until a known value was read; null when that is not known
 * @param rpo how old the newest value in the restored server was when the drill began; null when it did not restore
 */
public record DrillFacts(
        @Nullable Duration rto,
        @Nullable Duration readAfter,
        @Nullable Duration rpo) {
    /** Returns what a drill reached. */
    public static DrillFacts of(DrillRecord drill) {
        DrillProof proof = drill.proof();
        if (proof == null || drill.end().outcome() != DrillResult.RESTORED) {
            return new DrillFacts(null, null, null);
        }
        Long seconds = proof.reading().readAfterSeconds();
        Instant newest = newestValue(proof);
        return new DrillFacts(
                Duration.between(proof.run().startedAt(), proof.run().endedAt()),
                seconds == null ? null : Duration.ofSeconds(seconds),
                newest == null ? null : Duration.between(newest, proof.run().startedAt()));
    }

    private static @Nullable Instant newestValue(DrillProof proof) {
        if (proof.reading().canary() != null) {
            return proof.reading().canary().writtenAt();
        }
        return proof.snapshot() == null ? null : proof.snapshot().key().takenAt();
    }
}

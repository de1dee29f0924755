package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.run.JobWatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen beside the snapshots themselves.
 *
 * @param seal the last look at the seal's key, or null when there is no key to look at
 * @param drills what was seen of restore drills, or null when none is expected
 * @param job what runs of the backup job said, or null when none has said anything
 * @param overwritten snapshots over which other bytes were written, in the order in which that was found, at most {@value
 *     OverwrittenSnapshot#KEPT}
 * @param replica what was seen of the copies in the replica, or null when there is none
 */
public record LaterChecks(
        @Nullable SealCheck seal,
        @Nullable DrillWatch drills,
        @Nullable JobWatch job,
        List<OverwrittenSnapshot> overwritten,
        @Nullable ReplicaWatch replica) {
    /** Nothing was seen. */
    public static final LaterChecks NONE = new LaterChecks(null, null, null, List.of(), null);

    /** Copies the list. */
    public LaterChecks {
        overwritten = List.copyOf(overwritten);
    }
}

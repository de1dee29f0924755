package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.run.JobWatch;
import org.jspecify.annotations.Nullable;

/**
 * What was seen beside the snapshots themselves.
 *
 * @param seal the last look at the seal's key, or null when there is no key to look at
 * @param drills what was seen of restore drills, or null when none is expected
 * @param job what runs of the backup job said, or null when none has said anything
 */
public record LaterChecks(
        @Nullable SealCheck seal,
        @Nullable DrillWatch drills,
        @Nullable JobWatch job) {
    /** Nothing was seen. */
    public static final LaterChecks NONE = new LaterChecks(null, null, null);
}

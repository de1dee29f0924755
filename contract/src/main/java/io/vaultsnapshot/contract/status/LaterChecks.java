package io.vaultsnapshot.contract.status;

import org.jspecify.annotations.Nullable;

/**
 * What was seen after snapshots had been verified.
 *
 * @param seal the last look at the seal's key, or null when there is no key to look at
 * @param drills what was seen of restore drills, or null when none is expected
 */
public record LaterChecks(
        @Nullable SealCheck seal, @Nullable DrillWatch drills) {
    /** Nothing was seen. */
    public static final LaterChecks NONE = new LaterChecks(null, null);
}

package io.vaultsnapshot.contract.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen after snapshots had been verified.
 *
 * @param seal the last look at the seal's key, or null when there is no key to look at
 * @param drills what was seen of restore drills, or null when none is expected
 * @param overwritten snapshots over which other bytes were written, in the order in which that was found, at most {@value
 *     OverwrittenSnapshot#KEPT}
 */
public record LaterChecks(
        @Nullable SealCheck seal, @Nullable DrillWatch drills, List<OverwrittenSnapshot> overwritten) {
    /** Nothing was seen. */
    public static final LaterChecks NONE = new LaterChecks(null, null, List.of());

    /** Copies the list. */
    public LaterChecks {
        overwritten = List.copyOf(overwritten);
    }
}

package io.vaultsnapshot.verifier.replica;

import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.settings.ReplicaSettings;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.VersionListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sweep's look at the replica. It asks only where something may have changed: while the newest proven snapshot has no known
 * copy, and once a day for each cluster, since a copy can be lost. So most clusters cost no request. Safe for several threads.
 */
public final class ReplicaCheck {
    /** There is no replica, so there is nothing to look at. */
    public static final ReplicaCheck NONE = new ReplicaCheck(null);

    /**
     * So many looks may fail in one sweep. Each may wait long for an answer, and with 10,000 of them no time would be left for
     * the snapshots themselves. The clusters after them take over the last reason.
     */
    static final int MOST_FAILURES = 16;

    private final @Nullable ReplicaLook look;
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    private ReplicaCheck(@Nullable ReplicaLook look) {
        this.look = look;
    }

    /**
     * Creates the look at a replica.
     *
     * @param copies lists the versions in the replica's bucket
     */
    public static ReplicaCheck of(VersionListing copies, ReplicaSettings settings) {
        return new ReplicaCheck(new ReplicaLook(copies, settings.allowedLag()));
    }

    /** Begins a sweep: what failed in the last one is tried again. */
    public void begin() {
        failures.clear();
    }

    /**
     * Returns what is known of the replica after a look, or without one where nothing can have changed.
     *
     * @param daily whether the cluster has its look of the day
     * @return null when there is no replica
     */
    public @Nullable ReplicaWatch at(Observations seen, boolean daily, Instant now) {
        if (look == null) {
            return null;
        }
        ReplicaWatch before = seen.replica() == null ? ReplicaWatch.NONE : seen.replica();
        ProvenSnapshot proven = seen.lastProven();
        if (proven == null || (!daily && isSettled(before, proven))) {
            return before;
        }
        if (failures.size() >= MOST_FAILURES) {
            return before.failed(now, failures.get(0));
        }
        try {
            return look.at(proven, before, now);
        } catch (StoreUnavailableException unavailable) {
            String reason = String.valueOf(unavailable.getMessage());
            failures.add(reason);
            return before.failed(now, reason);
        }
    }

    private static boolean isSettled(ReplicaWatch before, ProvenSnapshot proven) {
        return before.lag() == null && before.outage() == null && proven.key().equals(before.newest());
    }
}

package io.vaultsnapshot.verifier.replica;

import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.replica.ReplicaLag;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.VersionListing;
import java.time.Duration;
import java.time.Instant;

/**
 * One look at the copies of one cluster's snapshots. What the first bucket says about its replication does not count: the copy
 * itself must be there, with the version and the size of the one that was proven. S3 keeps the version's id when it copies.
 */
final class ReplicaLook {
    private final VersionListing copies;
    private final Duration allowedLag;

    ReplicaLook(VersionListing copies, Duration allowedLag) {
        this.copies = copies;
        this.allowedLag = allowedLag;
    }

    /** Returns what is known after a look for the copy of the newest proven snapshot; costs one request, two while it lags. */
    ReplicaWatch at(ProvenSnapshot proven, ReplicaWatch before, Instant now) throws StoreUnavailableException {
        ReplicaLag wanted = new ReplicaLag(proven.key(), proven.versionId(), proven.bytes(), now, now.plus(allowedLag));
        if (hasCopy(wanted)) {
            return new ReplicaWatch(proven.key(), now, null, null);
        }
        ReplicaLag lag = before.lag();
        if (lag == null) {
            return new ReplicaWatch(before.newest(), now, wanted, null);
        }
        // The one that was missing has come, and a newer one is on its way. That is slow and not standing still.
        boolean moved = !lag.key().equals(proven.key()) && hasCopy(lag);
        return moved
                ? new ReplicaWatch(lag.key(), now, wanted, null)
                : new ReplicaWatch(before.newest(), now, within(lag), null);
    }

    /** The limit is a setting, which may have changed since. */
    private ReplicaLag within(ReplicaLag lag) {
        return new ReplicaLag(
                lag.key(),
                lag.versionId(),
                lag.bytes(),
                lag.since(),
                lag.since().plus(allowedLag));
    }

    private boolean hasCopy(ReplicaLag wanted) throws StoreUnavailableException {
        return copies.versions(wanted.key().format()).stream().anyMatch(copy -> isCopy(copy, wanted));
    }

    private static boolean isCopy(ObjectVersion copy, ReplicaLag wanted) {
        String version = wanted.versionId();
        return copy.key().equals(wanted.key().format())
                && !copy.deleteMarker()
                && (version == null || version.equals(copy.versionId()))
                && (wanted.bytes() == 0 || wanted.bytes() == copy.size());
    }
}

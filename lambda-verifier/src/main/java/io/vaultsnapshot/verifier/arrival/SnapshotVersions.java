package io.vaultsnapshot.verifier.arrival;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.VersionListing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one snapshot that are in the bucket, delete markers left out.
 *
 * @param oldestFirst in the order in which S3 made them
 */
record SnapshotVersions(List<ObjectVersion> oldestFirst) {
    static SnapshotVersions of(VersionListing bucket, SnapshotKey key) throws StoreUnavailableException {
        List<ObjectVersion> bodies = new ArrayList<>(bucket.versions(key.format()).stream()
                .filter(each -> each.key().equals(key.format()) && !each.deleteMarker())
                .toList());
        Collections.reverse(bodies);
        return new SnapshotVersions(List.copyOf(bodies));
    }

    /** Returns the version that the snapshot's writer wrote first, as far as the bucket knows. */
    Optional<ObjectVersion> first() {
        return oldestFirst.stream().findFirst();
    }

    /** Returns the version that was written last. */
    Optional<ObjectVersion> last() {
        return oldestFirst.isEmpty() ? Optional.empty() : Optional.of(oldestFirst.get(oldestFirst.size() - 1));
    }

    /** Returns whether the key was written more than once. */
    boolean areSeveral() {
        return oldestFirst.size() > 1;
    }

    Optional<ObjectVersion> version(@Nullable String id) {
        return oldestFirst.stream().filter(each -> each.versionId().equals(id)).findFirst();
    }
}

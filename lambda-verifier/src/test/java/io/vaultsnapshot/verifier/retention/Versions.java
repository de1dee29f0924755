package io.vaultsnapshot.verifier.retention;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.retention.Standing;
import io.vaultsnapshot.contract.status.ClusterStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Versions and statuses for tests of the rule. */
final class Versions {
    static final String CLUSTER = "demo";

    private Versions() {}

    static SeenVersion proven(Instant takenAt) {
        return at(takenAt, Standing.PROVEN);
    }

    static SeenVersion proven(String takenAt) {
        return proven(Instant.parse(takenAt));
    }

    static SeenVersion at(Instant takenAt, Standing standing) {
        return new SeenVersion(new SnapshotKey(CLUSTER, takenAt), "v-" + takenAt, takenAt, false, standing);
    }

    static SeenVersion hidden(SeenVersion version) {
        return new SeenVersion(version.key(), version.versionId(), version.storedAt(), true, version.standing());
    }

    /** Returns proven versions in equal steps, oldest first. */
    static List<SeenVersion> every(Duration step, String first, int count) {
        List<SeenVersion> all = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            all.add(proven(Instant.parse(first).plus(step.multipliedBy(index))));
        }
        return all;
    }

    /** Returns the status of a cluster whose newest proven snapshot is the version. */
    static ClusterStatus status(SeenVersion newest) {
        ClusterStatus first = ClusterStatus.firstSeen(CLUSTER, newest.takenAt());
        ProvenSnapshot proven =
                new ProvenSnapshot(newest.key(), newest.takenAt(), ProofLevel.INTACT, newest.versionId(), null, 0);
        return new ClusterStatus(
                CLUSTER, first.assessment(), first.observations().withLastProven(proven), List.of(), List.of());
    }
}

package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.VersionListing;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.requests.RequestNotTakenException;
import io.vaultsnapshot.verifier.requests.VerificationRequests;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Looks once a day at all versions of a cluster's snapshots, for those that were written over others and whose events were
 * lost. It asks for their verification. It also brings back what a lost status named.
 */
public final class OverwriteSweep {
    private static final int AT_ONCE = 16;
    /** How many verifications one sweep asks for, like the sweep for missing snapshots. The next day goes on. */
    static final int MOST_REQUESTS = FreshnessSweep.MOST_REQUESTS;

    private final SnapshotSettings settings;
    private final UncomparedVersions uncompared;
    private final VerificationRequests requests;
    private final Clock clock;

    /** Creates it over the clusters of the settings. */
    public OverwriteSweep(
            SnapshotSettings settings,
            VersionListing versions,
            DocumentStore documents,
            VerificationRecords records,
            VerificationRequests requests,
            StatusRepository statuses,
            Clock clock) {
        this.settings = settings;
        this.uncompared = new UncomparedVersions(versions, documents, records, statuses);
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * Looks at the clusters whose turn it is.
     *
     * @param deadline from when on no further cluster is looked at
     * @throws StoreUnavailableException if any could not be looked at; the others were
     * @throws RequestNotTakenException if a verification could not be requested
     */
    public void run(Deadline deadline, RunMetrics metrics) throws StoreUnavailableException {
        SweepFailures failures = new SweepFailures();
        List<OtherVersionKey> found = Collections.synchronizedList(new ArrayList<>());
        try (Workers workers = new Workers(AT_ONCE)) {
            workers.each(ClustersInTurn.at(clock.instant(), settings.clusters()), cluster -> {
                if (!deadline.isPassed()) {
                    look(cluster, found, failures);
                }
                return cluster;
            });
        }
        List<OtherVersionKey> asked = found.subList(0, Math.min(found.size(), MOST_REQUESTS));
        metrics.describe("otherVersionsRequested", String.valueOf(asked.size()));
        for (OtherVersionKey version : asked) {
            try {
                requests.request(version);
            } catch (RequestNotTakenException refused) {
                failures.add(refused);
            }
        }
        failures.throwAny();
    }

    private void look(ClusterSettings cluster, List<OtherVersionKey> found, SweepFailures failures) {
        try {
            found.addAll(uncompared.of(cluster.name()));
        } catch (StoreUnavailableException unavailable) {
            failures.add(unavailable);
        }
    }
}

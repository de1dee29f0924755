package io.vaultsnapshot.verifier;

import io.vaultsnapshot.contract.ClusterState;
import io.vaultsnapshot.contract.SnapshotKey;
import io.vaultsnapshot.contract.StatusKey;
import io.vaultsnapshot.contract.VerifierMetrics;
import io.vaultsnapshot.contract.document.ClusterStatus;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.FleetEntry;
import io.vaultsnapshot.contract.document.FleetIndex;
import io.vaultsnapshot.contract.document.NewestSnapshot;
import io.vaultsnapshot.contract.document.ProvenSnapshot;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.verifier.freshness.FreshnessPolicy;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.status.StatusMachine;
import io.vaultsnapshot.verifier.store.CorruptDocumentException;
import io.vaultsnapshot.verifier.store.DocumentStore;
import io.vaultsnapshot.verifier.store.SnapshotStore;
import io.vaultsnapshot.verifier.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.store.StoredDocument;
import io.vaultsnapshot.verifier.store.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for what is missing. Its cost does not grow with the number of snapshots: one listing of the statuses tells which
 * changed since the last sweep; only those, and the clusters that look late, are read; only in the folders of late ones
 * is anything listed. A newer snapshot found there, whose event was lost, is verified at once.
 */
final class FreshnessSweep {
    private final SnapshotSettings settings;
    private final SnapshotStore snapshots;
    private final DocumentStore documents;
    private final SnapshotArrival arrival;
    private final StatusKeeper statuses;
    private final Clock clock;

    FreshnessSweep(
            SnapshotSettings settings,
            SnapshotStore snapshots,
            DocumentStore documents,
            SnapshotArrival arrival,
            StatusKeeper statuses,
            Clock clock) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.documents = documents;
        this.arrival = arrival;
        this.statuses = statuses;
        this.clock = clock;
    }

    /**
     * Sweeps all clusters of the settings. One that cannot be looked at does not keep the others from it.
     *
     * @throws StoreUnavailableException if any could not be looked at; the run then counts as not finished
     */
    void run(RunMetrics metrics) throws StoreUnavailableException {
        Instant begin = clock.instant();
        Map<String, String> etags = new HashMap<>();
        for (StoredObject document : documents.list(StatusKey.ROOT)) {
            StatusKey.clusterOf(document.key()).ifPresent(cluster -> etags.put(cluster, document.etag()));
        }
        Map<String, FleetEntry> before = readIndex();
        Map<String, FleetEntry> after = new HashMap<>();
        List<StoreUnavailableException> failures = new ArrayList<>();
        for (ClusterSettings cluster : settings.clusters()) {
            FleetEntry known = before.get(cluster.name());
            if (known != null && known.etag().equals(etags.get(cluster.name())) && begin.isBefore(known.lookAfter())) {
                after.put(cluster.name(), known);
                continue;
            }
            try {
                after.put(cluster.name(), look(cluster, metrics));
            } catch (StoreUnavailableException unavailable) {
                failures.add(unavailable);
            }
        }
        documents.overwrite(StatusKey.FLEET_INDEX, new FleetIndex(begin, after).toMap());
        report(after, failures, metrics);
    }

    private FleetEntry look(ClusterSettings cluster, RunMetrics metrics) throws StoreUnavailableException {
        StatusMachine machine = new StatusMachine(new FreshnessPolicy(cluster.job()));
        StoredStatus before = StoredStatus.read(documents, cluster.name(), clock.instant());
        boolean looksLate = !before.isStored() || !clock.instant().isBefore(machine.lookAfter(before.status()));
        Optional<SnapshotKey> news = looksLate ? news(cluster, before.status()) : Optional.empty();
        // What arrived is judged together with the time that has passed, so one of the two is enough.
        StoredStatus after = news.isPresent()
                ? arrival.handle(cluster, news.get(), null, metrics)
                : statuses.change(cluster.name(), status -> machine.afterTime(status, clock.instant()), metrics);
        return entry(after, machine);
    }

    /** Returns the newest snapshot that nobody has looked at, or the one that nobody could. */
    private Optional<SnapshotKey> news(ClusterSettings cluster, ClusterStatus status) throws StoreUnavailableException {
        NewestSnapshot newest = status.newest();
        Optional<SnapshotKey> unseen =
                snapshots.list(SnapshotKey.prefix(cluster.name()), newest == null ? null : newest.key()).stream()
                        .flatMap(object -> SnapshotKey.parse(object.key()).stream())
                        .filter(key -> !StatusMachine.isInFuture(key, clock.instant()))
                        .max(SnapshotKey::compareTo);
        if (unseen.isEmpty()
                && newest != null
                && newest.findings().stream().anyMatch(finding -> finding.code().meansUnread())) {
            return SnapshotKey.parse(newest.key());
        }
        return unseen;
    }

    private static FleetEntry entry(StoredStatus stored, StatusMachine machine) {
        ClusterStatus status = stored.status();
        ProvenSnapshot proven = status.lastProven();
        return new FleetEntry(
                String.valueOf(stored.etag()),
                status.state(),
                status.since(),
                proven == null ? null : proven.takenAt(),
                machine.lookAfter(status));
    }

    /** An index that is missing or unreadable costs this sweep some reading, and is written anew at its end. */
    private Map<String, FleetEntry> readIndex() throws StoreUnavailableException {
        try {
            return documents
                    .read(StatusKey.FLEET_INDEX)
                    .map(StoredDocument::fields)
                    .map(fields -> FleetIndex.of(fields).clusters())
                    .orElse(Map.of());
        } catch (CorruptDocumentException | DocumentException unreadable) {
            return Map.of();
        }
    }

    private void report(Map<String, FleetEntry> seen, List<StoreUnavailableException> failures, RunMetrics metrics)
            throws StoreUnavailableException {
        long healthy = seen.values().stream()
                .filter(entry -> entry.state() == ClusterState.HEALTHY)
                .count();
        metrics.add(VerifierMetrics.CLUSTERS, settings.clusters().size());
        metrics.add(VerifierMetrics.CLUSTERS_NOT_HEALTHY, settings.clusters().size() - healthy);
        if (!failures.isEmpty()) {
            StoreUnavailableException first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
        metrics.add(VerifierMetrics.SWEEP_COMPLETED, 1);
    }
}

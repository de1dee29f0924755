package io.vaultsnapshot.report.reading;

import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.facts.ClusterFacts;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a report shows. It asks for the index once, and for each cluster its status, two listings, each record once, and
 * for the audit three things more.
 */
public final class ReportReader {
    /** How many clusters are read at once, and how many documents. */
    private static final int CLUSTERS_AT_ONCE = 8;

    private static final int DOCUMENTS_AT_ONCE = 32;

    private final ReportBucket bucket;
    private final Watcher watcher;

    /** Is told how far the reading is. */
    @FunctionalInterface
    public interface Watcher {
        /** Called after each cluster, by any thread. */
        void read(int clusters, int of);
    }

    /** Reads from a bucket. */
    public ReportReader(ReportBucket bucket, Watcher watcher) {
        this.bucket = bucket;
        this.watcher = watcher;
    }

    /**
     * Reads a report.
     *
     * @throws StoreUnavailableException if something that the page needs could not be read: a page that leaves a cluster out
     *     would look better than the truth
     */
    public ReportFacts read(ReportRequest request) throws StoreUnavailableException {
        FleetIndex index = FleetIndexReader.read(bucket.documents());
        Map<String, FleetEntry> shown = new TreeMap<>(index.clusters());
        shown.keySet().removeIf(name -> !request.shows(name));
        FleetIndex view = new FleetIndex(index.sweptAt(), shown);
        List<Optional<ClusterFacts>> read = clusters(
                request, view.worstFirst().stream().map(Map.Entry::getKey).toList());
        List<ClusterFacts> facts = read.stream().flatMap(Optional::stream).toList();
        return new ReportFacts(
                request.origin(),
                view,
                unswept(request, facts),
                facts,
                request.settings() == null ? null : request.settings().alerts());
    }

    private List<Optional<ClusterFacts>> clusters(ReportRequest request, List<String> names)
            throws StoreUnavailableException {
        ExecutorService clusters = Executors.newFixedThreadPool(CLUSTERS_AT_ONCE);
        ExecutorService documents = Executors.newFixedThreadPool(DOCUMENTS_AT_ONCE);
        AtomicInteger done = new AtomicInteger();
        try {
            ClusterReader reader = new ClusterReader(bucket, request, documents);
            return Parallel.each(clusters, names, name -> {
                Optional<ClusterFacts> facts = reader.read(name);
                watcher.read(done.incrementAndGet(), names.size());
                return facts;
            });
        } finally {
            clusters.shutdownNow();
            documents.shutdownNow();
        }
    }

    private static List<String> unswept(ReportRequest request, List<ClusterFacts> facts) {
        Set<String> seen = facts.stream().map(ClusterFacts::name).collect(Collectors.toSet());
        SnapshotSettings settings = request.settings();
        Stream<String> expected = Stream.concat(
                request.only().stream(),
                settings == null ? Stream.of() : settings.clusters().stream().map(ClusterSettings::name));
        return expected.filter(request::shows)
                .filter(name -> !seen.contains(name))
                .distinct()
                .sorted()
                .toList();
    }
}

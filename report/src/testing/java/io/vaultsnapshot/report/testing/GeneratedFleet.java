package io.vaultsnapshot.report.testing;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.facts.ReportOrigin;
import io.vaultsnapshot.report.facts.ReportPeriod;
import io.vaultsnapshot.report.reading.ReportBucket;
import io.vaultsnapshot.report.reading.ReportReader;
import io.vaultsnapshot.report.reading.ReportRequest;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A fleet with a history of thirty days, the same each time: every document is written by the code that writes it in the bucket.
 * Only the backups themselves are missing; of those a report sees names and sizes.
 */
public final class GeneratedFleet {
    /** When the fleet is looked at. */
    public static final Instant NOW = Instant.parse("2026-11-27T15:04:00Z");
    /** The thirty days. */
    public static final ReportPeriod PERIOD =
            new ReportPeriod(LocalDate.parse("2026-10-29"), LocalDate.parse("2026-11-27"));

    private static final String BUCKET = "hashicorp-vault-snapshots-111122223333-eu-north-1";
    private static final List<String> PLACES = List.of("prod", "staging", "payments", "identity", "edge", "data");

    private final IndexedDocuments documents = new IndexedDocuments();
    private final ListedObjects objects = new ListedObjects();
    private final SnapshotSettings settings;

    /**
     * Makes a fleet.
     *
     * @param signer who signs the records
     */
    public GeneratedFleet(int clusters, RecordSigner signer) throws StoreUnavailableException {
        settings = SettingsParser.parse(Map.of(
                "account",
                "111122223333",
                "region",
                "eu-north-1",
                "bucket",
                BUCKET,
                "retentionDays",
                90,
                "alerts",
                List.of(
                        Map.of("protocol", "email", "endpoint", "oncall@example.com"),
                        Map.of("protocol", "https", "endpoint", "https://hooks.example.com/services/T0/secret")),
                "clusters",
                IntStream.range(0, clusters).mapToObj(GeneratedFleet::cluster).toList()));
        Map<String, FleetEntry> entries = new TreeMap<>();
        int number = 0;
        for (ClusterSettings cluster : settings.clusters()) {
            entries.put(
                    cluster.name(),
                    new GeneratedCluster(cluster, number, Story.of(number), documents, objects, signer).write());
            number++;
        }
        documents.overwrite(StatusKey.FLEET_INDEX, new FleetIndex(NOW.minusSeconds(240), entries).toMap());
    }

    private static Map<String, Object> cluster(int number) {
        String name = PLACES.get(number % PLACES.size()) + "-" + (1 + number / PLACES.size());
        return Map.of("name", name, "schedule", "0 2 * * *", "drillSchedule", "0 4 * * 0");
    }

    /** Returns the bucket as a report reads it. */
    public ReportBucket bucket() {
        return new ReportBucket(documents, objects, objects);
    }

    /** Returns the documents in it. */
    public IndexedDocuments documents() {
        return documents;
    }

    /** Returns the backups in it. */
    public ListedObjects objects() {
        return objects;
    }

    /** Returns the fleet's settings. */
    public SnapshotSettings settings() {
        return settings;
    }

    /** Returns where a report of it comes from. */
    public static ReportOrigin origin() {
        return new ReportOrigin(
                BUCKET,
                NOW,
                "arn:aws:sts::111122223333:assumed-role/Auditor/alice",
                "vault-snapshot 0.1.0",
                PERIOD);
    }

    /** Returns what a report of it shows, the chain checked with a key. */
    public ReportFacts facts(byte[] publicKey) throws StoreUnavailableException {
        return new ReportReader(bucket(), (done, all) -> {})
                .read(new ReportRequest(origin(), Set.of(), settings, arn -> publicKey));
    }
}

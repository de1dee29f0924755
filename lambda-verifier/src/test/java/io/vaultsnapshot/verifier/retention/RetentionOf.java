package io.vaultsnapshot.verifier.retention;

import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.custody.RecordChain;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.SnapshotTags;
import io.vaultsnapshot.snapshot.store.VersionListing;
import io.vaultsnapshot.verifier.alerts.RecordingAlertSink;
import io.vaultsnapshot.verifier.records.RecordsOf;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import io.vaultsnapshot.verifier.sweep.RetentionSweep;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The retention over any stores. */
public final class RetentionOf {
    private RetentionOf() {}

    /** Returns the retention of a bucket. */
    public static ClusterRetention of(
            DocumentStore documents, VersionListing versions, SnapshotTags tags, Clock clock) {
        return new ClusterRetention(
                new SnapshotInventory(versions, documents, RecordsOf.of(documents, clock)),
                new RetentionLedgers(documents),
                new RecordChain(documents, RecordSigner.NONE),
                tags,
                new StatusRepository(documents, new RecordingAlertSink(), clock),
                clock);
    }

    /** Returns the sweep's part of it. */
    public static <B extends VersionListing & SnapshotTags> RetentionSweep sweep(
            SnapshotSettings settings, DocumentStore documents, B bucket, Clock clock) {
        return new RetentionSweep(settings, of(documents, bucket, bucket, clock), clock);
    }

    /** Returns what may go after two years with a snapshot every six hours. */
    public static String whatGoes(Retention retention, ClusterSettings cluster) {
        List<SeenVersion> all = Versions.every(Duration.ofHours(6), "2024-11-23T02:05:00Z", 4 * 730);
        SeenVersion newest = all.get(all.size() - 1);
        return new RetentionRule(retention, cluster.get(ClusterSetting.TIME_ZONE))
                .superseded(all, Versions.status(newest), newest.takenAt())
                .toString();
    }
}

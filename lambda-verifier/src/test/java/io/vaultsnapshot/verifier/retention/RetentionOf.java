package io.vaultsnapshot.verifier.retention;

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

/** The retention over any stores. */
public final class RetentionOf {
    private RetentionOf() {}

    /** Returns the retention of a bucket. */
    public static ClusterRetention of(DocumentStore documents, VersionListing versions, SnapshotTags tags, Clock clock) {
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
}

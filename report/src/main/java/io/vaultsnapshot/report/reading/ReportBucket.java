package io.vaultsnapshot.report.reading;

import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.VersionListing;

/**
 * The three sides of a bucket that a report reads.
 *
 * @param documents the verifier's documents
 * @param objects lists what readers see
 * @param versions lists all versions
 */
public record ReportBucket(DocumentStore documents, SnapshotStore objects, VersionListing versions) {}

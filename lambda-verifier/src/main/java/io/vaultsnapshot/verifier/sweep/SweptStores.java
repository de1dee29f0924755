package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.verifier.replica.ReplicaCheck;

/**
 * Where a sweep looks.
 *
 * @param snapshots the snapshots
 * @param documents what is known about them
 * @param replica their copies
 */
public record SweptStores(SnapshotStore snapshots, DocumentStore documents, ReplicaCheck replica) {}

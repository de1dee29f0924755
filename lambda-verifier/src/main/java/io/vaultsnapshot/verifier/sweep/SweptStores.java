package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.verifier.replica.ReplicaCheck;

/**
 * Where a sweep looks, and where it leaves what it saw.
 *
 * @param snapshots the snapshots
 * @param view where it leaves what it saw
 * @param replica their copies
 */
public record SweptStores(SnapshotStore snapshots, FleetView view, ReplicaCheck replica) {}

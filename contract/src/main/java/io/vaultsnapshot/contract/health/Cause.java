package io.vaultsnapshot.contract.health;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/** Why a cluster is in its state. Each cause belongs to one state and says in words what is wrong, and which proof is missing. */
public enum Cause {
    /** The newest snapshot is proven. */
    PROVEN(ClusterState.HEALTHY, MissingProof.NONE, "the newest snapshot is proven", "the newest snapshots are proven"),
    /** The settings declare a pause. */
    PAUSE(
            ClusterState.PAUSED,
            MissingProof.NONE,
            "backups are paused by the settings",
            "backups are paused by the settings"),
    /** The first snapshot is awaited. */
    FIRST_SNAPSHOT_AWAITED(
            ClusterState.PENDING,
            MissingProof.PRESENT,
            "the first snapshot is awaited",
            "the first snapshots are awaited"),
    /** A snapshot is later than usual. */
    SNAPSHOT_AWAITED(
            ClusterState.PENDING,
            MissingProof.PRESENT,
            "a snapshot is later than usual",
            "snapshots are later than usual"),
    /** The newest snapshot could not be read yet, and is tried again. */
    PROOF_AWAITED(
            ClusterState.PENDING,
            MissingProof.INTACT,
            "the newest snapshot could not be read yet",
            "the newest snapshots could not be read yet"),
    /** The newest snapshot could not be read for too long. */
    SNAPSHOT_UNREADABLE(
            ClusterState.UNKNOWN,
            MissingProof.INTACT,
            "the newest snapshot cannot be read",
            "the newest snapshots cannot be read"),
    /** The newest snapshot has a format that this verifier does not know. */
    FORMAT_UNKNOWN(
            ClusterState.UNKNOWN,
            MissingProof.INTACT,
            "the newest snapshot has a format that this verifier does not know",
            "the newest snapshots have a format that this verifier does not know"),
    /** The bucket with the copies could not be looked at for too long. */
    REPLICA_UNREADABLE(
            ClusterState.UNKNOWN,
            MissingProof.NONE,
            "the replica cannot be looked at",
            "the replica cannot be looked at"),
    /** A proven snapshot has no copy in the replica for longer than the settings allow. */
    REPLICA_BEHIND(
            ClusterState.UNPROVEN,
            MissingProof.NONE,
            "the replica lags: a proven snapshot has no copy",
            "the replica lags: proven snapshots have no copy"),
    /** The newest intact snapshot is older than its deadline allows. */
    INTACT_PROOF_EXPIRED(
            ClusterState.UNPROVEN,
            MissingProof.INTACT,
            "no recent snapshot is proven whole",
            "no recent snapshots are proven whole"),
    /** The newest snapshot with all that unsealing needs is older than its deadline allows. */
    UNSEALABLE_PROOF_EXPIRED(
            ClusterState.UNPROVEN,
            MissingProof.UNSEALABLE,
            "no recent snapshot is proven to unseal",
            "no recent snapshots are proven to unseal"),
    /** The key that unseals the newest snapshot was not looked at for too long. */
    SEAL_KEY_UNCHECKED(
            ClusterState.UNPROVEN,
            MissingProof.UNSEALABLE,
            "the KMS key that unseals the newest snapshot cannot be checked",
            "the KMS keys that unseal the newest snapshots cannot be checked"),
    /** The key that unseals the newest snapshot is disabled, deleted or out of reach. */
    SEAL_KEY_UNUSABLE(
            ClusterState.UNPROVEN,
            MissingProof.UNSEALABLE,
            "the KMS key that unseals the newest snapshot is not usable",
            "the KMS keys that unseal the newest snapshots are not usable"),
    /** The newest restore drill failed, or its proof was refused. */
    DRILL_FAILED(
            ClusterState.UNPROVEN,
            MissingProof.RESTORED,
            "the last restore drill failed",
            "the last restore drills failed"),
    /** A restore drill did not come. */
    DRILL_OVERDUE(
            ClusterState.UNPROVEN, MissingProof.RESTORED, "a restore drill is overdue", "restore drills are overdue"),
    /** The newest good restore drill is older than its deadline allows. */
    RESTORED_PROOF_EXPIRED(
            ClusterState.UNPROVEN,
            MissingProof.RESTORED,
            "no recent restore drill has succeeded",
            "no recent restore drills have succeeded"),
    /** A snapshot did not come. */
    SNAPSHOT_OVERDUE(ClusterState.STALE, MissingProof.PRESENT, "a snapshot is overdue", "snapshots are overdue"),
    /** Not even the first snapshot came. */
    FIRST_SNAPSHOT_OVERDUE(
            ClusterState.STALE, MissingProof.PRESENT, "no snapshot has ever arrived", "no snapshots have ever arrived"),
    /** Other bytes were written over a snapshot, and nobody has acknowledged that yet. */
    SNAPSHOT_OVERWRITTEN(
            ClusterState.INVALID,
            MissingProof.NONE,
            "other bytes were written over a snapshot",
            "other bytes were written over snapshots"),
    /** The newest snapshot is whole, and cannot follow the last proven one. */
    SNAPSHOT_SUSPECT(
            ClusterState.INVALID,
            MissingProof.NONE,
            "the newest snapshot is whole, but does not follow the last proven one",
            "the newest snapshots are whole, but do not follow the last proven ones"),
    /** The newest snapshot's bytes are wrong. */
    SNAPSHOT_CORRUPT(
            ClusterState.INVALID,
            MissingProof.INTACT,
            "the newest snapshot is corrupt",
            "the newest snapshots are corrupt");

    private final ClusterState state;
    private final MissingProof missing;
    private final String ofOne;
    private final String ofSeveral;

    Cause(ClusterState state, MissingProof missing, String ofOne, String ofSeveral) {
        this.state = state;
        this.missing = missing;
        this.ofOne = ofOne;
        this.ofSeveral = ofSeveral;
    }

    /** Returns the state that a cluster is in for this cause. */
    public ClusterState state() {
        return state;
    }

    /** Returns the level of proof that is missing. */
    public MissingProof missing() {
        return missing;
    }

    /**
     * Returns what holds, as part of a sentence.
     *
     * @param clusters how many clusters the sentence is about
     */
    public String meaning(int clusters) {
        return clusters == 1 ? ofOne : ofSeveral;
    }

    /** Returns the name used in documents and alerts, such as {@code snapshot_overdue}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the cause with the given {@link #id()}, or empty for any other text. */
    public static Optional<Cause> ofId(String id) {
        return Ids.find(values(), Cause::id, id);
    }
}

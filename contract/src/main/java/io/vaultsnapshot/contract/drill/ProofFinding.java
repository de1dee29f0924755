package io.vaultsnapshot.contract.drill;

/** What the verifier finds wrong when it compares a proof with the record of the snapshot that it names. */
public enum ProofFinding implements DrillOutcome {
    /** The document is not a proof. */
    PROOF_UNREADABLE(
            "The drill's proof does not have the documented shape.",
            "Apply the manifests of this version. If they are applied, find out who can write under drills/."),
    /** The proof contradicts what the verifier recorded. */
    PROOF_FORGED(
            "The drill's proof names a snapshot, a version, a checksum or a cluster that the verifier's records do not"
                    + " have.",
            "Find out who can write under drills/ and under snapshots/: look up PutObject in CloudTrail, and run"
                    + " `./vault-snapshot audit`."),
    /** The proof names a snapshot that is not whole. */
    SNAPSHOT_NOT_PROVEN(
            "The drill restored a snapshot that the verifier did not find whole.",
            "Do not rely on it: the record of that snapshot names what is wrong. Repeat the drill with a proven one."),
    /** The canary that was read is not the one that the snapshot was taken with. */
    CANARY_WRONG(
            "The canary that was read back is not the one that was written before this snapshot.",
            "See in the backup job's log whether it wrote the canary just before the snapshot. If it did, the restored"
                    + " data is not that of this snapshot."),
    /** The canary is much older than the snapshot. */
    CANARY_STALE(
            "The canary that was read back is the snapshot's, but it was not written just before the snapshot.",
            "See in the backup job's log why the canary was not written before this snapshot, and run configure-vault.sh"
                    + " again if its policy refuses it."),
    /** The record of the snapshot has no canary, so nothing can be compared. */
    CANARY_NOT_RECORDED(
            "The snapshot was taken without a canary, so what was read back proves nothing.",
            "Run configure-vault.sh again, apply the manifests, and repeat the drill with a newer snapshot."),
    /** The restored server has another number of mounts. */
    MOUNTS_DIFFER(
            "The restored server has another number of secrets engines than the snapshot.",
            "Compare the mounts of the snapshot (`./vault-snapshot inspect`) with those of the server in production."),
    /** The drill says that it may stay sealed, and the settings do not. */
    SEALED_UNEXPECTEDLY(
            "The drill ended sealed, and the settings say that it unseals.",
            "Apply the manifests of these settings, so that the drill does what drillUnseal says.");

    private final String meaning;
    private final String hint;

    ProofFinding(String meaning, String hint) {
        this.meaning = meaning;
        this.hint = hint;
    }

    @Override
    public boolean isFailure() {
        return true;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String hint() {
        return hint;
    }
}

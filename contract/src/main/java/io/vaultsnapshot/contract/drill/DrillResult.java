package io.vaultsnapshot.contract.drill;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Optional;

/** What the drill itself says about its end. The verifier compares it with what it knows before it believes it. */
public enum DrillResult implements DrillOutcome {
    /** The snapshot was restored, the server unsealed, and the canary read back. */
    RESTORED(
            false,
            "A throw-away server restored the snapshot, unsealed, and the canary was read back.",
            "Nothing to do."),
    /** The snapshot was restored, and the server is sealed since the settings give the drill no unseal keys. */
    SEALED(
            false,
            "A throw-away server restored the snapshot. It stayed sealed, since drillUnseal is none.",
            "Give the drill the unseal keys (drillUnseal keys) if the level restored is wanted."),
    /** There is no snapshot to restore. */
    NO_SNAPSHOT(
            true,
            "The drill found no proven snapshot to restore.",
            "See why the cluster has no proven snapshot: its status names the cause."),
    /** Something that must not answer answered. */
    NOT_ISOLATED(
            true,
            "The drill's pod could reach something that it must not reach, so it restored nothing.",
            "Let the cluster enforce NetworkPolicies: on EKS the VPC CNI's network policy agent must be switched on. The"
                    + " message names what answered."),
    /** The only way out of the drill's pod does not work. */
    GATE_DOWN(
            true,
            "The gate to S3 and KMS did not answer.",
            "Look at the gate: `kubectl -n vault-snapshot-drill get pods,services`. With drillProxy, look at that proxy."),
    /** The snapshot could not be downloaded. */
    DOWNLOAD_FAILED(
            true,
            "The snapshot could not be downloaded.",
            "Check the rights of the drill's role on the bucket and its key, and that the gate lets the region's S3 and"
                    + " STS through."),
    /** The downloaded bytes are not those that were verified. */
    OBJECT_CHANGED(
            true,
            "The bytes that were downloaded are not those that the verifier proved.",
            "Find out who can write to the bucket: `./vault-snapshot audit`. Verify the snapshot again."),
    /** The throw-away server did not start. */
    SERVER_NOT_STARTED(
            true,
            "The throw-away server did not start.",
            "Look into the log of the drill's container restore. The seal stanza and the image are the usual causes."),
    /** The throw-away server is not of the version that took the snapshot. */
    WRONG_VERSION(
            true,
            "The drill's server is not of the kind or version that took the snapshot.",
            "Set drillImage, or vaultImage that it follows, to the version that the server in production runs."),
    /** The server refused the snapshot. */
    RESTORE_REFUSED(
            true,
            "The throw-away server refused the snapshot.",
            "Verify the snapshot: `./vault-snapshot verify s3://BUCKET/KEY`. The message has the server's answer."),
    /** The server did not unseal. */
    STAYED_SEALED(
            true,
            "The throw-away server restored the snapshot and did not unseal.",
            "Check the seal's key and the drill's right to use it, or the unseal keys in the drill's Secret. If the message names an"
                    + " audit device, add its folder to drillAuditFolders."),
    /** The login at the restored server failed. */
    LOGIN_FAILED(
            true,
            "The drill could not log in to the restored server.",
            "Run configure-vault.sh again, wait for the next snapshot, and repeat the drill."),
    /** The canary is not in the restored server. */
    CANARY_MISSING(
            true,
            "The canary could not be read from the restored server.",
            "Run configure-vault.sh again and look into the backup job's log for the line about the canary."),
    /** A step took longer than it may. */
    TIMED_OUT(
            true,
            "A step of the drill took longer than it may.",
            "The message names the step. A snapshot that grew needs a larger shareSizeMiB, from which the times follow.");

    private final boolean failure;
    private final String meaning;
    private final String hint;

    DrillResult(boolean failure, String meaning, String hint) {
        this.failure = failure;
        this.meaning = meaning;
        this.hint = hint;
    }

    @Override
    public boolean isFailure() {
        return failure;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String hint() {
        return hint;
    }

    /** Returns the result that a proof names, or empty for any other text. */
    public static Optional<DrillResult> ofName(String name) {
        return Ids.find(values(), DrillResult::name, name);
    }
}

package io.vaultsnapshot.contract.drill;

/** The names of a proof's fields, as the drill's script writes them and the verifier reads them. */
public final class DrillField {
    /** The cluster's name. */
    public static final String CLUSTER = "cluster";
    /** When a drill or a step began: RFC 3339 in UTC, whole seconds. */
    public static final String STARTED_AT = "startedAt";
    /** When the drill ended. */
    public static final String ENDED_AT = "endedAt";
    /** A word of {@link DrillResult}; of a step, {@link DrillStep#OK} or the word of its failure. */
    public static final String RESULT = "result";
    /** What exactly happened. */
    public static final String MESSAGE = "message";
    /** The object with the snapshot that was restored. */
    public static final String SNAPSHOT = "snapshot";
    /** The snapshot's key. */
    public static final String KEY = "key";
    /** The version of the object. */
    public static final String VERSION_ID = "versionId";
    /** SHA-256 of the downloaded bytes, lower-case hex. */
    public static final String SHA256 = "sha256";
    /** How many bytes were downloaded. */
    public static final String BYTES = "bytes";
    /** The object with the throw-away server. */
    public static final String SERVER = "server";
    /** The server's kind, {@code vault} or {@code openbao}. */
    public static final String PRODUCT = "product";
    /** The server's version. */
    public static final String VERSION = "version";
    /** The object with what was read back. */
    public static final String CANARY = "canary";
    /** The canary's nonce. */
    public static final String NONCE = "nonce";
    /** When the canary was written. */
    public static final String WRITTEN_AT = "writtenAt";
    /** How many secrets engines the restored server lists at {@code sys/mounts}. */
    public static final String MOUNTS = "mounts";
    /** Whole seconds from the start of the container {@code restore} until the server was unsealed. */
    public static final String UNSEALED_AFTER_SECONDS = "unsealedAfterSeconds";
    /** Whole seconds from the start of the container {@code restore} until the canary was read. */
    public static final String READ_AFTER_SECONDS = "readAfterSeconds";
    /** The list of steps. */
    public static final String STEPS = "steps";
    /** A step's name. */
    public static final String STEP = "step";
    /** Whole seconds that a step took. */
    public static final String SECONDS = "seconds";

    private DrillField() {}
}

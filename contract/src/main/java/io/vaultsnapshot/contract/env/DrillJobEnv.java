package io.vaultsnapshot.contract.env;

/**
 * The variables of the drill's scripts, {@code prove-isolation.sh}, {@code fetch-snapshot.sh}, {@code restore-snapshot.sh}
 * and {@code write-proof.sh}. Each container gets only those that its own script and CLI read. Kubernetes adds
 * {@code VAULT_SNAPSHOT_GATE_SERVICE_HOST} and {@code _PORT}, and EKS adds the role and its token.
 */
public enum DrillJobEnv implements EnvVariable {
    DRILL_FOLDER(true, "folder on the shared volume in which the scripts leave what the proof is made of"),
    SNAPSHOT_FILE(true, "where the downloaded snapshot is put"),
    CLUSTER(true, "name of the cluster whose snapshot is restored"),
    VAULT_CLI(true, "name of the server's program in the image: vault or bao"),
    CLI_FOLDER(true, "a writable folder with room for a copy of that program, for images whose program cannot start"),
    VAULT_ADDR(true, "URL of the server in production, which must not answer here"),
    FORBIDDEN_HOST(true, "host that the gate must not let through, as HOST:PORT"),
    ISOLATION_SECONDS(true, "how long the drill waits until nothing answers any more"),
    SNAPSHOT_BUCKET(true, "name of the bucket"),
    SNAPSHOT_PREFIX(true, "what the keys of the cluster's snapshots start with, ending in a slash"),
    RECORDS_PREFIX(true, "what the keys of the cluster's verification records start with, ending in a slash"),
    STATUS_KEY(true, "key of the cluster's status, which names the last proven snapshot"),
    DRILLS_PREFIX(true, "what the keys of the cluster's proofs start with, ending in a slash"),
    SNAPSHOT_KMS_ALIAS(true, "KMS key of the bucket, as its alias, for the encryption headers of the proof"),
    DRILL_KEY(false, "for one Job: the key of the snapshot to restore"),
    DRILL_VERSION_ID(false, "for one Job, with DRILL_KEY: the version of that object"),
    DRILL_AT(false, "for one Job: restore the newest snapshot that was taken at this time or before, RFC 3339 in UTC"),
    DRILL_STAY_SECONDS(
            false, "for one Job: how long the restored server stays, so that an operator can read one secret from it"),
    FETCH_SECONDS(true, "how long the download may take"),
    SEAL(true, "kind of the seal: awskms, secret (a stanza in SEAL_FILE) or shamir"),
    SEAL_KEY_ARNS(false, "with awskms: the ARNs of the seal's keys, separated by spaces; the first that works is used"),
    SEAL_FILE(false, "with secret: the file with the seal stanza"),
    KEYS_FOLDER(false, "with shamir and keys: the folder with one unseal key in each file"),
    SERVER_FOLDER(true, "an empty folder with room for the throw-away server's data"),
    RESTORE_SECONDS(true, "how long start, restore, unseal and reading may take together"),
    AWS_REGION(true, "region of bucket and STS, read by the AWS CLI and by the server"),
    AWS_STS_REGIONAL_ENDPOINTS(true, "regional: tokens come from the region's own STS; read by the AWS CLI"),
    AWS_RETRY_MODE(true, "how the AWS CLI retries"),
    AWS_MAX_ATTEMPTS(true, "how often the AWS CLI tries one request"),
    AWS_EC2_METADATA_DISABLED(true, "true: the node's role is never used; read by the AWS CLI"),
    AWS_CA_BUNDLE(false, "file with the CAs that AWS CLI and server trust"),
    HTTPS_PROXY(false, "an existing proxy, with drillProxy; without it the scripts use the gate"),
    HOME(true, "a writable folder, since the root file system is read-only");

    private final boolean required;
    private final String meaning;

    DrillJobEnv(boolean required, String meaning) {
        this.required = required;
        this.meaning = meaning;
    }

    @Override
    public boolean required() {
        return required;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}

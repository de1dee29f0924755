package io.vaultsnapshot.contract.env;

/** The variables of the backup job's scripts, {@code take-snapshot.sh} and {@code upload-snapshot.sh}. */
public enum SnapshotJobEnv implements EnvVariable {
    VAULT_ADDR(true, "URL of the server, read by its CLI"),
    VAULT_CACERT(false, "file with the CA that signed the server's certificate, read by its CLI"),
    VAULT_TLS_SERVER_NAME(false, "name that the server's certificate must have, read by its CLI"),
    VAULT_CLIENT_TIMEOUT(true, "how long login and save may take, each, such as 900s; also read by the CLI"),
    VAULT_CLI(true, "name of the CLI in the image: vault or bao"),
    CLI_FOLDER(true, "a writable folder with room for a copy of the CLI, for images whose CLI cannot start in the pod"),
    FORBIDDEN_ADDR(true, "URL that usually answers, and that the NetworkPolicy forbids"),
    VAULT_AUTH_MOUNT(true, "path of the Kubernetes auth mount, without auth/"),
    VAULT_ROLE(true, "role to log in with at that mount"),
    SERVICE_ACCOUNT_TOKEN_FILE(true, "file with the projected ServiceAccount token meant for the server"),
    SNAPSHOT_FILE(true, "where the checked snapshot is put, and taken from for the upload"),
    CANARY_PATH(false, "path in the server at which the canary of the restore drill is written before a snapshot"),
    SNAPSHOT_ATTEMPTS(true, "how often login, save and check are tried before the job fails"),
    SNAPSHOT_RETRY_SECONDS(true, "seconds between two tries"),
    SNAPSHOT_BUCKET(true, "name of the bucket"),
    SNAPSHOT_PREFIX(true, "what the snapshot's key starts with, ending in a slash"),
    RUNS_PREFIX(true, "what the key of what the run says about itself starts with, ending in a slash"),
    SNAPSHOT_KMS_ALIAS(true, "KMS key of the bucket, as its alias, for the encryption headers of the upload"),
    AWS_REGION(true, "region of bucket and STS, read by the AWS CLI"),
    AWS_STS_REGIONAL_ENDPOINTS(true, "regional: tokens come from the region's own STS; read by the AWS CLI"),
    AWS_RETRY_MODE(true, "how the AWS CLI retries"),
    AWS_MAX_ATTEMPTS(true, "how often the AWS CLI tries one request"),
    AWS_EC2_METADATA_DISABLED(true, "true: the node's role is never used; read by the AWS CLI"),
    AWS_CA_BUNDLE(false, "file with the CAs that the upload trusts, read by the AWS CLI"),
    HTTPS_PROXY(false, "proxy to S3 and STS, read by the AWS CLI"),
    NO_PROXY(false, "hosts that are reached without the proxy, read by the AWS CLI"),
    HOME(
            true,
            "a writable folder, since the root file system is read-only; the AWS CLI and the upload script want one");

    private final boolean required;
    private final String meaning;

    SnapshotJobEnv(boolean required, String meaning) {
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

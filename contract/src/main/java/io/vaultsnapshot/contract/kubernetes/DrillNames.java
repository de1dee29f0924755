package io.vaultsnapshot.contract.kubernetes;

/** The names of the restore drill's Kubernetes objects, and of what it needs in the server. */
public final class DrillNames {
    /** The drill's own namespace. */
    public static final String NAMESPACE = "vault-snapshot-drill";
    /** The drill's CronJob; Kubernetes allows 52 characters. */
    public static final String CRON_JOB = "vault-snapshot-drill";
    /** The drill's ServiceAccount. */
    public static final String SERVICE_ACCOUNT = "vault-snapshot-drill";
    /** The value of {@link KubernetesNames#APP_LABEL} on the drill's pods. */
    public static final String APP = "vault-snapshot-drill";
    /** The NetworkPolicy of the drill's pods. */
    public static final String NETWORK_POLICY = "vault-snapshot-drill";
    /** The init container that proves the isolation. */
    public static final String ISOLATION_CONTAINER = "isolation";
    /** The init container that downloads the snapshot. */
    public static final String FETCH_CONTAINER = "fetch";
    /** The init container that restores it into a throw-away server. */
    public static final String RESTORE_CONTAINER = "restore";
    /** The container that writes the proof. */
    public static final String PROOF_CONTAINER = "proof";
    /** Deployment, Service, NetworkPolicy and ConfigMap of the gate, the drill's one way out. */
    public static final String GATE = "vault-snapshot-gate";
    /** The Secret with unseal keys, for {@code drillUnseal} {@code keys}. */
    public static final String KEYS_SECRET = "vault-snapshot-drill-keys";
    /** The Secret with a seal stanza, for seals that are not in AWS KMS. */
    public static final String SEAL_SECRET = "vault-snapshot-drill-seal";
    /** The file of {@link #SEAL_SECRET}. */
    public static final String SEAL_FILE = "seal.hcl";
    /** The drill's scripts: ConfigMap. */
    public static final String SCRIPTS_CONFIG_MAP = "vault-snapshot-drill-scripts";

    /** The path of the KV version 1 mount with the canary, in the server. */
    public static final String CANARY_MOUNT = "vault-snapshot-canary";
    /** The canary's path. */
    public static final String CANARY_PATH = CANARY_MOUNT + "/canary";
    /** The canary's field with the nonce. */
    public static final String CANARY_NONCE_FIELD = "nonce";
    /** The canary's field with the time at which it was written: RFC 3339 in UTC. */
    public static final String CANARY_WRITTEN_AT_FIELD = "written_at";
    /** The path of the AppRole mount that the drill logs in at, without {@code auth/}. */
    public static final String APP_ROLE_MOUNT = "vault-snapshot-drill";
    /** The AppRole. */
    public static final String APP_ROLE = "vault-snapshot-drill";
    /** The policy of that role. */
    public static final String VAULT_POLICY = "vault-snapshot-drill";

    private DrillNames() {}

    /** Returns the drill's ServiceAccount. */
    public static ServiceAccountRef serviceAccount() {
        return new ServiceAccountRef(NAMESPACE, SERVICE_ACCOUNT);
    }
}

package io.vaultsnapshot.contract.kubernetes;

/**
 * The names of Kubernetes objects and the paths of mounts. Names that the article has, from which this project started, are
 * kept.
 */
public final class KubernetesNames {
    /** The backup CronJob. Kubernetes allows 52 characters, since it appends a time to each Job. */
    public static final String CRON_JOB = "vault-snapshot-cronjob";
    /** The init container that saves and checks the snapshot. */
    public static final String SAVE_CONTAINER = "vault-snapshot";
    /** The container that uploads it. */
    public static final String UPLOAD_CONTAINER = "aws-s3-backup";
    /** The volume that hands the snapshot from one container to the other. */
    public static final String SHARE_VOLUME = "share";
    /** Where {@link #SHARE_VOLUME} is mounted. */
    public static final String SHARE_PATH = "/share";
    /** The snapshot on that volume. */
    public static final String SNAPSHOT_FILE = SHARE_PATH + "/vault.snap";
    /** The ConfigMap with the scripts, and the volume made of it. */
    public static final String SCRIPTS_CONFIG_MAP = "vault-snapshot-scripts";
    /** The volume of {@link #SCRIPTS_CONFIG_MAP}. */
    public static final String SCRIPTS_VOLUME = "scripts";
    /** Where {@link #SCRIPTS_VOLUME} is mounted. */
    public static final String SCRIPTS_PATH = "/scripts";
    /** The volume with the projected token for the server. */
    public static final String TOKEN_VOLUME = "vault-token";
    /** Where {@link #TOKEN_VOLUME} is mounted. */
    public static final String TOKEN_PATH = "/var/run/secrets/vault-snapshot";
    /** The token's file name on that volume. */
    public static final String TOKEN_FILE = TOKEN_PATH + "/token";
    /** The volume with the CA of the server's certificate. */
    public static final String CA_VOLUME = "vault-ca";
    /** Where {@link #CA_VOLUME} is mounted. */
    public static final String CA_PATH = "/var/run/vault-ca";
    /** The key of the CA's certificate in its ConfigMap; the key that Kubernetes itself uses. */
    public static final String CA_KEY = "ca.crt";
    /** The volume with the CAs that the upload trusts. */
    public static final String AWS_CA_VOLUME = "aws-ca";
    /** Where {@link #AWS_CA_VOLUME} is mounted. */
    public static final String AWS_CA_PATH = "/var/run/aws-ca";
    /** The volume with room for a copy of the server's CLI. */
    public static final String CLI_VOLUME = "cli";
    /** Where {@link #CLI_VOLUME} is mounted. */
    public static final String CLI_PATH = "/cli";
    /**
     * The metrics of CoreDNS. The Service of the cluster's DNS has this name everywhere, and the NetworkPolicy does not allow
     * the port: an answer shows that no policy is enforced.
     */
    public static final String FORBIDDEN_ADDRESS = "http://kube-dns.kube-system.svc:9153";
    /** The volume for a writable home and {@code /tmp}. */
    public static final String TMP_VOLUME = "tmp";
    /** Where {@link #TMP_VOLUME} is mounted. */
    public static final String TMP_PATH = "/tmp";
    /** The NetworkPolicy of the backup pods. */
    public static final String NETWORK_POLICY = "vault-snapshot";
    /** The label by which the NetworkPolicy selects backup pods. */
    public static final String APP_LABEL = "app.kubernetes.io/name";
    /** The value of {@link #APP_LABEL}. */
    public static final String APP = "vault-snapshot";
    /** The label that names the EKS cluster that an object was written for. */
    public static final String CLUSTER_LABEL = "app.kubernetes.io/instance";
    /** The ServiceAccount whose token may review other tokens. */
    public static final String REVIEWER = "vault-auth";
    /** The namespace of {@link #REVIEWER}. */
    public static final String REVIEWER_NAMESPACE = "vault-client";
    /** The ClusterRoleBinding that gives {@link #REVIEWER} that right. */
    public static final String REVIEWER_BINDING = "vault-token-auth";
    /** The Secret with a token of {@link #REVIEWER} that does not expire; only for a server outside the cluster. */
    public static final String REVIEWER_SECRET = "vault-auth-token";
    /** The annotation by which EKS gives a ServiceAccount's pods an IAM role. */
    public static final String ROLE_ARN_ANNOTATION = "eks.amazonaws.com/role-arn";

    /** The label that the API server puts on each namespace: its name. */
    public static final String NAMESPACE_LABEL = "kubernetes.io/metadata.name";

    private static final int LABEL_VALUE_LIMIT = 63;

    private KubernetesNames() {}

    /**
     * Returns the value of {@link #CLUSTER_LABEL}: the cluster's name, cut to the 63 characters that a label's value may have.
     * It must end with a letter or digit.
     */
    public static String clusterLabelValue(String cluster) {
        return cluster.substring(0, Math.min(cluster.length(), LABEL_VALUE_LIMIT))
                .replaceFirst("[^A-Za-z0-9]+$", "");
    }

    /** Returns the name of the policy that lets only declared images run in a namespace. It is in no namespace itself. */
    public static String imagePolicy(String namespace) {
        return "vault-snapshot-images-" + namespace;
    }

    /** Returns the path of a cluster's Kubernetes auth mount in the server, without {@code auth/}. */
    public static String authMount(String cluster) {
        return "kube-" + cluster;
    }
}

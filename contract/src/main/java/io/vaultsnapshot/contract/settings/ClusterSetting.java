package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.schedule.CronExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of one cluster, each declared once; those of its drill are in {@link DrillSetting}. The defaults are those of the
 * article that this project started from.
 *
 * @param <T> the type of its value
 */
public final class ClusterSetting<T> extends Setting<ClusterSettings, T> {
    private static final List<ClusterSetting<?>> ALL = new ArrayList<>();

    private static final Form<String> EKS_NAME =
            Form.matching("an EKS cluster name: letters, digits, _ and -", SnapshotKey.CLUSTER_NAME_REGEX);
    private static final Form<String> LABEL = Form.matching(
            "a Kubernetes name: up to 63 lower-case letters, digits and hyphens", "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Form<String> VAULT_NAME =
            Form.matching("up to 128 lower-case letters, digits, _ and -", "[a-z0-9][a-z0-9_-]{0,127}");
    private static final Form<String> HOST =
            Form.matching("a host name", "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    static final Form<String> IMAGE = Form.image();

    /** The cluster's name here. */
    public static final ClusterSetting<String> NAME = declare(
            "name",
            EKS_NAME,
            Default.required(),
            "Name of the cluster here, and in EKS unless eksClusterName says otherwise. Part of the snapshots' keys, of the"
                    + " role and of the auth mount's path.");

    /** What EKS calls the cluster. */
    public static final ClusterSetting<String> EKS_CLUSTER_NAME = declare(
            "eksClusterName",
            EKS_NAME,
            Default.derived("name", cluster -> cluster.get(ClusterSetting.NAME)),
            "What EKS calls the cluster, where that is not name: two EKS clusters of one name, in two regions or accounts,"
                    + " need two names here.");

    /** The account of the EKS cluster; {@link ClusterSettings#eks()} has all of its place. */
    public static final ClusterSetting<String> ACCOUNT = declare(
            "account",
            Form.account(),
            Default.derived("that of the bucket", ClusterSettings::homeAccount),
            "AWS account of the EKS cluster, where it is not the bucket's. The stack then makes the IAM OIDC provider of its"
                    + " oidcIssuer, which must be given.");

    /** The region of the EKS cluster. */
    public static final ClusterSetting<String> REGION = declare(
            "region",
            Form.region(),
            Default.derived("that of the bucket", ClusterSettings::homeRegion),
            "AWS region of the EKS cluster, where it is not the bucket's. Its issuer is looked up there. The job uploads to"
                    + " the bucket's region.");

    /** The clusters that are watched together. */
    public static final ClusterSetting<String> GROUP = declare(
            "group",
            LABEL,
            Default.fixed("default"),
            "Clusters that are watched together: they share alarms and the metrics of their proofs' ages.");

    /** The cluster's OIDC issuer, or empty when it is looked up at synth. */
    public static final ClusterSetting<Optional<String>> OIDC_ISSUER = declare(
            "oidcIssuer",
            Form.matching("an https:// URL without a trailing slash", "https://[A-Za-z0-9.-]+(/[A-Za-z0-9._-]+)*")
                    .optional(),
            Default.fixed(Optional.empty()),
            "The cluster's OIDC issuer. Left out, it is looked up by eksClusterName at synth, in the cluster's region.");

    /** How the backup job's pod gets its IAM role. */
    public static final ClusterSetting<PodRole> IDENTITY = declare(
            "identity",
            Form.oneOf(List.of(PodRole.values()), PodRole::id),
            Default.fixed(PodRole.IRSA),
            "How the backup job's pod gets its IAM role: by the cluster's OIDC issuer, or by EKS Pod Identity, whose agent"
                    + " must be on the nodes. The restore drill always uses the OIDC issuer: its pod reaches no agent.");

    /** The IAM role of backup jobs. */
    public static final ClusterSetting<String> WRITER_ROLE = declare(
            "writerRole",
            Form.matching("an IAM role name of up to 64 characters", "[A-Za-z0-9+=,.@_-]{1,64}"),
            Default.derived(
                    AwsNames.writerRole("<region>", "<name>") + ", with pod-identity "
                            + AwsNames.sharedWriterRole("<region>"),
                    ClusterSettings::defaultWriterRole),
            "IAM role that the backup job assumes; each cluster needs its own. The stack creates it. Names of roles hold for"
                    + " the whole account, in all regions. Clusters with EKS Pod Identity that name the same role share it.");

    /** The namespace of the backup job. */
    public static final ClusterSetting<String> NAMESPACE = declare(
            "namespace",
            LABEL,
            Default.fixed("vault-snapshot"),
            "Namespace of the backup job; created by the manifests.");

    /** The ServiceAccount of the backup job. */
    public static final ClusterSetting<String> SERVICE_ACCOUNT =
            declare("serviceAccount", LABEL, Default.fixed("vault-snapshot"), "ServiceAccount of the backup job.");

    /** When snapshots are taken; {@link BackupJobSettings#schedule()} has it in its time zone. */
    public static final ClusterSetting<CronExpression> SCHEDULE = declare(
            "schedule",
            Form.schedule(),
            Default.derived(DefaultSchedule.TEXT, DefaultSchedule::of),
            "When a snapshot is taken. The verifier knows from it when a snapshot is overdue. The minute of the default"
                    + " follows from the cluster's name, so that the clusters of a fleet do not all start at once.");

    /** The zone of the schedule. */
    public static final ClusterSetting<ZoneId> TIME_ZONE =
            declare("timeZone", Form.timeZone(), Default.fixed(ZoneId.of("Etc/UTC")), "Time zone of the schedule.");

    /** How late a job may start. */
    public static final ClusterSetting<Duration> STARTING_DEADLINE = declare(
            "startingDeadlineSeconds",
            Form.seconds(60, 43_200),
            Default.fixed(Duration.ofMinutes(10)),
            "How late a job may still start. A job that would start later is skipped, and you are told.");

    /** How long a job may take. */
    public static final ClusterSetting<Duration> JOB_DEADLINE = declare(
            "jobDeadlineSeconds",
            Form.seconds(60, 43_200),
            Default.derived("derived", cluster -> Deadlines.derivedJob(cluster.get(ClusterSetting.SHARE_SIZE_MIB))),
            "How long a job may take, retries included. The default is half an hour, or what a snapshot of shareSizeMiB"
                    + " takes if that is more.");

    /** The recovery point objective. */
    public static final ClusterSetting<Duration> RPO = declare(
            "rpoHours",
            Form.hours(1, 52_560),
            Default.derived("derived", cluster -> Deadlines.derivedRpo(cluster.job())),
            "Recovery point objective: how old the newest proven snapshot may become before you are told that its proof"
                    + " is missing. The default is the longest gap of the schedule, plus the job's deadlines and one"
                    + " sweep.");

    /** The level that snapshots are to reach. */
    public static final ClusterSetting<ProofLevel> PROOF_LEVEL = declare(
            "proofLevel",
            Form.oneOf(List.of(ProofLevel.INTACT, ProofLevel.UNSEALABLE), ProofLevel::id),
            Default.fixed(ProofLevel.UNSEALABLE),
            "Level of proof that a snapshot no older than rpoHours must have. Choose intact for a seal whose key the"
                    + " verifier cannot look up.");

    /** The end of a pause, or empty without one. */
    public static final ClusterSetting<Optional<Instant>> PAUSED_UNTIL = declare(
            "pausedUntil",
            Form.utcTime().optional(),
            Default.fixed(Optional.empty()),
            "Until then no snapshot is expected and none is overdue. You are told when the pause begins and ends.");

    /** How many finished jobs are kept. */
    public static final ClusterSetting<Integer> SUCCESSFUL_JOBS_HISTORY_LIMIT = declare(
            "successfulJobsHistoryLimit",
            Form.integer(0, 100, "a number"),
            Default.fixed(10),
            "How many finished jobs are kept.");

    /** How many failed jobs are kept. */
    public static final ClusterSetting<Integer> FAILED_JOBS_HISTORY_LIMIT = declare(
            "failedJobsHistoryLimit",
            Form.integer(0, 100, "a number"),
            Default.fixed(3),
            "How many failed jobs are kept.");

    /** Room for the snapshot, in MiB. */
    public static final ClusterSetting<Integer> SHARE_SIZE_MIB = declare(
            "shareSizeMiB",
            Form.integer(
                    16,
                    DerivedSettings.LARGEST_SNAPSHOT_MIB,
                    "MiB",
                    "because one run of the verifier, which Lambda ends after 15 minutes, must be able to read a snapshot"
                            + " twice"),
            Default.fixed(2048),
            "Size limit of the volume that holds the snapshot between save and upload. The verifier's time-out follows"
                    + " from the largest one of the fleet.");

    /** The image with the AWS CLI. */
    public static final ClusterSetting<String> AWS_CLI_IMAGE = declare(
            "awsCliImage",
            IMAGE,
            Default.fixed("public.ecr.aws/aws-cli/aws-cli:2.37.10"),
            "Image of the upload container.");

    /** The proxy of the upload, or empty without one. */
    public static final ClusterSetting<Optional<ServerUrl>> HTTPS_PROXY = declare(
            "httpsProxy",
            Form.serverUrl("an http:// or https:// URL without a path or a user", "http", "https")
                    .optional(),
            Default.fixed(Optional.empty()),
            "Proxy through which the upload reaches S3 and STS.");

    /** What the upload reaches without the proxy, or empty. */
    public static final ClusterSetting<Optional<String>> NO_PROXY = declare(
            "noProxy",
            Form.matching(
                            "host names, domains and addresses, separated by commas",
                            "[A-Za-z0-9.*:/\\[\\]-]+(,[A-Za-z0-9.*:/\\[\\]-]+)*")
                    .optional(),
            Default.fixed(Optional.empty()),
            "Hosts that the upload reaches without httpsProxy, such as those of VPC endpoints.");

    /** The ConfigMap with the CA of AWS as the cluster sees it, or empty when the image's own CAs do. */
    public static final ClusterSetting<Optional<String>> AWS_CA_CONFIG_MAP = declare(
            "awsCaConfigMap",
            LABEL.optional(),
            Default.fixed(Optional.empty()),
            "ConfigMap in the job's namespace whose key " + KubernetesNames.CA_KEY
                    + " has the CAs that the upload trusts, for a proxy that inspects TLS.");

    /** Which server it is. */
    public static final ClusterSetting<ServerKind> SERVER = declare(
            "server",
            Form.oneOf(List.of(ServerKind.values()), ServerKind::id),
            Default.fixed(ServerKind.VAULT),
            "The server. It decides which CLI and which image are used.");

    /** The server's address. */
    public static final ClusterSetting<ServerUrl> VAULT_ADDRESS = declare(
            "vaultAddress",
            Form.serverUrl("an http:// or https:// URL without a path", "http", "https"),
            Default.fixed(ServerUrl.of("http", "vault-active.vault.svc.cluster.local", ServerKind.PORT)),
            "URL of the server as the backup job reaches it. It must lead to the active node: a standby of Vault sends no"
                    + " snapshot. The default is a Service of Vault's Helm chart with server.ha.enabled.");

    /** The port that the server's pods listen on. */
    public static final ClusterSetting<Integer> VAULT_POD_PORT = declare(
            "vaultPodPort",
            Form.integer(1, 65_535, "a port"),
            Default.fixed(ServerKind.PORT),
            "Port that the server's pods listen on, where it differs from the port of their Service. The NetworkPolicy"
                    + " allows both.");

    /** The name in the server's certificate, or empty when it is the address's host. */
    public static final ClusterSetting<Optional<String>> VAULT_TLS_SERVER_NAME = declare(
            "vaultTlsServerName",
            HOST.optional(),
            Default.fixed(Optional.empty()),
            "Name that the server's certificate must have, where it is not the host of vaultAddress.");

    /** The ConfigMap with the CA of the server's certificate, or empty when the image's own CAs do. */
    public static final ClusterSetting<Optional<String>> VAULT_CA_CONFIG_MAP = declare(
            "vaultCaConfigMap",
            LABEL.optional(),
            Default.fixed(Optional.empty()),
            "ConfigMap in the job's namespace whose key " + KubernetesNames.CA_KEY
                    + " is the CA of the server's certificate.");

    /** The image with the server's CLI. */
    public static final ClusterSetting<String> VAULT_IMAGE = declare(
            "vaultImage",
            IMAGE,
            Default.derived(
                    ServerKind.VAULT.image() + " or " + ServerKind.OPENBAO.image(),
                    cluster -> cluster.get(ClusterSetting.SERVER).image()),
            "Image of the save container; holds the server's CLI.");

    /** The role at the auth mount. */
    public static final ClusterSetting<String> VAULT_ROLE = declare(
            "vaultRole",
            VAULT_NAME,
            Default.fixed("vault-snapshot"),
            "Role at the auth mount that the job logs in with.");

    /** The policy of that role. */
    public static final ClusterSetting<String> VAULT_POLICY = declare(
            "vaultPolicy", VAULT_NAME, Default.fixed("vault-snapshot"), "Policy that may read the snapshot endpoint.");

    /** The audience of tokens. */
    public static final ClusterSetting<String> VAULT_AUDIENCE = declare(
            "vaultAudience",
            Form.matching(
                    "1 to 253 ASCII characters without white space, quotes, $ and \\", "[!#%&(-\\[\\]-_a-~]{1,253}"),
            Default.fixed("vault"),
            "Audience of the ServiceAccount token meant for the server; no other token is accepted.");

    /** The life of a login. */
    public static final ClusterSetting<Duration> TOKEN_TTL = declare(
            "tokenTtlSeconds",
            Form.seconds(60, 86_400),
            Default.fixed(Duration.ofHours(1)),
            "Longest life of the server's token; the job revokes it when done.");

    /** Who reviews tokens. */
    public static final ClusterSetting<TokenReviewer> TOKEN_REVIEWER = declare(
            "tokenReviewer",
            Form.oneOf(List.of(TokenReviewer.values()), TokenReviewer::id),
            Default.fixed(TokenReviewer.IN_CLUSTER),
            "Who reviews tokens: the server with its own account, or with the token of a Secret when it runs"
                    + " elsewhere.");

    /** The API server as the server sees it. */
    public static final ClusterSetting<ServerUrl> KUBERNETES_HOST = declare(
            "kubernetesHost",
            Form.serverUrl("an https:// URL", "https"),
            Default.fixed(ServerUrl.of("https", "kubernetes.default.svc")),
            "URL of the API server as the server reaches it.");

    /** The KMS keys of the server's seal; empty when they are not named. */
    public static final ClusterSetting<List<KmsKeyArn>> SEAL_KEY_ARNS = declare(
            "sealKeyArns",
            Form.keyArns(),
            Default.fixed(List.of()),
            "KMS keys that may seal the server; the verifier may then ask whether they are alive. Other keys are"
                    + " reported.");

    /** The share of entries, in percent, whose loss from one snapshot to the next must be acknowledged. */
    public static final ClusterSetting<Integer> MASS_DELETION_PERCENT = declare(
            "massDeletionPercent",
            Form.integer(1, 100, "percent"),
            Default.fixed(30),
            "Share of the entries that may be gone since the last proven snapshot, in all or of one mount, before the"
                    + " newer one must be acknowledged.");

    /** Whether the API server refuses images other than these settings'. */
    public static final ClusterSetting<Boolean> IMAGE_POLICY = declare(
            "imagePolicy",
            Form.yesOrNo(),
            Default.fixed(false),
            "Adds a ValidatingAdmissionPolicy (Kubernetes 1.30 or newer): the job's and the drill's pods run the images of"
                    + " these settings and no others.");

    ClusterSetting(String key, Form<T> form, Default<ClusterSettings, T> absent, String meaning) {
        super(key, form, absent, meaning);
    }

    private static <T> ClusterSetting<T> declare(
            String key, Form<T> form, Default<ClusterSettings, T> absent, String meaning) {
        ClusterSetting<T> setting = new ClusterSetting<>(key, form, absent, meaning);
        ALL.add(setting);
        return setting;
    }

    /** Returns all of them, in the order of the reference. */
    public static List<ClusterSetting<?>> values() {
        return Stream.concat(ALL.stream(), DrillSetting.values().stream()).toList();
    }

    @Override
    T of(ClusterSettings cluster) {
        return cluster.get(this);
    }
}

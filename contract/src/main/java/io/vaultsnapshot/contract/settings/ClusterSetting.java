package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys of one cluster's settings, each with its form, default and meaning. The defaults are the seed's. */
public enum ClusterSetting implements Setting {
    /** The EKS cluster's name. */
    NAME(
            "name",
            Form.matching("an EKS cluster name: letters, digits, _ and -", SnapshotKey.CLUSTER_NAME_REGEX),
            null,
            "Name of the EKS cluster. Part of the snapshots' keys and of the auth mount's path."),
    /** The clusters that are watched together. */
    GROUP(
            "group",
            Forms.LABEL,
            "default",
            "Clusters that are watched together: they share alarms and the metrics of their proofs' ages."),
    /** The cluster's OIDC issuer. */
    OIDC_ISSUER(
            "oidcIssuer",
            Form.matching("an https:// URL without a trailing slash", "https://[A-Za-z0-9.-]+(/[A-Za-z0-9._-]+)*"),
            null,
            "The cluster's OIDC issuer. Left out, it is looked up from the cluster's name at synth."),
    /** The IAM role of backup jobs. */
    WRITER_ROLE(
            "writerRole",
            Form.matching("an IAM role name of up to 64 characters", "[A-Za-z0-9+=,.@_-]{1,64}"),
            AwsNames.WRITER_ROLE,
            "IAM role that the backup job assumes; each cluster needs its own."),
    /** The namespace of the backup job. */
    NAMESPACE("namespace", Forms.LABEL, "vault-snapshot", "Namespace of the backup job; created by the manifests."),
    /** The ServiceAccount of the backup job. */
    SERVICE_ACCOUNT("serviceAccount", Forms.LABEL, "vault-snapshot", "ServiceAccount of the backup job."),
    /** When snapshots are taken. */
    SCHEDULE(
            "schedule",
            Form.text(CronSchedule.FORM, Forms::isSchedule),
            "0 2 * * 1-5",
            "When a snapshot is taken. The sweep derives from it when one is overdue."),
    /** The zone of the schedule. */
    TIME_ZONE("timeZone", Form.timeZone(), "Etc/UTC", "Time zone of the schedule."),
    /** How late a job may start. */
    STARTING_DEADLINE_SECONDS(
            "startingDeadlineSeconds",
            Form.integer(60, 43_200, "seconds"),
            600,
            "How late a job may still start; later ones are skipped, and the sweep reports it."),
    /** How long a job may take. */
    JOB_DEADLINE_SECONDS(
            "jobDeadlineSeconds",
            Form.integer(60, 43_200, "seconds"),
            1800,
            "How long a job may take, retries included."),
    /** The recovery point objective. */
    RPO_HOURS(
            "rpoHours",
            Form.integer(1, 52_560, "hours"),
            null,
            "Recovery point objective: how old the newest proven snapshot may become before you are told that its proof"
                    + " is missing. The default is the longest gap of the schedule, plus the job's deadlines and one"
                    + " sweep."),
    /** The level that snapshots are to reach. */
    PROOF_LEVEL(
            "proofLevel",
            Form.oneOf(RecoverySettings.EXPECTED_LEVELS, ProofLevel::id),
            ProofLevel.UNSEALABLE.id(),
            "Level of proof that a snapshot no older than rpoHours must have. Choose intact for a seal whose key the"
                    + " verifier cannot look up."),
    /** When restore drills run. */
    DRILL_SCHEDULE(
            "drillSchedule",
            Form.text(CronSchedule.FORM, Forms::isSchedule),
            null,
            "When a restore drill runs, in timeZone. Left out, no proof of a restore is expected."),
    /** The deadline of the restore proof. */
    RESTORED_WITHIN_DAYS(
            "restoredWithinDays",
            Form.integer(1, 2_190, "days"),
            null,
            "How old the last restore proof may become. The default is the longest gap of drillSchedule and one day."),
    /** The end of a pause. */
    PAUSED_UNTIL(
            "pausedUntil",
            Form.utcTime(),
            null,
            "Until then no snapshot is expected and none is overdue. You are told when the pause begins and ends."),
    /** How many finished jobs are kept. */
    SUCCESSFUL_JOBS_HISTORY_LIMIT(
            "successfulJobsHistoryLimit", Form.integer(0, 100, "a number"), 10, "How many finished jobs are kept."),
    /** How many failed jobs are kept. */
    FAILED_JOBS_HISTORY_LIMIT(
            "failedJobsHistoryLimit", Form.integer(0, 100, "a number"), 3, "How many failed jobs are kept."),
    /** Room for the snapshot. */
    SHARE_SIZE_MIB(
            "shareSizeMiB",
            Form.integer(16, 1_048_576, "MiB"),
            2048,
            "Size limit of the volume that holds the snapshot between save and upload."),
    /** The image with the AWS CLI. */
    AWS_CLI_IMAGE("awsCliImage", Forms.IMAGE, Forms.AWS_CLI_IMAGE, "Image of the upload container."),
    /** Which server it is. */
    SERVER("server", Form.oneOf(ServerKind.values(), ServerKind::id), "vault", "The server; picks CLI and image."),
    /** The server's address. */
    VAULT_ADDRESS(
            "vaultAddress",
            Form.matching("an http:// or https:// URL without a path", "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?"),
            "http://vault.vault.svc.cluster.local:8200",
            "URL of the server as the backup job reaches it."),
    /** The CA of the server's certificate. */
    VAULT_CA_CONFIG_MAP(
            "vaultCaConfigMap",
            Forms.LABEL,
            null,
            "ConfigMap in the job's namespace whose key " + KubernetesNames.CA_KEY
                    + " is the CA of the server's certificate."),
    /** The image with the server's CLI. */
    VAULT_IMAGE("vaultImage", Forms.IMAGE, null, "Image of the save container; holds the server's CLI."),
    /** The role at the auth mount. */
    VAULT_ROLE("vaultRole", Forms.VAULT_NAME, "vault-snapshot", "Role at the auth mount that the job logs in with."),
    /** The policy of that role. */
    VAULT_POLICY("vaultPolicy", Forms.VAULT_NAME, "vault-snapshot", "Policy that may read the snapshot endpoint."),
    /** The audience of tokens. */
    VAULT_AUDIENCE(
            "vaultAudience",
            Form.matching(
                    "1 to 253 ASCII characters without white space, quotes, $ and \\",
                    "[\\x21-\\x7e&&[^\"\\\\'$`]]{1,253}"),
            "vault",
            "Audience of the ServiceAccount token meant for the server; no other token is accepted."),
    /** The life of a login. */
    TOKEN_TTL_SECONDS(
            "tokenTtlSeconds",
            Form.integer(60, 86_400, "seconds"),
            3600,
            "Longest life of the server's token; the job revokes it when done."),
    /** Who reviews tokens. */
    TOKEN_REVIEWER(
            "tokenReviewer",
            Form.oneOf(TokenReviewer.values(), TokenReviewer::id),
            "in-cluster",
            "Who reviews tokens: the server with its own account, or with the token of a Secret when it runs"
                    + " elsewhere."),
    /** The API server as the server sees it. */
    KUBERNETES_HOST(
            "kubernetesHost",
            Form.matching("an https:// URL", "https://[A-Za-z0-9.-]+(:[0-9]{1,5})?"),
            "https://kubernetes.default.svc",
            "URL of the API server as the server reaches it."),
    /** The KMS keys of the server's seal. */
    SEAL_KEY_ARNS(
            "sealKeyArns",
            Form.matching(
                    "ARNs of KMS keys, separated by commas", "(" + KmsKeyArn.REGEX + ")(,(" + KmsKeyArn.REGEX + "))*"),
            null,
            "KMS keys that may seal the server; the verifier may then ask whether they are alive. Other keys are"
                    + " reported."),
    /** How much may be gone. */
    MASS_DELETION_PERCENT(
            "massDeletionPercent",
            Form.integer(1, 100, "percent"),
            30,
            "Share of the entries that may be gone since the last proven snapshot, in all or of one mount, before the"
                    + " newer one must be acknowledged.");

    private final String key;
    private final Form form;
    private final @Nullable Object defaultValue;
    private final String meaning;

    ClusterSetting(String key, Form form, @Nullable Object defaultValue, String meaning) {
        this.key = key;
        this.form = form;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Form form() {
        return form;
    }

    /** Returns the value used when the key is left out, if there is a fixed one. */
    Optional<Object> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    @Override
    public Optional<String> defaultText() {
        if (this == VAULT_IMAGE) {
            return Optional.of(ServerKind.VAULT.image() + " or " + ServerKind.OPENBAO.image());
        }
        if (this == RPO_HOURS || this == RESTORED_WITHIN_DAYS) {
            return Optional.of("derived");
        }
        return defaultValue().map(Object::toString);
    }

    @Override
    public boolean required() {
        return this == NAME;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** Forms and values that constants above share; an enum's constants cannot refer to fields of their own class. */
    private static final class Forms {
        static final String AWS_CLI_IMAGE = "public.ecr.aws/aws-cli/aws-cli:2.37.10";
        static final Form LABEL = Form.matching(
                "a Kubernetes name: up to 63 lower-case letters, digits and hyphens",
                "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
        static final Form VAULT_NAME =
                Form.matching("up to 128 lower-case letters, digits, _ and -", "[a-z0-9][a-z0-9_-]{0,127}");
        static final Form IMAGE = Form.matching(
                "an image with a tag other than latest, or a digest",
                "[a-z0-9][a-zA-Z0-9._/-]*(:[0-9]+/[a-zA-Z0-9._/-]+)?"
                        + "(:(?!latest$)[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})");

        private static final Pattern PRINTABLE = Pattern.compile("[ -~]+");

        private Forms() {}

        static boolean isSchedule(String text) {
            if (!PRINTABLE.matcher(text).matches()) {
                return false;
            }
            try {
                CronSchedule.parse(text, ZoneOffset.UTC);
                return true;
            } catch (IllegalArgumentException notCron) {
                return false;
            }
        }
    }
}

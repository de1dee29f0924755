package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.IamPrincipalArn;
import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.aws.ResourceTag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings at the top of the block, each declared once.
 *
 * @param <T> the type of its value
 */
public final class FleetSetting<T> extends Setting<SnapshotSettings, T> {
    /** The value of {@link #ACCESS_LOG_BUCKET} for no log at all. */
    public static final String NO_ACCESS_LOG = "none";

    static final int LEAST_KEPT = 3;
    static final Duration DEFAULT_REPLICA_LAG = Duration.ofHours(6);

    private static final List<FleetSetting<?>> ALL = new ArrayList<>();
    private static final String BUCKET_REGEX = "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]";

    /** The AWS account. */
    public static final FleetSetting<String> ACCOUNT =
            declare("account", Form.account(), Default.required(), "AWS account of bucket and verifier.");

    /** The AWS region. */
    public static final FleetSetting<String> REGION =
            declare("region", Form.region(), Default.required(), "AWS region of bucket and verifier.");

    /** The bucket's name. */
    public static final FleetSetting<String> BUCKET = declare(
            "bucket",
            Form.matching("an S3 bucket name: 3 to 63 lower-case letters, digits and hyphens", BUCKET_REGEX),
            Default.derived(
                    AwsNames.bucket("<account>", "<region>"),
                    settings -> AwsNames.bucket(settings.account(), settings.region())),
            "Name of the bucket; bucket names are global.");

    /** Where the runbook lies. */
    public static final FleetSetting<String> RUNBOOK = declare(
            "runbook",
            Form.matching("a URL or a path without white space", "[!-~]{1,500}"),
            Default.fixed("docs/runbook.md"),
            "Where your copy of docs/runbook.md lies; alerts link to its sections.");

    /** Whether the list of subscribers may be empty. */
    public static final FleetSetting<Boolean> ALLOW_NO_SUBSCRIBERS = declare(
            "allowNoSubscribers",
            Form.yesOrNo(),
            Default.fixed(false),
            "Allows an empty list of alerts. Without it, an empty list is refused at synth.");

    /** The key that signs records, or empty when they are not signed. */
    public static final FleetSetting<Optional<KmsKeyArn>> RECORD_SIGNING_KEY_ARN = declare(
            "recordSigningKeyArn",
            Form.keyArn().optional(),
            Default.fixed(Optional.empty()),
            "KMS key (ECC_NIST_P256, sign and verify) that signs every verification record. Left out, records are"
                    + " chained and not signed.");

    /** Who may assume the role that reads snapshots, or nobody when there is no such role. */
    public static final FleetSetting<List<IamPrincipalArn>> RESTORERS = declare(
            "restorers",
            Form.principals(),
            Default.fixed(List.of()),
            "Who may assume the role for restoring, which reads and decrypts the bucket. An IAM user, or anyone of an"
                    + " account, must have used MFA. A role is trusted as it is, so its own sign-in must ask for MFA. Left"
                    + " out, there is no such role.");

    /** Who may assume the role that reads what is known about snapshots, or nobody when there is no such role. */
    public static final FleetSetting<List<IamPrincipalArn>> AUDITORS = declare(
            "auditors",
            Form.principals(),
            Default.fixed(List.of()),
            "Who may assume the role for audits, which reads records, statuses and proofs, and no snapshot. MFA as with"
                    + " restorers. Left out, there is no such role.");

    /** The policy that limits every role, or empty when none does. */
    public static final FleetSetting<Optional<String>> PERMISSIONS_BOUNDARY = declare(
            "permissionsBoundary",
            Form.matching(
                            "the ARN of an IAM policy",
                            "arn:aws(-[a-z]+){0,3}:iam::([0-9]{12}|aws):policy/[A-Za-z0-9_+=.@/-]{1,576}")
                    .optional(),
            Default.fixed(Optional.empty()),
            "Permissions boundary of every role, where an organisation demands one. It must allow what the roles do.");

    /** The path of every role. */
    public static final FleetSetting<String> ROLE_PATH = declare(
            "rolePath",
            Form.matching("a path that starts and ends with a slash", "(/[A-Za-z0-9_+=.@-]{1,100}){0,5}/"),
            Default.fixed("/"),
            "Path of every role. Choose it before the first deployment: CloudFormation cannot move a role that has a name.");

    /** Tags of every resource. */
    public static final FleetSetting<List<ResourceTag>> TAGS =
            declare("tags", Form.tags(), Default.fixed(List.of()), "Tags of every resource of the stack.");

    /** Which bootstrap of the account CDK uses. */
    public static final FleetSetting<Optional<String>> BOOTSTRAP_QUALIFIER = declare(
            "bootstrapQualifier",
            Form.matching("1 to 10 letters and digits", "[A-Za-z0-9]{1,10}").optional(),
            Default.fixed(Optional.empty()),
            "Qualifier of the CDK bootstrap, where an account has one of its own (`npx cdk bootstrap --qualifier`)."
                    + " Left out, it is CDK's own.");

    /** How long nothing can delete a snapshot. */
    public static final FleetSetting<Duration> LOCK_DAYS = declare(
            "lockDays",
            Form.days(1, 36_500),
            Default.derived("derived", settings -> LockRules.derivedDays(settings.clusters())),
            "How many days nobody can delete a new object of the bucket, counted from its upload. The default is the longest"
                    + " deadline of any cluster plus " + LockRules.REACTION.toDays()
                    + " days in which people can act.");

    /** Who can take the lock off. */
    public static final FleetSetting<LockMode> LOCK_MODE = declare(
            "lockMode",
            Form.oneOf(List.of(LockMode.values()), LockMode::id),
            Default.fixed(LockMode.GOVERNANCE),
            "Whether an administrator can take a lock off early (governance) or nobody can, not even AWS (compliance)."
                    + " What compliance has locked costs storage until its lock ends.");

    /** Where S3 logs access to the bucket: empty for a bucket that the stack makes. */
    public static final FleetSetting<Optional<String>> ACCESS_LOG_BUCKET = declare(
            "accessLogBucket",
            Form.matching(NO_ACCESS_LOG + ", or the name of an S3 bucket of the same account and region", BUCKET_REGEX)
                    .optional(),
            Default.derived("one that the stack makes", settings -> Optional.empty()),
            "Bucket in which S3 logs access to the snapshots; it must let logging.s3.amazonaws.com write and have no"
                    + " Object Lock. Left out, the stack makes one that keeps a year.");

    /** How old every snapshot becomes, or empty when all are kept for ever. */
    public static final FleetSetting<Optional<Duration>> RETENTION_DAYS = declare(
            "retentionDays",
            Form.days(1, 36_500).optional(),
            Default.fixed(Optional.empty()),
            "How old every snapshot becomes. An older one goes when a proven snapshot is so much newer and no count keeps it."
                    + " Left out, every snapshot is kept for ever.");

    /** Of how many hours one snapshot stays. */
    public static final FleetSetting<Integer> KEEP_HOURLY = declareCount("keepHourly", "hours");

    /** Of how many days one snapshot stays. */
    public static final FleetSetting<Integer> KEEP_DAILY = declareCount("keepDaily", "days");

    /** Of how many weeks one snapshot stays. */
    public static final FleetSetting<Integer> KEEP_WEEKLY = declareCount("keepWeekly", "weeks");

    /** Of how many months one snapshot stays. */
    public static final FleetSetting<Integer> KEEP_MONTHLY = declareCount("keepMonthly", "months");

    /** Of how many years one snapshot stays. */
    public static final FleetSetting<Integer> KEEP_YEARLY = declareCount("keepYearly", "years");

    /** How many proven snapshots stay, whatever their age. */
    public static final FleetSetting<Integer> KEEP_AT_LEAST = declare(
            "keepAtLeast",
            Form.integer(1, 10_000, "snapshots"),
            Default.fixed(LEAST_KEPT),
            "How many of the newest proven snapshots stay, however old they are.");

    /** The region of the replica, or empty when there is none. */
    public static final FleetSetting<Optional<String>> REPLICA_REGION = declare(
            "replicaRegion",
            Form.region().optional(),
            Default.fixed(Optional.empty()),
            "AWS region of a second, locked bucket, into which S3 copies every snapshot and what proves it. Left out, there"
                    + " is no second bucket.");

    /** The account of the replica, or empty when it is the bucket's own. */
    public static final FleetSetting<Optional<String>> REPLICA_ACCOUNT = declare(
            "replicaAccount",
            Form.account().optional(),
            Default.derived("that of the bucket", settings -> Optional.empty()),
            "AWS account of the second bucket. Another one keeps the copies from whoever rules the first.");

    /** How long a proven snapshot may have no copy. */
    public static final FleetSetting<Duration> REPLICA_LAG = declare(
            "replicaLagHours",
            Form.hours(1, 720),
            Default.fixed(DEFAULT_REPLICA_LAG),
            "How long a proven snapshot may have no copy before you are told.");

    /** Whether S3 promises when the copies are there. */
    public static final FleetSetting<Boolean> REPLICA_TIME_CONTROL = declare(
            "replicaTimeControl",
            Form.yesOrNo(),
            Default.fixed(false),
            "S3's Replication Time Control: copies within 15 minutes, for a price by the gigabyte. Without it, most"
                    + " copies come as fast, and S3 promises nothing.");

    private FleetSetting(String key, Form<T> form, Default<SnapshotSettings, T> absent, String meaning) {
        super(key, form, absent, meaning);
    }

    private static <T> FleetSetting<T> declare(
            String key, Form<T> form, Default<SnapshotSettings, T> absent, String meaning) {
        FleetSetting<T> setting = new FleetSetting<>(key, form, absent, meaning);
        ALL.add(setting);
        return setting;
    }

    private static FleetSetting<Integer> declareCount(String key, String periods) {
        return declare(
                key,
                Form.integer(0, 10_000, periods),
                Default.fixed(0),
                "Of how many of the newest " + periods
                        + " that have a proven snapshot the first one stays, however old.");
    }

    /** Returns all of them, in the order of the reference. */
    public static List<FleetSetting<?>> values() {
        return List.copyOf(ALL);
    }

    @Override
    T of(SnapshotSettings settings) {
        return settings.get(this);
    }
}

package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.KmsKeyArn;
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
    static final int LEAST_KEPT = 3;

    private static final List<FleetSetting<?>> ALL = new ArrayList<>();

    /** The AWS account. */
    public static final FleetSetting<String> ACCOUNT = declare(
            "account",
            Form.matching("12 digits in quotes", "[0-9]{12}"),
            Default.required(),
            "AWS account of bucket and verifier.");

    /** The AWS region. */
    public static final FleetSetting<String> REGION =
            declare("region", Form.region(), Default.required(), "AWS region of bucket and verifier.");

    /** The bucket's name. */
    public static final FleetSetting<String> BUCKET = declare(
            "bucket",
            Form.matching(
                    "an S3 bucket name: 3 to 63 lower-case letters, digits and hyphens",
                    "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"),
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

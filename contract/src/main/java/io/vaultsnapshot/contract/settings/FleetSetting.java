package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import java.util.Optional;

/** The keys at the top of the settings that hold a single value. */
public enum FleetSetting implements Setting {
    /** The AWS account. */
    ACCOUNT(
            "account",
            Form.matching("12 digits in quotes", "[0-9]{12}"),
            true,
            "",
            "AWS account of bucket and verifier."),
    /** The AWS region. */
    REGION(
            "region",
            Form.matching("an AWS region such as eu-north-1", "[a-z]{2}(-[a-z]+)+-[0-9]"),
            true,
            "",
            "AWS region of bucket and verifier."),
    /** The bucket's name. */
    BUCKET(
            "bucket",
            Form.matching(
                    "an S3 bucket name: 3 to 63 lower-case letters, digits and hyphens",
                    "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"),
            false,
            "hashicorp-vault-snapshots-<account>-<region>",
            "Name of the bucket; bucket names are global."),
    /** How long snapshots are kept. */
    RETENTION_DAYS(
            "retentionDays",
            Form.integer(1, 36_500, "days"),
            false,
            "",
            "How long a snapshot is kept once a newer one is proven. Left out, for ever."),
    /** How long nobody can delete a snapshot. */
    LOCK_DAYS(
            "lockDays",
            Form.integer(1, 36_500, "days"),
            false,
            "derived",
            "How long nobody can delete a snapshot. The default is the longest rpoHours or restoredWithinDays and a week"
                    + " to react, and never more than retentionDays."),
    /** Where the runbook lies. */
    RUNBOOK(
            "runbook",
            Form.matching("a URL or a path without white space", "[!-~]{1,500}"),
            false,
            AlertingSettings.RUNBOOK,
            "Where your copy of docs/runbook.md lies; alerts link to its sections."),
    /** Whether it is meant that nobody gets the alerts. */
    NOBODY_IS_TOLD(
            "nobodyIsTold",
            Form.yesOrNo(),
            false,
            "false",
            "true says that it is meant when alerts is empty; without it, an empty list is an error at synth."),
    /** The key that signs records. */
    RECORD_SIGNING_KEY_ARN(
            "recordSigningKeyArn",
            Form.matching("the ARN of a KMS key", KmsKeyArn.REGEX),
            false,
            "",
            "KMS key (ECC_NIST_P256, sign and verify) that signs every verification record. Left out, records are"
                    + " chained and not signed.");

    private final String key;
    private final Form form;
    private final boolean required;
    private final String defaultText;
    private final String meaning;

    FleetSetting(String key, Form form, boolean required, String defaultText, String meaning) {
        this.key = key;
        this.form = form;
        this.required = required;
        this.defaultText = defaultText;
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

    @Override
    public Optional<String> defaultText() {
        return defaultText.isEmpty() ? Optional.empty() : Optional.of(defaultText);
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

package io.vaultsnapshot.contract.env;

/** The variables of the verifier function, set by the stack and read once at cold start. */
public enum VerifierEnv implements EnvVariable {
    SETTINGS_FILE(true, "file with the fleet's settings, JSON; comes with a layer"),
    SNAPSHOT_BUCKET(true, "name of the bucket"),
    BUCKET_KEY_ARN(
            false,
            "ARN of the bucket's KMS key, for the encryption headers of what is written; without it there are no such"
                    + " headers"),
    ALERT_TOPIC_ARN(true, "ARN of the SNS topic that alerts go to"),
    EVENT_BUS(
            false,
            "name of the EventBridge bus that gets an event for each alert and each change of state; without it there are no"
                    + " events");

    private final boolean required;
    private final String meaning;

    VerifierEnv(boolean required, String meaning) {
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

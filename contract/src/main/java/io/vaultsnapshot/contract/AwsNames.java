package io.vaultsnapshot.contract;

/** The names of AWS resources. One stack per account and region, so fixed names cannot collide. */
public final class AwsNames {
    /** The CloudFormation stack. */
    public static final String STACK = "VaultSnapshot";
    /** The verifier function; Lambda allows 64 characters. */
    public static final String FUNCTION = "vault-snapshot-verifier";
    /** The function's log group. */
    public static final String LOG_GROUP = "/aws/lambda/" + FUNCTION;
    /** The queue for events that could not be handled. */
    public static final String DEAD_LETTER_QUEUE = "vault-snapshot-verifier-dead-letters";
    /** The topic that alerts go to. */
    public static final String ALERT_TOPIC = "vault-snapshot-alerts";
    /** The rule that delivers new snapshots. */
    public static final String ARRIVAL_RULE = "vault-snapshot-arrival";
    /** The rule that starts the sweep. */
    public static final String SWEEP_RULE = "vault-snapshot-sweep";
    /** The alarm on a verifier that no longer finishes its sweeps. */
    public static final String HEARTBEAT_ALARM = "vault-snapshot-verifier-heartbeat";
    /** The alarm on events that could not be handled. */
    public static final String DEAD_LETTER_ALARM = "vault-snapshot-verifier-dead-letters";
    /** The seed's name of the role that backup jobs assume. */
    public static final String WRITER_ROLE = "hashicorp-vault-snapshotter";

    private static final String BUCKET = "hashicorp-vault-snapshots";

    private AwsNames() {}

    /** Returns the default name of the bucket: the seed's, made unique, since bucket names are global. */
    public static String bucket(String account, String region) {
        return BUCKET + "-" + account + "-" + region;
    }

    /** Returns the ARN of a role. */
    public static String roleArn(String partition, String account, String role) {
        return "arn:" + partition + ":iam::" + account + ":role/" + role;
    }

    /** Returns the partition that a region belongs to: {@code aws}, {@code aws-cn} or {@code aws-us-gov}. */
    public static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}

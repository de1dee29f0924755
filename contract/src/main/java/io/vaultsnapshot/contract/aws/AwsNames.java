package io.vaultsnapshot.contract.aws;

import io.vaultsnapshot.contract.health.ProofLevel;
import java.util.Locale;
import java.util.zip.CRC32;

/** The names of AWS resources. There is one stack per account and region, so fixed names cannot collide. */
public final class AwsNames {
    /** The CloudFormation stack. */
    public static final String STACK = "VaultSnapshot";
    /** The stack of the replica, as CDK's commands name it. */
    public static final String REPLICA_STACK = STACK + "Replica";
    /** The verifier function; Lambda allows 64 characters. */
    public static final String FUNCTION = "vault-snapshot-verifier";
    /** The function's log group. */
    public static final String LOG_GROUP = "/aws/lambda/" + FUNCTION;
    /** The function that draws the dashboard's table of clusters. */
    public static final String WIDGET_FUNCTION = "vault-snapshot-widget";
    /** That function's log group. */
    public static final String WIDGET_LOG_GROUP = "/aws/lambda/" + WIDGET_FUNCTION;
    /** The queue for events that could not be handled. */
    public static final String DEAD_LETTER_QUEUE = "vault-snapshot-verifier-dead-letters";
    /** The topic that alerts go to. */
    public static final String ALERT_TOPIC = "vault-snapshot-alerts";
    /** The rule that delivers new snapshots, acknowledgements and proofs of restore drills. */
    public static final String ARRIVAL_RULE = "vault-snapshot-arrival";
    /** The rule that starts the sweep. */
    public static final String SWEEP_RULE = "vault-snapshot-sweep";
    /** The alarm on a verifier that no longer finishes its sweeps. */
    public static final String HEARTBEAT_ALARM = "vault-snapshot-verifier-heartbeat";
    /** The alarm on events that could not be handled. */
    public static final String DEAD_LETTER_ALARM = "vault-snapshot-verifier-dead-letters";
    /** The rule that starts the self-test of the alert path. */
    public static final String SELF_TEST_RULE = "vault-snapshot-self-test";
    /** The queue that gets the self-test's alerts from the topic, and nothing else. */
    public static final String SELF_TEST_QUEUE = "vault-snapshot-self-tests";
    /** The alarm on a self-test that was started and whose alert did not arrive. */
    public static final String SELF_TEST_LATE_ALARM = "vault-snapshot-self-test-late";
    /** The alarm that rings when no self-test has arrived for a week, whether or not one was started. */
    public static final String SELF_TEST_SILENT_ALARM = "vault-snapshot-self-test-silent";
    /** The alarm on runs of the verifier that failed. */
    public static final String ERRORS_ALARM = "vault-snapshot-verifier-errors";
    /** The alarm on runs of the verifier that Lambda refused to start. */
    public static final String THROTTLES_ALARM = "vault-snapshot-verifier-throttles";
    /** The alarm on runs of the verifier that come close to their time-out. */
    public static final String DURATION_ALARM = "vault-snapshot-verifier-duration";
    /** The alarm on a verifier that works without its native crypto library. */
    public static final String SLOW_CRYPTO_ALARM = "vault-snapshot-verifier-slow-crypto";
    /** The alarm on alerts that a subscriber did not take. */
    public static final String UNDELIVERED_ALARM = "vault-snapshot-alerts-undelivered";
    /** The dashboard. */
    public static final String DASHBOARD = "vault-snapshot";

    /** The most characters in a role's name (API reference of CreateRole). */
    private static final int LONGEST_ROLE = 64;

    private static final String BUCKET = "hashicorp-vault-snapshots";

    private AwsNames() {}

    /** Returns the default name of the bucket: the article's, made unique, since bucket names are global. */
    public static String bucket(String account, String region) {
        return BUCKET + "-" + account + "-" + region;
    }

    /**
     * Returns the name of the replica's bucket. Account and region are those of the first bucket, whose stack is the only one
     * there. So the replicas of several can be in one account and region.
     */
    public static String replicaBucket(String account, String region) {
        return bucket(account, region) + "-replica";
    }

    /** Returns the name that CloudFormation has for the replica's stack. */
    public static String replicaStack(String account, String region) {
        return REPLICA_STACK + "-" + account + "-" + region;
    }

    /** Returns the name of the role with which S3 copies. */
    public static String replicationRole(String region) {
        return "vault-snapshot-replication-" + region;
    }

    /** Returns the name of the verifier's role where another account has to know it. */
    public static String verifierRole(String region) {
        return "vault-snapshot-verifier-" + region;
    }

    /**
     * Returns the alias of the KMS key that encrypts a bucket. S3 takes it for the key in a request (API reference of
     * PutObject). So who writes to the bucket need not know the key.
     */
    public static String keyAlias(String bucket) {
        // An alias has no dots (API reference of CreateAlias).
        return "alias/" + bucket.replace('.', '_');
    }

    /** Returns the name of the alarm on a level's deadline in a group of clusters. */
    public static String deadlineAlarm(String group, ProofLevel level) {
        return groupAlarm(group) + "." + level.id();
    }

    /**
     * Returns the name of the alarm on a group of clusters: any of its deadlines. No group and no fixed name has a dot, so the
     * dot keeps the alarms of a group apart from all others.
     */
    public static String groupAlarm(String group) {
        return "vault-snapshot." + group;
    }

    /**
     * Returns the default name of the role that a cluster's backup job assumes. The names of roles hold for a whole account, so
     * the region is part of it. It is not the name in the article that the project started from: an account may have that role.
     */
    public static String writerRole(String region, String cluster) {
        return "vault-snapshot-" + region + "-" + cluster;
    }

    /** Returns the name of the role that the backup jobs of all clusters with EKS Pod Identity share. */
    public static String sharedWriterRole(String region) {
        return "vault-snapshot-writer-" + region;
    }

    /**
     * Returns the name of the role that a cluster's restore drill assumes. It follows from the writer's, which an operator chose
     * to be unique in the account.
     */
    public static String drillRole(String writerRole) {
        return writerRole + "-drill";
    }

    /**
     * Returns the name of the role of a restore drill whose cluster shares its writer role. A long name of a cluster is cut, and
     * its CRC-32 keeps the role apart from others.
     */
    public static String drillRoleOfItsOwn(String region, String cluster) {
        String whole = drillRole(writerRole(region, cluster));
        if (whole.length() <= LONGEST_ROLE) {
            return whole;
        }
        CRC32 sum = new CRC32();
        cluster.chars().forEach(sum::update);
        String end = "-" + String.format(Locale.ROOT, "%08x", sum.getValue());
        int cut = whole.length() - LONGEST_ROLE + end.length();
        return drillRole(writerRole(region, cluster.substring(0, cluster.length() - cut) + end));
    }

    /** Returns the name of the role of people who restore. The names of roles hold for a whole account, so the region is part of it. */
    public static String restorerRole(String region) {
        return "vault-snapshot-restorer-" + region;
    }

    /** Returns the name of the role of people who check the records. */
    public static String auditorRole(String region) {
        return "vault-snapshot-auditor-" + region;
    }

    /**
     * Returns the ARN of a role.
     *
     * @param path the path of all roles, which starts and ends with a slash
     */
    public static String roleArn(AwsPartition partition, String account, String path, String role) {
        return iamArn(partition, account, "role" + path + role);
    }

    /**
     * Returns the ARN of an EKS cluster's IAM OIDC provider.
     *
     * @param issuer the cluster's OIDC issuer without {@code https://}
     */
    public static String oidcProviderArn(AwsPartition partition, String account, String issuer) {
        return iamArn(partition, account, "oidc-provider/" + issuer);
    }

    /** Returns the pattern of the ARNs of all EKS clusters in an account and region. */
    public static String anyClusterArn(AwsPartition partition, String account, String region) {
        return "arn:" + partition.id() + ":eks:" + region + ":" + account + ":cluster/*";
    }

    /** IAM is one for all regions of a partition, so its ARNs name none. */
    private static String iamArn(AwsPartition partition, String account, String resource) {
        return "arn:" + partition.id() + ":iam::" + account + ":" + resource;
    }
}

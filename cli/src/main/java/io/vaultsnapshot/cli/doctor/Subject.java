package io.vaultsnapshot.cli.doctor;

import java.util.List;

/** What is checked, in the order in which a person would. A subject comes after those that it needs. */
public enum Subject {
    /** The Java that runs this tool. */
    JAVA(Stage.MACHINE, "java"),
    /** Node.js, which builds stack and manifests. */
    NODE(Stage.MACHINE, "node"),
    /** The CDK CLI that package.json pins. */
    CDK_CLI(Stage.MACHINE, "cdk-cli"),
    /** The AWS CLI. */
    AWS(Stage.MACHINE, "aws"),
    /** The Kubernetes CLI. */
    KUBECTL(Stage.MACHINE, "kubectl"),
    /** The settings can be read and are not an example's. */
    SETTINGS(Stage.MACHINE, "settings"),
    /** AWS knows who asks. */
    CREDENTIALS(Stage.ACCOUNT, "credentials", AWS, SETTINGS),
    /** They are of the account in the settings. */
    ACCOUNT(Stage.ACCOUNT, "account", CREDENTIALS),
    /** Commands without a region go to the one in the settings. */
    REGION(Stage.ACCOUNT, "region", AWS, SETTINGS),
    /** The stack of {@code npx cdk bootstrap}. */
    BOOTSTRAP(Stage.ACCOUNT, "bootstrap", ACCOUNT),
    /** The job's pod can get its role. */
    IDENTITY(Stage.ACCOUNT, "identity", ACCOUNT),
    /** The bucket's name is free, or the bucket is ours. */
    BUCKET(Stage.ACCOUNT, "bucket", ACCOUNT),
    /** The stack. */
    STACK(Stage.STACK, "stack", ACCOUNT),
    /** Every subscriber of the alerts has confirmed. */
    SUBSCRIPTIONS(Stage.STACK, "subscriptions", STACK),
    /** The YAML is written. */
    MANIFESTS(Stage.KUBERNETES, "manifests", SETTINGS),
    /** The CronJob is applied, and as the settings say. */
    CRON_JOB(Stage.KUBERNETES, "cronjob", KUBECTL, SETTINGS),
    /** The job's ServiceAccount names its role. */
    SERVICE_ACCOUNT(Stage.KUBERNETES, "service-account", CRON_JOB),
    /** The NetworkPolicy is there, and the last job found it enforced. */
    NETWORK_POLICY(Stage.KUBERNETES, "network-policy", CRON_JOB),
    /** The verifier's sweep runs. */
    SWEEP(Stage.BACKUPS, "sweep", STACK),
    /** The newest snapshot, and how the cluster stands. */
    SNAPSHOT(Stage.BACKUPS, "snapshot", SWEEP);

    private final Stage stage;
    private final String id;
    private final List<Subject> needs;

    Subject(Stage stage, String id, Subject... needs) {
        this.stage = stage;
        this.id = id;
        this.needs = List.of(needs);
    }

    /** Returns when in a deployment it is checked. */
    public Stage stage() {
        return stage;
    }

    /** Returns its name. */
    public String id() {
        return id;
    }

    /** Returns what must be right before it can be looked at. */
    List<Subject> needs() {
        return needs;
    }
}

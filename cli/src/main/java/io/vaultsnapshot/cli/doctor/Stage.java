package io.vaultsnapshot.cli.doctor;

/** The steps of a deployment, in their order. */
public enum Stage {
    /** Programs and settings. */
    MACHINE("machine", "This machine"),
    /** What must be in AWS before the stack. */
    ACCOUNT("account", "AWS, before the deployment"),
    /** What {@code npx cdk deploy} makes. */
    STACK("stack", "AWS, after npx cdk deploy"),
    /** What {@code kubectl apply} makes. */
    KUBERNETES("kubernetes", "Kubernetes, after kubectl apply"),
    /** What the verifier has seen. */
    BACKUPS("backups", "Backups");

    private final String id;
    private final String title;

    Stage(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Returns its name in JSON. */
    public String id() {
        return id;
    }

    /** Returns the heading of its checks. */
    public String title() {
        return title;
    }
}

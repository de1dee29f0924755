package io.vaultsnapshot.testing.access;

/** A role of the stack, as it is assumed. */
public enum AccessIdentity {
    /** The backup job with IRSA. */
    WRITER("writer"),
    /** The backup job with IRSA of a cluster in another account. */
    FOREIGN_WRITER("foreign-writer"),
    /** The backup job with EKS Pod Identity; EKS tags its session. */
    SHARED_WRITER("shared-writer"),
    /** The same role, assumed for an association that leaves the tags out. */
    UNTAGGED_WRITER("untagged-writer"),
    /** The function. */
    VERIFIER("verifier"),
    /** The function of a stack with retentionDays. */
    RETAINING_VERIFIER("retaining-verifier"),
    /** The function that draws the dashboard's widget. */
    WIDGET("widget"),
    /** The restore drill. */
    DRILL("drill"),
    /** A person who restores. */
    RESTORER("restorer"),
    /** A person who checks the records. */
    AUDITOR("auditor"),
    /** S3, which copies into the replica. */
    REPLICATION("replication");

    private final String id;

    AccessIdentity(String id) {
        this.id = id;
    }

    /** Returns the word for it in the matrix. */
    public String id() {
        return id;
    }
}

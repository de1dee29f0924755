package io.vaultsnapshot.contract.settings;

/** How the backup job's pod gets its IAM role from EKS. */
public enum PodRole {
    /** IAM roles for service accounts: a role of its own, which trusts the cluster's OIDC issuer. */
    IRSA("irsa"),
    /** EKS Pod Identity: one role for all clusters of the stack, associated with each cluster's ServiceAccount. */
    POD_IDENTITY("pod-identity");

    private final String id;

    PodRole(String id) {
        this.id = id;
    }

    /** Returns its name in the settings. */
    public String id() {
        return id;
    }
}

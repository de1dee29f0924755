package io.vaultsnapshot.contract.settings;

/** Who asks the Kubernetes API server whether a token is good. */
public enum TokenReviewer {
    /** The server itself, with the ServiceAccount of its own pod: it runs in the EKS cluster. */
    IN_CLUSTER("in-cluster"),
    /** The server with the token of a Secret: it runs elsewhere. */
    SECRET("secret");

    private final String id;

    TokenReviewer(String id) {
        this.id = id;
    }

    /** Returns its name in the settings and in {@code configure-vault.sh}. */
    public String id() {
        return id;
    }
}

package io.vaultsnapshot.contract.settings;

/** Who asks the Kubernetes API server whether a token is good. */
public enum TokenReviewer {
    /** The server itself, with the ServiceAccount of its own pod: it runs in the cluster that it serves. */
    IN_CLUSTER("in-cluster"),
    /** The server with the token of a Secret: it runs elsewhere. */
    SECRET("secret");

    private final String word;

    TokenReviewer(String word) {
        this.word = word;
    }

    /** Returns the word used in the settings and by {@code configure-vault.sh}. */
    public String id() {
        return word;
    }

    static TokenReviewer ofId(String word) {
        return word.equals(IN_CLUSTER.word) ? IN_CLUSTER : SECRET;
    }
}

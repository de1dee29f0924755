package io.vaultsnapshot.contract.kubernetes;

/**
 * A Kubernetes ServiceAccount. The IAM trust policy, the Vault role and the manifests all take it from here, so they
 * cannot name different ones.
 *
 * @param namespace the namespace's name
 * @param name the ServiceAccount's name
 */
public record ServiceAccountRef(String namespace, String name) {
    /** The audience of tokens meant for AWS STS; EKS's pod identity webhook requests exactly this one. */
    public static final String STS_AUDIENCE = "sts.amazonaws.com";

    /** Returns the {@code sub} claim of this account's tokens: {@code system:serviceaccount:<namespace>:<name>}. */
    public String oidcSubject() {
        return "system:serviceaccount:" + namespace + ":" + name;
    }
}

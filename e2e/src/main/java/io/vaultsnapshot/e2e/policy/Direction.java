package io.vaultsnapshot.e2e.policy;

/** A direction of connections, seen from the pod. The words are those of Kubernetes. */
public enum Direction {
    /** Connections to the pod. */
    INGRESS("Ingress", "ingress", "from"),
    /** Connections that the pod opens. */
    EGRESS("Egress", "egress", "to");

    final String policyType;
    final String rules;
    final String peers;

    Direction(String policyType, String rules, String peers) {
        this.policyType = policyType;
        this.rules = rules;
        this.peers = peers;
    }
}

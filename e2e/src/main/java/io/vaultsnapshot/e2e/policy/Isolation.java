package io.vaultsnapshot.e2e.policy;

import java.util.List;

/**
 * What policies say about the connections of one pod in one direction.
 *
 * @param isolated whether any policy selects the pod for this direction; if none does, everything is allowed
 * @param allowed what an isolated pod may do; an answer to an allowed connection needs no allowance
 */
public record Isolation(boolean isolated, List<Allowance> allowed) {
    /** No policy selects the pod. */
    public static final Isolation NONE = new Isolation(false, List.of());
    /** A policy selects the pod, and no rule allows anything. */
    public static final Isolation TOTAL = new Isolation(true, List.of());

    /** Copies the allowances. */
    public Isolation {
        allowed = List.copyOf(allowed);
    }

    /** Returns whether a connection is allowed. */
    public boolean allows(String peer, String protocol, int port) {
        return !isolated || allowed.stream().anyMatch(each -> each.allows(peer, protocol, port));
    }
}

package io.vaultsnapshot.e2e.policy;

import java.util.List;

/**
 * Connections that a rule allows.
 *
 * @param peers the addresses at the other end
 * @param except blocks of them that the rule leaves out
 * @param ports the ports that are connected to: the pod's own when the connection comes in, else the peer's
 */
public record Allowance(Cidr peers, List<Cidr> except, PortRange ports) {
    /** Copies the exceptions. */
    public Allowance {
        except = List.copyOf(except);
    }

    boolean allows(String peer, String protocol, int port) {
        return peers.contains(peer)
                && except.stream().noneMatch(block -> block.contains(peer))
                && ports.contains(protocol, port);
    }
}

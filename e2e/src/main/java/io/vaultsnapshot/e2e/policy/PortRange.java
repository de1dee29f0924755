package io.vaultsnapshot.e2e.policy;

/**
 * Ports of one protocol.
 *
 * @param protocol {@code TCP} or {@code UDP}; empty for every port of every protocol
 * @param first the first port
 * @param last the last port, at least the first
 */
public record PortRange(String protocol, int first, int last) {
    /** Every port of every protocol. */
    public static final PortRange ALL = new PortRange("", 0, 65_535);

    /** Returns every port of a protocol. */
    public static PortRange allOf(String protocol) {
        return new PortRange(protocol, ALL.first, ALL.last);
    }

    /** Returns whether a port is one of them. */
    public boolean contains(String ofProtocol, int port) {
        return protocol.isEmpty() || (protocol.equals(ofProtocol) && first <= port && port <= last);
    }

    /** Returns whether it leaves out a port of its protocol. */
    public boolean isLimited() {
        return first > ALL.first || last < ALL.last;
    }
}

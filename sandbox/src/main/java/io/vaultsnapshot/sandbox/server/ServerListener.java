package io.vaultsnapshot.sandbox.server;

import io.vaultsnapshot.sandbox.process.Ports;

/**
 * Where a server listens, and what it tells others as its address.
 *
 * @param host an IPv4 address of this machine
 * @param port of its API
 */
public record ServerListener(String host, int port) {
    /** Returns a free port that only this machine can reach. */
    public static ServerListener loopback() {
        return new ServerListener("127.0.0.1", Ports.free());
    }
}

package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The suite can reach nothing but itself, so a green run does not depend on anything outside. */
class NamespaceScenario {
    @Test
    void network_ofTheSuite_hasLoopbackOnly() throws SocketException {
        List<String> interfaces = NetworkInterface.networkInterfaces()
                .map(NetworkInterface::getName)
                .toList();

        assertEquals(List.of("lo"), interfaces);
    }
}

package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The suite can reach nothing but itself, so a green run does not depend on anything outside. */
class NamespaceScenario {
    @Test
    void network_ofTheSuite_hasLoopbackAndPodsOnly() throws SocketException {
        List<String> others = NetworkInterface.networkInterfaces()
                .map(NetworkInterface::getName)
                .filter(name -> !name.matches("lo|pod[0-9]+"))
                .toList();

        assertEquals(List.of(), others);
    }
}

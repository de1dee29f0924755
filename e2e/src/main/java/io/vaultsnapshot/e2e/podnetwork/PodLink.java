package io.vaultsnapshot.e2e.podnetwork;

import java.nio.file.Path;
import java.util.Map;

/**
 * A pod's way into the network: a network namespace with a loopback of its own and one address.
 *
 * @param name of the interface at the node's end
 * @param address the pod's IPv4 address
 * @param files what the pod finds at paths below {@code /etc}: its name and its name server
 * @param environment the addresses of Services
 */
public record PodLink(String name, String address, Map<String, Path> files, Map<String, String> environment) {
    /** Copies the maps. */
    public PodLink {
        files = Map.copyOf(files);
        environment = Map.copyOf(environment);
    }

    /** Returns the file that stands for its network namespace, where {@code ip netns} puts it. */
    public Path namespace() {
        return Path.of("/run/netns", name);
    }
}

package io.vaultsnapshot.e2e.podnetwork;

import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Network namespaces, each connected to the suite's one by a pair of interfaces, as the VPC CNI of EKS does it: there is no
 * bridge, and the node routes each address. Needs root.
 */
final class PodLinks {
    /**
     * One of them.
     *
     * @param name of the namespace and of the interface at the node's end, at most 15 characters
     */
    record Link(String name, String address) {}

    private static final Path FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");
    /** Every pod's gateway. */
    private static final String NODE = "10.244.0.1";

    private static final int FIRST = 2;
    private static final int LAST = 254;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Workspace workspace;
    private int given;

    /** Lets the suite's namespace route between pods. */
    PodLinks(Workspace workspace) throws IOException {
        this.workspace = workspace;
        ip("address", "add", NODE + "/32", "dev", "lo").orFail();
        Files.writeString(FORWARDING, "1");
    }

    /** Makes a namespace and its pair of interfaces. No name and no address is used twice. */
    synchronized Link create() {
        int number = given++;
        int perBlock = LAST - FIRST + 1;
        String name = "pod" + number;
        String address = "10.244." + number / perBlock + "." + (FIRST + number % perBlock);
        ip("netns", "add", name).orFail();
        // Without IPv6 addresses: the policies are about IPv4, so a link-local address would be a way around them.
        List<String> here = List.of(
                "link add " + name + " type veth peer name eth0 netns " + name,
                "link set " + name + " addrgenmode none up",
                "route add " + address + " dev " + name + " src " + NODE);
        List<String> there = List.of(
                "link set lo up",
                "link set eth0 addrgenmode none up",
                "address add " + address + "/32 dev eth0",
                "route add " + NODE + " dev eth0",
                "route add default via " + NODE + " src " + address);
        batch(here).orFail();
        batch(there, "-n", name).orFail();
        return new Link(name, address);
    }

    /** Removes a namespace and its interfaces, when no process is in it any more. */
    void delete(String name) {
        ip("netns", "delete", name);
    }

    private CommandResult batch(List<String> lines, String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-batch", "-"));
        return run(String.join("\n", lines) + "\n", arguments);
    }

    private CommandResult ip(String... arguments) {
        return run("", List.of(arguments));
    }

    private CommandResult run(String input, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("ip"));
        line.addAll(arguments);
        return workspace
                .processes()
                .run(Command.of("ip", workspace.folder("."), line.toArray(String[]::new)), input, LONGEST);
    }
}

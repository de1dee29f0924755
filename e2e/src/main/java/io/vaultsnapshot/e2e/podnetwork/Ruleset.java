package io.vaultsnapshot.e2e.podnetwork;

import io.vaultsnapshot.e2e.podnetwork.ServiceTable.Forwarding;
import io.vaultsnapshot.e2e.policy.Allowance;
import io.vaultsnapshot.e2e.policy.Cidr;
import io.vaultsnapshot.e2e.policy.Isolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The kernel's rules in the language of nft(8). One file replaces all rules at once. A packet that is not allowed is dropped, so
 * that its sender waits, as with most network plugins. What a process of the suite sends to a pod is not filtered: it is
 * the node's own traffic, which Kubernetes always allows.
 */
final class Ruleset {
    private final StringBuilder dispatch = new StringBuilder();
    private final StringBuilder chains = new StringBuilder();
    private final StringBuilder services = new StringBuilder();

    /** Adds a pod. */
    void pod(String link, Isolation ingress, Isolation egress) {
        isolate("iifname", "out-", link, "daddr", egress);
        isolate("oifname", "in-", link, "saddr", ingress);
    }

    private void isolate(String interfaceName, String prefix, String link, String peer, Isolation isolation) {
        if (!isolation.isolated()) {
            return;
        }
        dispatch.append("    %s \"%s\" jump %s%s\n".formatted(interfaceName, link, prefix, link));
        chains.append("  chain %s%s {\n".formatted(prefix, link));
        isolation.allowed().stream()
                .map(each -> condition(peer, each))
                .distinct()
                .forEach(condition -> chains.append("    %sreturn\n".formatted(condition)));
        chains.append("    drop\n  }\n");
    }

    private static String condition(String peer, Allowance allowance) {
        List<String> parts = new ArrayList<>();
        if (allowance.peers().bits() > 0) {
            parts.add("ip " + peer + " " + allowance.peers());
        }
        if (!allowance.except().isEmpty()) {
            parts.add("ip " + peer + " != { "
                    + allowance.except().stream().map(Cidr::toString).collect(Collectors.joining(", ")) + " }");
        }
        String protocol = allowance.ports().protocol().toLowerCase(Locale.ROOT);
        if (allowance.ports().isLimited()) {
            parts.add("%s dport %d-%d"
                    .formatted(
                            protocol,
                            allowance.ports().first(),
                            allowance.ports().last()));
        } else if (!protocol.isEmpty()) {
            parts.add("meta l4proto " + protocol);
        }
        return parts.stream().map(part -> part + " ").collect(Collectors.joining());
    }

    /** Adds a port of a Service. Without a target, its address stays one without a route. */
    void service(Forwarding forwarding) {
        List<String> targets = forwarding.targets();
        if (targets.isEmpty()) {
            return;
        }
        services.append("    ip daddr %s %s dport %d dnat to numgen random mod %d map { %s }\n"
                .formatted(
                        forwarding.address(),
                        forwarding.protocol(),
                        forwarding.port(),
                        targets.size(),
                        IntStream.range(0, targets.size())
                                .mapToObj(number -> number + " : " + targets.get(number))
                                .collect(Collectors.joining(", "))));
    }

    /** Returns the file. */
    @Override
    public String toString() {
        return """
                table ip pods
                delete table ip pods
                table ip pods {
                %s  chain policies {
                    ct state established,related accept
                %s  }
                  chain to-this-node { type filter hook input priority filter; jump policies; }
                  chain between-pods { type filter hook forward priority filter; jump policies; }
                  chain services {
                    type nat hook prerouting priority dstnat;
                %s  }
                }
                """.formatted(chains, dispatch, services);
    }
}

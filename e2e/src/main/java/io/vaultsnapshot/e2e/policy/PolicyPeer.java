package io.vaultsnapshot.e2e.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One peer of a rule: a block of addresses, or the pods that selectors match. */
final class PolicyPeer {
    /** Addresses of one peer. */
    record Block(Cidr peers, List<Cidr> except) {
        boolean contains(String address) {
            return peers.contains(address) && except.stream().noneMatch(block -> block.contains(address));
        }
    }

    private final JsonNode peer;
    private final String namespace;

    /**
     * Reads it.
     *
     * @param namespace of the policy
     */
    PolicyPeer(JsonNode peer, String namespace) {
        Supported.only("a peer", peer, Set.of("ipBlock", "podSelector", "namespaceSelector"));
        Supported.only("an ipBlock", peer.path("ipBlock"), Set.of("cidr", "except"));
        this.peer = peer;
        this.namespace = namespace;
    }

    /** Returns its addresses; none for a block of IPv6 addresses. */
    List<Block> blocks(List<PodEndpoint> pods, Map<String, Map<String, String>> namespaces) {
        if (peer.has("ipBlock")) {
            List<Cidr> except = new ArrayList<>();
            for (JsonNode each : peer.path("ipBlock").path("except")) {
                Cidr.parse(each.asText()).ifPresent(except::add);
            }
            return Cidr.parse(peer.path("ipBlock").path("cidr").asText())
                    .map(cidr -> List.of(new Block(cidr, except)))
                    .orElse(List.of());
        }
        return pods.stream()
                .filter(pod -> selects(pod, namespaces))
                .map(pod -> new Block(Cidr.of(pod.address()), List.of()))
                .toList();
    }

    // A podSelector alone selects in the policy's own namespace.
    private boolean selects(PodEndpoint pod, Map<String, Map<String, String>> namespaces) {
        boolean inNamespace = peer.has("namespaceSelector")
                ? namespaces.containsKey(pod.namespace())
                        && new LabelSelector(peer.get("namespaceSelector")).matches(namespaces.get(pod.namespace()))
                : pod.namespace().equals(namespace);
        return inNamespace && new LabelSelector(peer.path("podSelector")).matches(pod.labels());
    }
}

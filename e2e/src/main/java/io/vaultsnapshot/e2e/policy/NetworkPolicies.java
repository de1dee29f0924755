package io.vaultsnapshot.e2e.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.e2e.policy.PolicyPeer.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All NetworkPolicy objects of a cluster, and what they mean for its pods (Kubernetes documentation, "Network Policies", and
 * the API reference of {@code networking.k8s.io/v1}). Policies add up. A connection between two pods needs the egress of one
 * and the ingress of the other.
 */
public final class NetworkPolicies {
    private static final List<Block> EVERYWHERE = List.of(new Block(Cidr.ALL, List.of()));

    private final List<JsonNode> policies;
    private final Map<String, Map<String, String>> namespaces;
    private final List<PodEndpoint> pods;

    /**
     * Takes the state of a cluster.
     *
     * @param policies the objects
     * @param namespaces the labels of each namespace
     * @param pods every pod that selectors can match
     */
    public NetworkPolicies(
            List<JsonNode> policies, Map<String, Map<String, String>> namespaces, List<PodEndpoint> pods) {
        this.policies = List.copyOf(policies);
        this.namespaces = Map.copyOf(namespaces);
        this.pods = List.copyOf(pods);
    }

    /**
     * Returns what a pod may do in one direction.
     *
     * @throws UnsupportedPolicyException if a policy that selects it says something that is not known here
     */
    public Isolation of(PodEndpoint pod, Direction direction) {
        Isolation isolation = Isolation.NONE;
        for (JsonNode policy : policies) {
            try {
                if (selects(policy, pod, direction)) {
                    List<Allowance> allowed = new ArrayList<>(isolation.allowed());
                    allowed.addAll(allowances(policy, pod, direction));
                    isolation = new Isolation(true, allowed);
                }
            } catch (UnsupportedPolicyException unsupported) {
                throw new UnsupportedPolicyException(
                        "NetworkPolicy " + policy.at("/metadata/name").asText() + ": " + unsupported.getMessage());
            }
        }
        return isolation;
    }

    private static boolean selects(JsonNode policy, PodEndpoint pod, Direction direction) {
        JsonNode spec = policy.path("spec");
        return policy.at("/metadata/namespace").asText().equals(pod.namespace())
                && new LabelSelector(spec.path("podSelector")).matches(pod.labels())
                && isAbout(spec, direction);
    }

    // Without policyTypes a policy is about ingress, and about egress if it has a rule for it.
    private static boolean isAbout(JsonNode spec, Direction direction) {
        Supported.only("the spec", spec, Set.of("podSelector", "policyTypes", "ingress", "egress"));
        if (!spec.has("policyTypes")) {
            return direction == Direction.INGRESS || !spec.path("egress").isEmpty();
        }
        for (JsonNode type : spec.get("policyTypes")) {
            if (type.asText().equals(direction.policyType)) {
                return true;
            }
        }
        return false;
    }

    private List<Allowance> allowances(JsonNode policy, PodEndpoint pod, Direction direction) {
        List<Allowance> allowances = new ArrayList<>();
        for (JsonNode rule : policy.path("spec").path(direction.rules)) {
            Supported.only("a rule", rule, Set.of(direction.peers, "ports"));
            List<Block> blocks = blocks(
                    rule.path(direction.peers), policy.at("/metadata/namespace").asText());
            if (rule.path("ports").isEmpty()) {
                blocks.forEach(block -> allowances.add(new Allowance(block.peers(), block.except(), PortRange.ALL)));
            }
            for (JsonNode port : rule.path("ports")) {
                allowances.addAll(ports(new PolicyPort(port), blocks, pod, direction));
            }
        }
        return allowances;
    }

    private List<Block> blocks(JsonNode peers, String namespace) {
        if (peers.isEmpty()) {
            return EVERYWHERE;
        }
        List<Block> blocks = new ArrayList<>();
        peers.forEach(peer -> blocks.addAll(new PolicyPeer(peer, namespace).blocks(pods, namespaces)));
        return blocks;
    }

    // A name is looked up in the pod that is connected to. So each of them may have another number.
    private List<Allowance> ports(PolicyPort port, List<Block> blocks, PodEndpoint pod, Direction direction) {
        if (port.isNamed() && direction == Direction.EGRESS) {
            return pods.stream()
                    .filter(peer -> blocks.stream().anyMatch(block -> block.contains(peer.address())))
                    .flatMap(peer -> port.of(peer).stream()
                            .map(range -> new Allowance(Cidr.of(peer.address()), List.of(), range)))
                    .toList();
        }
        return port.of(pod).stream()
                .flatMap(range -> blocks.stream().map(block -> new Allowance(block.peers(), block.except(), range)))
                .toList();
    }
}

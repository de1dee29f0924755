package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cdk8s.plus25.k8s.IpBlock;
import org.cdk8s.plus25.k8s.KubeNetworkPolicy;
import org.cdk8s.plus25.k8s.LabelSelector;
import org.cdk8s.plus25.k8s.NetworkPolicyEgressRule;
import org.cdk8s.plus25.k8s.NetworkPolicyPeer;
import org.cdk8s.plus25.k8s.NetworkPolicySpec;
import software.constructs.Construct;

/**
 * What backup pods may talk to. No connection to them is allowed. They may open these:
 *
 * <ul>
 *   <li>DNS, anywhere: a node-local cache answers from an address that no selector matches.
 *   <li>The server. For the address of a Service, only in its namespace; on the address's port and on the pods' port,
 *       since most network plugins compare the port of the pod behind the Service. For any other address only the port is
 *       known.
 *   <li>HTTPS, anywhere: S3 and STS have no fixed addresses, and with VPC endpoints not even public ones. The IAM role
 *       decides which bucket can be written.
 *   <li>The proxy, if there is one, on its port.
 *   <li>The agent of EKS Pod Identity, at its fixed addresses on every node (EKS user guide).
 * </ul>
 *
 * <p>The instance metadata service (port 80) cannot be reached, and so neither can the node's own role. On a cluster whose
 * network plugin ignores policies this changes nothing; on EKS, the VPC CNI must be configured to enforce them. The job's
 * log says so when nothing enforces them ({@link KubernetesNames#FORBIDDEN_ADDRESS}).
 */
public final class BackupNetworkPolicy {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Adds the policy. */
    public BackupNetworkPolicy(Construct scope, ClusterSettings cluster) {
        KubeNetworkPolicy.Builder.create(scope, "network-policy")
                .metadata(Metadata.of(cluster.serviceAccount().namespace(), KubernetesNames.NETWORK_POLICY))
                .spec(NetworkPolicySpec.builder()
                        .podSelector(LabelSelector.builder()
                                .matchLabels(Metadata.LABELS)
                                .build())
                        // A type without a rule denies: no ingress rule, no ingress.
                        .policyTypes(List.of("Ingress", "Egress"))
                        .egress(egress(cluster))
                        .build())
                .build();
    }

    private static List<NetworkPolicyEgressRule> egress(ClusterSettings cluster) {
        List<NetworkPolicyEgressRule> rules = new ArrayList<>(List.of(
                PolicyRules.dns(),
                server(
                        ServerEndpoint.of(cluster.get(ClusterSetting.VAULT_ADDRESS)),
                        cluster.get(ClusterSetting.VAULT_POD_PORT)),
                https(),
                podIdentityAgent()));
        cluster.get(ClusterSetting.HTTPS_PROXY)
                .ifPresent(proxy -> rules.add(NetworkPolicyEgressRule.builder()
                        .ports(PolicyRules.tcp(proxy.port()))
                        .build()));
        return rules;
    }

    private static NetworkPolicyEgressRule podIdentityAgent() {
        return NetworkPolicyEgressRule.builder()
                .to(Stream.of("169.254.170.23/32", "fd00:ec2::23/128")
                        .map(address -> NetworkPolicyPeer.builder()
                                .ipBlock(IpBlock.builder().cidr(address).build())
                                .build())
                        .toList())
                .ports(PolicyRules.tcp(HTTP))
                .build();
    }

    private static NetworkPolicyEgressRule https() {
        return NetworkPolicyEgressRule.builder().ports(PolicyRules.tcp(HTTPS)).build();
    }

    private static NetworkPolicyEgressRule server(ServerEndpoint server, int podPort) {
        if (server.namespace().isEmpty()) {
            return NetworkPolicyEgressRule.builder()
                    .ports(PolicyRules.tcp(server.port()))
                    .build();
        }
        // Kubernetes itself puts this label on every namespace.
        Map<String, String> itsNamespace =
                Map.of("kubernetes.io/metadata.name", server.namespace().get());
        return NetworkPolicyEgressRule.builder()
                .to(List.of(NetworkPolicyPeer.builder()
                        .namespaceSelector(LabelSelector.builder()
                                .matchLabels(itsNamespace)
                                .build())
                        .build()))
                .ports(PolicyRules.tcp(server.port(), podPort))
                .build();
    }
}

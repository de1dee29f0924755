package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.ServerKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cdk8s.plus25.k8s.IntOrString;
import org.cdk8s.plus25.k8s.KubeNetworkPolicy;
import org.cdk8s.plus25.k8s.LabelSelector;
import org.cdk8s.plus25.k8s.NetworkPolicyEgressRule;
import org.cdk8s.plus25.k8s.NetworkPolicyPeer;
import org.cdk8s.plus25.k8s.NetworkPolicyPort;
import org.cdk8s.plus25.k8s.NetworkPolicySpec;
import software.constructs.Construct;

/**
 * What backup pods may talk to. No connection to them is allowed. They may open three kinds:
 *
 * <ul>
 *   <li>DNS, anywhere: a node-local cache answers from an address that no selector matches.
 *   <li>The server. For the address of a Service, only in its namespace; on the address's port and on the servers' default
 *       port, since most network plugins compare the port of the pod behind the Service, and there both servers listen by default. For
 *       any other address only the port is known.
 *   <li>HTTPS, anywhere: S3 and STS have no fixed addresses, and with VPC endpoints not even public ones. The IAM role
 *       decides which bucket can be written.
 * </ul>
 *
 * <p>The instance metadata service (port 80) cannot be reached, and so neither can the node's own role. On a cluster whose
 * network plugin ignores policies this changes nothing; on EKS, the VPC CNI must be configured to enforce them.
 */
public final class BackupNetworkPolicy {
    private static final int DNS = 53;
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
                        .egress(List.of(
                                dns(), server(ServerEndpoint.of(cluster.get(ClusterSetting.VAULT_ADDRESS))), https()))
                        .build())
                .build();
    }

    private static NetworkPolicyEgressRule dns() {
        return NetworkPolicyEgressRule.builder()
                .ports(List.of(port("UDP", DNS), port("TCP", DNS)))
                .build();
    }

    private static NetworkPolicyEgressRule https() {
        return NetworkPolicyEgressRule.builder()
                .ports(List.of(port("TCP", HTTPS)))
                .build();
    }

    private static NetworkPolicyEgressRule server(ServerEndpoint server) {
        if (server.namespace().isEmpty()) {
            return NetworkPolicyEgressRule.builder()
                    .ports(List.of(port("TCP", server.port())))
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
                .ports(Stream.of(server.port(), ServerKind.PORT)
                        .distinct()
                        .map(number -> port("TCP", number))
                        .toList())
                .build();
    }

    private static NetworkPolicyPort port(String protocol, int number) {
        return NetworkPolicyPort.builder()
                .protocol(protocol)
                .port(IntOrString.fromNumber(number))
                .build();
    }
}

package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.contract.settings.ServerUrl;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.manifests.resource.Metadata;
import io.vaultsnapshot.manifests.resource.PolicyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.IntOrString;
import org.cdk8s.plus25.k8s.KubeConfigMap;
import org.cdk8s.plus25.k8s.KubeDeployment;
import org.cdk8s.plus25.k8s.KubeNetworkPolicy;
import org.cdk8s.plus25.k8s.KubeService;
import org.cdk8s.plus25.k8s.NetworkPolicyEgressRule;
import org.cdk8s.plus25.k8s.NetworkPolicyIngressRule;
import org.cdk8s.plus25.k8s.NetworkPolicySpec;
import org.cdk8s.plus25.k8s.ServicePort;
import org.cdk8s.plus25.k8s.ServiceSpec;
import software.constructs.Construct;

/**
 * The gate: a forward proxy that is the drill's only way out. It may resolve names and connect to port 443, and only the drill's
 * pods may connect to it. Its own list says which hosts ({@link GateHosts}).
 */
public final class Gate {
    /** The port that it listens on. */
    static final int PORT = 3128;
    /** The key of its configuration in the ConfigMap. */
    static final String CONFIG_FILE = "squid.conf";

    private static final int HTTPS = 443;

    /** Adds ConfigMap, NetworkPolicy, Deployment and Service. */
    public Gate(Construct scope, SnapshotSettings settings, ClusterSettings cluster) {
        String config = GateConfig.of(settings, cluster);
        KubeConfigMap.Builder.create(scope, "config")
                .metadata(Metadata.of(DrillNames.NAMESPACE, DrillNames.GATE))
                .data(Map.of(CONFIG_FILE, config))
                .build();
        KubeNetworkPolicy.Builder.create(scope, "network-policy")
                .metadata(Metadata.of(DrillNames.NAMESPACE, DrillNames.GATE))
                .spec(policy(cluster))
                .build();
        KubeDeployment.Builder.create(scope, "deployment")
                .metadata(Metadata.of(DrillNames.NAMESPACE, DrillNames.GATE))
                .spec(new GatePod(cluster.get(DrillSetting.DRILL_GATE_IMAGE), config).deployment())
                .build();
        KubeService.Builder.create(scope, "service")
                .metadata(Metadata.of(DrillNames.NAMESPACE, DrillNames.GATE))
                .spec(ServiceSpec.builder()
                        .selector(Map.of(KubernetesNames.APP_LABEL, DrillNames.GATE))
                        .ports(List.of(ServicePort.builder()
                                .protocol("TCP")
                                .port(PORT)
                                .targetPort(IntOrString.fromNumber(PORT))
                                .build()))
                        .build())
                .build();
    }

    private static NetworkPolicySpec policy(ClusterSettings cluster) {
        List<NetworkPolicyEgressRule> egress = new ArrayList<>(List.of(PolicyRules.dns(), to(HTTPS)));
        cluster.get(DrillSetting.DRILL_SEAL_ADDRESS)
                .map(ServerUrl::port)
                .filter(port -> port != HTTPS)
                .ifPresent(port -> egress.add(to(port)));
        return NetworkPolicySpec.builder()
                .podSelector(PolicyRules.pods(DrillNames.GATE))
                .policyTypes(List.of("Ingress", "Egress"))
                .ingress(List.of(NetworkPolicyIngressRule.builder()
                        .from(List.of(PolicyRules.peer(DrillNames.APP)))
                        .ports(PolicyRules.tcp(PORT))
                        .build()))
                .egress(egress)
                .build();
    }

    private static NetworkPolicyEgressRule to(int port) {
        return NetworkPolicyEgressRule.builder().ports(PolicyRules.tcp(port)).build();
    }
}

package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.contract.settings.ServerUrl;
import io.vaultsnapshot.manifests.resource.Metadata;
import io.vaultsnapshot.manifests.resource.PolicyRules;
import java.util.List;
import org.cdk8s.plus25.k8s.IpBlock;
import org.cdk8s.plus25.k8s.KubeNetworkPolicy;
import org.cdk8s.plus25.k8s.LabelSelector;
import org.cdk8s.plus25.k8s.NetworkPolicyEgressRule;
import org.cdk8s.plus25.k8s.NetworkPolicyPeer;
import org.cdk8s.plus25.k8s.NetworkPolicySpec;
import software.constructs.Construct;

/**
 * What every pod of the drill's namespace may talk to: nothing may connect to it, and it may connect to the gate, or to the proxy
 * of the settings. Not even names are resolved. It selects all pods, so that one that somebody starts there by hand, with a
 * snapshot in it, is isolated too.
 */
public final class DrillNetworkPolicy {
    /** Adds the policy. */
    public DrillNetworkPolicy(Construct scope, ClusterSettings cluster) {
        KubeNetworkPolicy.Builder.create(scope, "network-policy")
                .metadata(Metadata.of(DrillNames.NAMESPACE, DrillNames.NETWORK_POLICY))
                .spec(NetworkPolicySpec.builder()
                        .podSelector(LabelSelector.builder().build())
                        // A type without a rule denies: no ingress rule, no ingress.
                        .policyTypes(List.of("Ingress", "Egress"))
                        .egress(List.of(cluster.get(DrillSetting.DRILL_PROXY)
                                .map(DrillNetworkPolicy::proxy)
                                .orElseGet(DrillNetworkPolicy::gate)))
                        .build())
                .build();
    }

    private static NetworkPolicyEgressRule gate() {
        return NetworkPolicyEgressRule.builder()
                .to(List.of(PolicyRules.peer(DrillNames.GATE)))
                .ports(PolicyRules.tcp(Gate.PORT))
                .build();
    }

    private static NetworkPolicyEgressRule proxy(ServerUrl proxy) {
        return NetworkPolicyEgressRule.builder()
                .to(List.of(NetworkPolicyPeer.builder()
                        .ipBlock(IpBlock.builder().cidr(proxy.host() + "/32").build())
                        .build()))
                .ports(PolicyRules.tcp(proxy.port()))
                .build();
    }
}

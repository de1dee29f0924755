package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cdk8s.plus25.k8s.IntOrString;
import org.cdk8s.plus25.k8s.LabelSelector;
import org.cdk8s.plus25.k8s.NetworkPolicyEgressRule;
import org.cdk8s.plus25.k8s.NetworkPolicyPeer;
import org.cdk8s.plus25.k8s.NetworkPolicyPort;

/** Parts of NetworkPolicies. A policy compares the port of the pod, not that of its Service. */
public final class PolicyRules {
    private static final int DNS = 53;

    private PolicyRules() {}

    /** Selects the pods of an app. */
    public static LabelSelector pods(String app) {
        return LabelSelector.builder()
                .matchLabels(Map.of(KubernetesNames.APP_LABEL, app))
                .build();
    }

    /** The pods of an app in the same namespace. */
    public static NetworkPolicyPeer peer(String app) {
        return NetworkPolicyPeer.builder().podSelector(pods(app)).build();
    }

    /** Ports of TCP, each once. */
    public static List<NetworkPolicyPort> tcp(int... ports) {
        return IntStream.of(ports)
                .distinct()
                .mapToObj(port -> port("TCP", port))
                .toList();
    }

    /** DNS, anywhere: a node-local cache answers from an address that no selector matches. */
    public static NetworkPolicyEgressRule dns() {
        return NetworkPolicyEgressRule.builder()
                .ports(List.of(port("UDP", DNS), port("TCP", DNS)))
                .build();
    }

    private static NetworkPolicyPort port(String protocol, int number) {
        return NetworkPolicyPort.builder()
                .protocol(protocol)
                .port(IntOrString.fromNumber(number))
                .build();
    }
}

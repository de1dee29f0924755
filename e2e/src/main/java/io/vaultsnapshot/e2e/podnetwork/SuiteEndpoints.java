package io.vaultsnapshot.e2e.podnetwork;

import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.policy.PodEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The suite's servers that have a name in the cluster. For policies and Services they are pods of that namespace. */
final class SuiteEndpoints {
    private static final Pattern NAME = Pattern.compile("([^.]+)\\.([^.]+)\\.svc(\\.cluster\\.local)?");
    private static final String DOMAIN = ".cluster.local";

    /** The labels that policies for DNS use. Every cluster's DNS has them. */
    private static final Map<String, Map<String, String>> LABELS =
            Map.of("kube-system/kube-dns", Map.of("k8s-app", "kube-dns"));

    private final PrivateNetwork network;

    SuiteEndpoints(PrivateNetwork network) {
        this.network = network;
    }

    /** Returns their addresses by {@code NAMESPACE/NAME}. */
    Map<String, String> byName() {
        Map<String, String> addresses = new LinkedHashMap<>();
        network.addresses().forEach((host, address) -> {
            Matcher name = NAME.matcher(host);
            if (name.matches()) {
                addresses.put(name.group(2) + "/" + name.group(1), address);
            }
        });
        return addresses;
    }

    /** Returns them as policies see them. */
    List<PodEndpoint> endpoints() {
        List<PodEndpoint> endpoints = new ArrayList<>();
        byName().forEach((name, address) -> endpoints.add(new PodEndpoint(
                name.substring(0, name.indexOf('/')), LABELS.getOrDefault(name, Map.of()), address, Map.of())));
        return endpoints;
    }

    /** Returns the address of any host of the suite. A host in the cluster is known by its short and its full name. */
    Optional<String> address(String host) {
        Map<String, String> addresses = network.addresses();
        return Optional.ofNullable(addresses.get(host))
                .or(() -> host.endsWith(DOMAIN)
                        ? Optional.ofNullable(addresses.get(host.substring(0, host.length() - DOMAIN.length())))
                        : Optional.empty());
    }
}

package io.vaultsnapshot.e2e.policy;

import java.util.Map;

/**
 * A pod as policies and Services see it.
 *
 * @param namespace its namespace
 * @param labels its labels
 * @param address its IPv4 address
 * @param ports its named ports: {@code PROTOCOL/NAME} to number
 */
public record PodEndpoint(String namespace, Map<String, String> labels, String address, Map<String, Integer> ports) {
    /** Copies the maps. */
    public PodEndpoint {
        labels = Map.copyOf(labels);
        ports = Map.copyOf(ports);
    }
}

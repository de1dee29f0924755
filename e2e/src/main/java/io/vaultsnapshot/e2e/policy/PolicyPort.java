package io.vaultsnapshot.e2e.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** One port of a rule: all of a protocol, a number, a range of numbers, or a name. */
final class PolicyPort {
    private final JsonNode port;
    private final String protocol;

    PolicyPort(JsonNode port) {
        Supported.only("a port", port, Set.of("port", "endPort", "protocol"));
        this.port = port;
        this.protocol = port.path("protocol").asText("TCP");
        if (!Set.of("TCP", "UDP").contains(protocol)) {
            throw new UnsupportedPolicyException("the protocol " + protocol + " is not supported");
        }
    }

    boolean isNamed() {
        return port.path("port").isTextual();
    }

    /** Returns its numbers on a pod; nothing when it is a name that the pod does not have. */
    Optional<PortRange> of(PodEndpoint pod) {
        if (isNamed()) {
            return Optional.ofNullable(
                            pod.ports().get(protocol + "/" + port.get("port").asText()))
                    .map(number -> new PortRange(protocol, number, number));
        }
        if (!port.has("port")) {
            return Optional.of(PortRange.allOf(protocol));
        }
        int first = port.get("port").asInt();
        return Optional.of(new PortRange(protocol, first, port.path("endPort").asInt(first)));
    }
}

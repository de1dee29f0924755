package io.vaultsnapshot.sandbox.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Which containers EKS gives the IAM role of the pod's ServiceAccount: all but those that an annotation names. */
public final class PodIdentity {
    private static final String SKIPPED = "/metadata/annotations/eks.amazonaws.com~1skip-containers";

    private PodIdentity() {}

    /**
     * Returns the names of the containers that get no role.
     *
     * @param pod a pod, or the template of one
     */
    public static Set<String> containersWithoutRole(JsonNode pod) {
        return Arrays.stream(pod.at(SKIPPED).asText().split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
    }
}

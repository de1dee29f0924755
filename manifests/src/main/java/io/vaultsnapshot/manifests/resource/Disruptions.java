package io.vaultsnapshot.manifests.resource;

import java.util.List;
import org.cdk8s.plus25.k8s.PodFailurePolicy;
import org.cdk8s.plus25.k8s.PodFailurePolicyOnPodConditionsPattern;
import org.cdk8s.plus25.k8s.PodFailurePolicyRule;

/** A pod that ends because its node does is replaced, and does not count as a failed try. */
public final class Disruptions {
    private Disruptions() {}

    /** Returns a Job's policy that says so. */
    public static PodFailurePolicy ignored() {
        return PodFailurePolicy.builder()
                .rules(List.of(PodFailurePolicyRule.builder()
                        .action("Ignore")
                        .onPodConditions(List.of(PodFailurePolicyOnPodConditionsPattern.builder()
                                .type("DisruptionTarget")
                                .status("True")
                                .build()))
                        .build()))
                .build();
    }
}

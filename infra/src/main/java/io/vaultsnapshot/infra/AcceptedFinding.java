package io.vaultsnapshot.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnResource;
import software.constructs.IConstruct;

/**
 * A finding of cdk-nag that is accepted on one resource. It is written as metadata in the form that cdk-nag reads, so
 * a synth need not load cdk-nag. A test runs cdk-nag. It fails on a finding that is not accepted, and on an acceptance
 * that no finding needs any more.
 *
 * @param rule the rule's id
 * @param appliesTo the one finding of that rule, so that a second one is not accepted along with it; null for a rule
 *     that finds at most one thing
 * @param evidence why it is right here, so that a reader can check it
 */
record AcceptedFinding(String rule, @Nullable String appliesTo, String evidence) {
    /** Returns the acceptance of a rule that finds at most one thing on a resource. */
    static AcceptedFinding of(String rule, String evidence) {
        return new AcceptedFinding(rule, null, evidence);
    }

    /** Accepts the findings on the construct's own resource, and on no other. */
    static void on(IConstruct construct, AcceptedFinding... findings) {
        on((CfnResource) construct.getNode().getDefaultChild(), findings);
    }

    /** Accepts the findings on the resource. */
    static void on(CfnResource resource, AcceptedFinding... findings) {
        resource.addMetadata(
                "cdk_nag",
                Map.of(
                        "rules_to_suppress",
                        Stream.of(findings).map(AcceptedFinding::toMap).toList()));
    }

    private Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", rule);
        map.put("reason", evidence);
        if (appliesTo != null) {
            map.put("applies_to", List.of(appliesTo));
        }
        return map;
    }
}

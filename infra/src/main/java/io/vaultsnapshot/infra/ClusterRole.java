package io.vaultsnapshot.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.CfnRole;
import software.constructs.Construct;

/**
 * A role that one ServiceAccount of one cluster assumes, with one inline policy. There may be thousands. So it is one call to CDK
 * with maps, and not a construct with an object for each statement, which takes ten times as long.
 *
 * @param name its name, unique in the account
 * @param description for people
 * @param trust who may assume it
 * @param policy the name of its policy
 * @param statements the statements of its policy
 */
record ClusterRole(
        String name,
        String description,
        Map<String, Object> trust,
        String policy,
        List<? extends Map<String, Object>> statements) {
    private static final int SESSION_SECONDS = 3600;

    CfnRole in(Construct scope) {
        return CfnRole.Builder.create(scope, "Role")
                .roleName(name)
                .description(description)
                .assumeRolePolicyDocument(trust)
                .maxSessionDuration(SESSION_SECONDS)
                .policies(List.of(CfnRole.PolicyProperty.builder()
                        .policyName(policy)
                        .policyDocument(Permission.document(statements))
                        .build()))
                .build();
    }
}

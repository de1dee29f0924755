package io.vaultsnapshot.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** Makes the statements of roles and bucket. Each has named actions and named resources, and its Sid names the purpose. */
final class Permission {
    private Permission() {}

    static PolicyStatement to(String sid, List<String> actions, List<String> resources) {
        return to(sid, actions, resources, Map.of());
    }

    static PolicyStatement to(
            String sid,
            List<String> actions,
            List<String> resources,
            Map<String, ? extends Map<String, ?>> conditions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }

    /** Returns what refuses everybody the actions. */
    static PolicyStatement refused(String sid, List<String> actions, String resource) {
        return refused(sid, actions, resource, Map.of());
    }

    /** Returns what refuses everybody the actions when the request names another value than these. It may name none. */
    static PolicyStatement refused(
            String sid, List<String> actions, String resource, String conditionKey, List<String> allowed) {
        Map<String, Map<String, ?>> named = new TreeMap<>(
                Map.of("Null", Map.of(conditionKey, "false"), "StringNotEquals", Map.of(conditionKey, allowed)));
        return refused(sid, actions, resource, named);
    }

    private static PolicyStatement refused(
            String sid, List<String> actions, String resource, Map<String, ? extends Map<String, ?>> conditions) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .effect(Effect.DENY)
                .principals(List.of(new AnyPrincipal()))
                .actions(actions)
                .resources(List.of(resource))
                .conditions(conditions)
                .build();
    }
}

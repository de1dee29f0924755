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

    /** Returns a statement as the template has it. */
    static Map<String, Object> text(String sid, List<String> actions, List<String> resources) {
        return text(sid, actions, resources, Map.of());
    }

    /** Returns a statement as the template has it. */
    static Map<String, Object> text(
            String sid,
            List<String> actions,
            List<String> resources,
            Map<String, ? extends Map<String, ?>> conditions) {
        Map<String, Object> statement = new TreeMap<>(
                Map.of("Sid", sid, "Effect", "Allow", "Action", oneOrAll(actions), "Resource", oneOrAll(resources)));
        if (!conditions.isEmpty()) {
            statement.put("Condition", conditions);
        }
        return statement;
    }

    /** Returns a policy of such statements. */
    static Map<String, Object> document(List<? extends Map<String, Object>> statements) {
        return new TreeMap<>(Map.of("Version", "2012-10-17", "Statement", statements));
    }

    private static Object oneOrAll(List<String> values) {
        return values.size() == 1 ? values.get(0) : values;
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

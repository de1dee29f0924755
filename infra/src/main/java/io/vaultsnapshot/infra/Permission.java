package io.vaultsnapshot.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** Makes the statements of the roles. Each allows named actions on named resources, and its Sid names the purpose. */
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
}

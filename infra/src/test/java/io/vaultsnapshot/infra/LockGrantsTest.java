package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No role of the stack can touch a lock, delete a version, or change what the bucket does with its objects. */
class LockGrantsTest {
    private static final Set<String> NEVER_GRANTED = Set.of(
            "s3:BypassGovernanceRetention",
            "s3:PutObjectRetention",
            "s3:PutObjectLegalHold",
            "s3:DeleteObject",
            "s3:DeleteObjectVersion",
            "s3:PutLifecycleConfiguration",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutBucketVersioning",
            "s3:PutBucketPolicy",
            "s3:DeleteBucketPolicy",
            "s3:PutEncryptionConfiguration",
            "kms:ScheduleKeyDeletion",
            "kms:DisableKey",
            "kms:PutKeyPolicy");

    @Test
    void allowedActions_ofAllRoles_touchNoLockAndNoRuleOfTheBucket() {
        TemplateText template = SynthesizedStack.of("full").template();
        Set<String> allowed = new TreeSet<>();
        template.resources("AWS::IAM::Role").forEach(role -> role.at("/Properties/Policies")
                .forEach(policy -> collect(policy.at("/PolicyDocument/Statement"), allowed)));
        for (String type : Set.of("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::S3::BucketPolicy")) {
            template.resources(type)
                    .forEach(policy -> collect(policy.at("/Properties/PolicyDocument/Statement"), allowed));
        }

        assertTrue(allowed.containsAll(Set.of("s3:PutObject", "s3:GetObjectVersion")), allowed::toString);
        assertEquals(Set.of(), intersection(allowed, NEVER_GRANTED));
        assertTrue(allowed.stream().noneMatch(action -> action.contains("*")), allowed::toString);
    }

    private static void collect(JsonNode statements, Set<String> allowed) {
        statements.forEach(statement -> {
            if (statement.get("Effect").asText().equals("Allow")) {
                JsonNode actions = statement.get("Action");
                if (actions.isArray()) {
                    actions.forEach(action -> allowed.add(action.asText()));
                } else {
                    allowed.add(actions.asText());
                }
            }
        });
    }

    private static Set<String> intersection(Set<String> some, Set<String> others) {
        Set<String> both = new TreeSet<>(some);
        both.retainAll(others);
        return both;
    }
}

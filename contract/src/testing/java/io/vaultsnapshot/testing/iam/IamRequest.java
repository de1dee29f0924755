package io.vaultsnapshot.testing.iam;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One question to IAM.
 *
 * @param principal who asks
 * @param action the action, such as {@code s3:PutObject}
 * @param resource the ARN
 * @param context the values of condition keys; a key that is not there is absent from the request
 */
public record IamRequest(IamPrincipal principal, String action, String resource, Map<String, List<String>> context) {
    /** Copies the context. IAM compares the names of keys without regard to case. */
    public IamRequest {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(context);
        context = copy;
    }

    /** Returns the values of a condition key, none when it is absent. */
    List<String> values(String key) {
        return context.getOrDefault(key, List.of());
    }
}

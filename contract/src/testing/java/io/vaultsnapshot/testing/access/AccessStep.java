package io.vaultsnapshot.testing.access;

import java.util.Map;
import java.util.TreeMap;

/**
 * One permission that an attempt needs. An attempt succeeds when it has all of them.
 *
 * @param action the action as IAM names it
 * @param on what the action is on
 * @param context condition keys that this request has besides those of every request; {@code <key>} stands for the ARN of the
 *     bucket's key, {@code <folder>} for the folder of the target
 */
public record AccessStep(String action, On on, Map<String, String> context) {
    private static final Map<String, String> ENCRYPTED = Map.of(
            "s3:x-amz-server-side-encryption",
            "aws:kms",
            "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "<key>");

    /** What an action is on. */
    public enum On {
        /** The target of the attempt. */
        TARGET,
        /** A snapshot of the own cluster. */
        OWN_SNAPSHOT,
        /** The bucket. */
        BUCKET,
        /** The bucket's key, through S3. */
        KEY_THROUGH_S3,
        /** Another key of the account, through S3. */
        OTHER_KEY_THROUGH_S3
    }

    static AccessStep on(On on, String action) {
        return new AccessStep(action, on, Map.of());
    }

    static AccessStep onTarget(String action) {
        return on(On.TARGET, action);
    }

    /** A PutObject as the backup job sends it. */
    static AccessStep put() {
        return put(Map.of());
    }

    static AccessStep put(Map<String, String> more) {
        Map<String, String> context = new TreeMap<>(ENCRYPTED);
        context.putAll(more);
        return new AccessStep("s3:PutObject", On.TARGET, context);
    }

    static AccessStep list(String action) {
        return new AccessStep(action, On.BUCKET, Map.of("s3:prefix", "<folder>"));
    }
}

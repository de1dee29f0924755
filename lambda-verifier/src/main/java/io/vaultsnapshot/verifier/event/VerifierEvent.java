package io.vaultsnapshot.verifier.event;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the function is asked to do. */
public sealed interface VerifierEvent {
    /**
     * An object was written. S3's event says so, or the sweep found the object and its event was lost.
     *
     * @param bucket the bucket's name
     * @param key the object's key
     * @param versionId the version that was written, or null for the current one: the sweep does not know the version, and a
     *     bucket without versions has none
     */
    record ObjectCreated(
            String bucket, String key, @Nullable String versionId) implements VerifierEvent {
        /** Returns the event that asks for what a record would be about: a snapshot, one version of it, a drill's proof. */
        public static ObjectCreated of(String bucket, RecordKey key) {
            return key instanceof OtherVersionKey other
                    ? new ObjectCreated(bucket, other.snapshot().format(), other.versionId())
                    : new ObjectCreated(bucket, key.format(), null);
        }

        /** Returns the event with which the function asks itself. It has the fields of S3's event that are read here. */
        public Map<String, Object> toRequest() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("key", key);
            if (versionId != null) {
                object.put("version-id", versionId);
            }
            return Map.of(
                    "detail-type",
                    VerifierFunction.VERIFICATION_DETAIL_TYPE,
                    "detail",
                    Map.of("bucket", Map.of("name", bucket), "object", object));
        }
    }

    /** The schedule says that it is time to test the way that alerts take. */
    record SelfTestDue() implements VerifierEvent {}

    /** The schedule says that it is time to look for what is missing. */
    record SweepDue() implements VerifierEvent {}
}

package io.vaultsnapshot.verifier.event;

import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import java.util.Map;
import java.util.Optional;

/**
 * Reads EventBridge's envelope, and the function's own requests, which have the same form. S3 gives keys as they are here,
 * not URL-encoded as in its older notifications. The caller chooses the content, so nothing of it is trusted:
 * bucket and key are checked against the settings later.
 *
 * <p>Source: the Amazon S3 User Guide, "EventBridge event message structure".
 */
public final class EventReader {
    private EventReader() {}

    /**
     * Returns what the event asks for.
     *
     * @throws UnknownEventException if it asks for nothing that is known here
     */
    public static VerifierEvent read(Map<String, ?> event) {
        Object type = event.get("detail-type");
        if (VerifierFunction.SWEEP_DETAIL_TYPE.equals(type)) {
            return new VerifierEvent.SweepDue();
        }
        if (SelfTest.DETAIL_TYPE.equals(type)) {
            return new VerifierEvent.SelfTestDue();
        }
        if (!VerifierFunction.OBJECT_CREATED_DETAIL_TYPE.equals(type)
                && !VerifierFunction.VERIFICATION_DETAIL_TYPE.equals(type)) {
            throw new UnknownEventException("has detail-type '" + type + "'");
        }
        Map<?, ?> detail = object(event, "detail");
        Map<?, ?> object = object(detail, "object");
        return new VerifierEvent.ObjectCreated(
                text(object(detail, "bucket"), "name")
                        .orElseThrow(() -> new UnknownEventException("has no detail.bucket.name")),
                text(object, "key").orElseThrow(() -> new UnknownEventException("has no detail.object.key")),
                text(object, "version-id").orElse(null));
    }

    private static Map<?, ?> object(Map<?, ?> from, String field) {
        if (from.get(field) instanceof Map<?, ?> map) {
            return map;
        }
        throw new UnknownEventException("has no object '" + field + "'");
    }

    private static Optional<String> text(Map<?, ?> from, String field) {
        return from.get(field) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}

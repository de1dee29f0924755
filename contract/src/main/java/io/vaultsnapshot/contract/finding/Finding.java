package io.vaultsnapshot.contract.finding;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One finding about one snapshot.
 *
 * @param code the kind of finding
 * @param message what exactly was found, in one sentence without secrets
 * @param offset the byte of the stored object where it was found, or null when it has no place
 * @param acknowledged the reason that an operator gave when acknowledging it, or null; an acknowledged finding no
 *     longer
 *     counts for the verdict
 */
public record Finding(
        FindingCode code,
        String message,
        @Nullable Long offset,
        @Nullable String acknowledged) {
    /** Creates a finding that is not acknowledged. */
    public Finding(FindingCode code, String message, @Nullable Long offset) {
        this(code, message, offset, null);
    }

    /** Returns a finding without a place. */
    public static Finding of(FindingCode code, String message) {
        return new Finding(code, message, null);
    }

    /** Returns the same finding, acknowledged. */
    public Finding acknowledged(String reason) {
        return new Finding(code, message, offset, reason);
    }

    /** Returns whether it counts for the verdict: it is not acknowledged. */
    public boolean counts() {
        return acknowledged == null;
    }

    /** Returns the document's form, verdict, hint and consequence spelt out for readers without this code. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", code.name());
        map.put("verdict", code.verdict().id());
        map.put("message", message);
        if (offset != null) {
            map.put("offset", offset);
        }
        map.put("hint", code.hint());
        map.put("consequence", code.restoring());
        if (acknowledged != null) {
            map.put("acknowledged", acknowledged);
        }
        return map;
    }

    /**
     * Returns the findings of a document. Those with a code that is unknown here are left out: a newer minor version
     * may add codes, as it may add fields. The document's verdict and state were decided with them and stay as they
     * are.
     */
    public static List<Finding> listOf(List<JsonObject> documents) {
        return documents.stream().flatMap(each -> of(each).stream()).toList();
    }

    private static Optional<Finding> of(JsonObject document) {
        String message = document.text("message");
        Long offset = document.optionalNumber("offset").orElse(null);
        String acknowledged = document.optionalText("acknowledged").orElse(null);
        return FindingCode.ofName(document.text("code")).map(code -> new Finding(code, message, offset, acknowledged));
    }
}

package io.vaultsnapshot.contract.document;

import io.vaultsnapshot.contract.FindingCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing found about one snapshot.
 *
 * @param code what kind of thing
 * @param message what exactly, in one sentence without secrets
 * @param offset where: a byte of the stored object, or null when it has no place
 */
public record Finding(
        FindingCode code, String message, @Nullable Long offset) {
    /** Returns a finding without a place. */
    public static Finding of(FindingCode code, String message) {
        return new Finding(code, message, null);
    }

    /** Returns the document's form, severity and hint spelt out for readers without this code. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", code.name());
        map.put("severity", code.severity().word());
        map.put("message", message);
        if (offset != null) {
            map.put("offset", offset);
        }
        map.put("hint", code.hint());
        map.put("consequence", code.consequence().text());
        return map;
    }

    /**
     * Returns the findings of a document. Those with a code unknown here are left out: a newer minor version may add
     * codes, as it may add fields. What they amount to is in the document's verdict and state, which stand.
     */
    static List<Finding> listOf(List<JsonObject> documents) {
        return documents.stream().flatMap(each -> of(each).stream()).toList();
    }

    private static Optional<Finding> of(JsonObject document) {
        String message = document.text("message");
        Long offset = document.optionalNumber("offset").orElse(null);
        return FindingCode.ofName(document.text("code")).map(code -> new Finding(code, message, offset));
    }
}

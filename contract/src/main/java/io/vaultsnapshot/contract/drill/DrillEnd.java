package io.vaultsnapshot.contract.drill;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one drill ended, as the verifier judged it.
 *
 * @param key the key of its proof
 * @param outcome how it ended
 * @param message what exactly happened, printable; empty when nothing is to say
 */
public record DrillEnd(DrillKey key, DrillOutcome outcome, String message) {
    /** Returns the document's form, meaning and hint spelt out for readers without this code. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(DrillField.KEY, key.format());
        map.put(DrillField.RESULT, outcome.name());
        map.put("meaning", outcome.meaning());
        map.put("hint", outcome.hint());
        map.put(DrillField.MESSAGE, message);
        return map;
    }

    /** Returns the end that a document's part holds. */
    public static DrillEnd of(JsonObject document) {
        return new DrillEnd(
                document.oneOf(DrillField.KEY, DrillKey::parse),
                document.oneOf(DrillField.RESULT, DrillOutcome::ofName),
                document.text(DrillField.MESSAGE));
    }
}

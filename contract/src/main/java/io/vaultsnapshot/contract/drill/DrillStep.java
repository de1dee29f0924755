package io.vaultsnapshot.contract.drill;

import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One step of a drill.
 *
 * @param step its name: up to 40 lower-case letters, digits and hyphens
 * @param startedAt when it began
 * @param seconds whole seconds that it took
 * @param result {@value #OK}, or the word of the {@link DrillResult} that it ended with
 */
public record DrillStep(String step, Instant startedAt, long seconds, String result) {
    /** The result of a step that did what it should. */
    public static final String OK = "OK";

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(DrillField.STEP, step);
        map.put(DrillField.STARTED_AT, startedAt.toString());
        map.put(DrillField.SECONDS, seconds);
        map.put(DrillField.RESULT, result);
        return map;
    }

    static DrillStep of(JsonObject document) {
        ProofText text = new ProofText(document);
        return new DrillStep(
                text.matching(DrillField.STEP, "[a-z][a-z0-9-]{0,39}"),
                document.time(DrillField.STARTED_AT),
                text.count(DrillField.SECONDS),
                text.matching(DrillField.RESULT, "[A-Z_]{1,40}"));
    }
}

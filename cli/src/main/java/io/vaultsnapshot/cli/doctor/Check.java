package io.vaultsnapshot.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One check and how it ended.
 *
 * @param subject what was checked
 * @param cluster of which cluster, or null when it is about all of them
 * @param outcome how it ended
 * @param text what was seen, or why nothing was looked at
 * @param next what to do now, or null when there is nothing to do
 */
public record Check(
        Subject subject,
        @Nullable String cluster,
        Outcome outcome,
        String text,
        @Nullable String next) {
    /** Returns the document's form. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("stage", subject.stage().id());
        map.put("check", subject.id());
        if (cluster != null) {
            map.put("cluster", cluster);
        }
        map.put("outcome", outcome.id());
        map.put("seen", text);
        if (next != null) {
            map.put("next", next);
        }
        return map;
    }
}

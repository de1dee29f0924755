package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.drill.DrillEnd;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of a cluster's restore drills.
 *
 * @param since when drills were first expected; lateness counts from here at the earliest
 * @param last how the newest drill ended, or null when none came yet
 */
public record DrillWatch(Instant since, @Nullable DrillEnd last) {
    /** Returns when the newest drill began, or when drills were first expected if none came yet. */
    public Instant lastBegan() {
        return last == null ? since : last.key().startedAt();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("since", since.toString());
        if (last != null) {
            map.put("last", last.toMap());
        }
        return map;
    }

    static DrillWatch of(JsonObject document) {
        return new DrillWatch(
                document.time("since"),
                document.optionalObject("last").map(DrillEnd::of).orElse(null));
    }
}

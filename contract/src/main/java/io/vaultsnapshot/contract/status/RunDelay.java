package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long one scheduled run took, as seen from here, and how large its snapshot is.
 *
 * @param dueAt the time of the schedule it belongs to
 * @param delay from then until its snapshot had been looked at, whole seconds
 * @param bytes the size of its snapshot; null when that was not read to its end
 */
public record RunDelay(
        Instant dueAt, Duration delay, @Nullable Long bytes) {
    /** Cuts the delay to whole seconds. */
    public RunDelay {
        delay = Duration.ofSeconds(delay.toSeconds());
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("dueAt", dueAt.toString());
        map.put("seconds", delay.toSeconds());
        if (bytes != null) {
            map.put("bytes", bytes);
        }
        return map;
    }

    static RunDelay of(JsonObject document) {
        return new RunDelay(
                document.time("dueAt"),
                Duration.ofSeconds(document.number("seconds")),
                document.optionalNumber("bytes").orElse(null));
    }
}

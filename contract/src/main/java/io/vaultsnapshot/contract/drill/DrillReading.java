package io.vaultsnapshot.contract.drill;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a drill read from the restored server, and how fast. Each is null when the drill did not get there.
 *
 * @param canary the canary
 * @param mounts how many secrets engines the server lists
 * @param unsealedAfterSeconds whole seconds until the server was unsealed
 * @param readAfterSeconds whole seconds until the canary was read
 */
public record DrillReading(
        @Nullable Canary canary,
        @Nullable Long mounts,
        @Nullable Long unsealedAfterSeconds,
        @Nullable Long readAfterSeconds) {
    void putInto(Map<String, Object> map) {
        if (canary != null) {
            map.put(DrillField.CANARY, canary.toMap());
        }
        put(map, DrillField.MOUNTS, mounts);
        put(map, DrillField.UNSEALED_AFTER_SECONDS, unsealedAfterSeconds);
        put(map, DrillField.READ_AFTER_SECONDS, readAfterSeconds);
    }

    private static void put(Map<String, Object> map, String field, @Nullable Long value) {
        if (value != null) {
            map.put(field, value);
        }
    }

    static DrillReading of(JsonObject document) {
        ProofText text = new ProofText(document);
        return new DrillReading(
                document.optionalObject(DrillField.CANARY).map(Canary::of).orElse(null),
                text.optionalCount(DrillField.MOUNTS).orElse(null),
                text.optionalCount(DrillField.UNSEALED_AFTER_SECONDS).orElse(null),
                text.optionalCount(DrillField.READ_AFTER_SECONDS).orElse(null));
    }
}

package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.finding.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The newest snapshot of a cluster, as the fleet's index has it.
 *
 * @param key its key in the bucket
 * @param verdict what the findings in it amount to
 * @param bytes its size; null when it was not read to its end
 * @param sizes the sizes of the snapshots of the last scheduled runs in bytes, oldest first
 */
public record FleetSnapshot(
        SnapshotKey key, Verdict verdict, @Nullable Long bytes, List<Long> sizes) {
    /** Copies the list. */
    public FleetSnapshot {
        sizes = List.copyOf(sizes);
    }

    static @Nullable FleetSnapshot newestOf(Observations seen) {
        NewestSnapshot newest = seen.newest();
        return newest == null
                ? null
                : new FleetSnapshot(
                        newest.key(),
                        newest.verdict(),
                        newest.bytes(),
                        seen.runs().stream()
                                .map(RunDelay::bytes)
                                .filter(Objects::nonNull)
                                .toList());
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key.format());
        map.put("takenAt", key.takenAt().toString());
        map.put("verdict", verdict.id());
        if (bytes != null) {
            map.put("bytes", bytes);
        }
        map.put("sizes", sizes);
        return map;
    }

    static FleetSnapshot of(JsonObject document) {
        return new FleetSnapshot(
                document.snapshotKey("key"),
                document.oneOf("verdict", Verdict::ofId),
                document.optionalNumber("bytes").orElse(null),
                document.numbers("sizes"));
    }
}

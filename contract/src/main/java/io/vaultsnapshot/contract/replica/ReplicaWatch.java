package io.vaultsnapshot.contract.replica;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of the copies of a cluster's snapshots.
 *
 * @param newest the newest proven snapshot whose copy was seen, or null when none was
 * @param seenAt when the replica last gave an answer, or null when it never did
 * @param lag the proven snapshot that has no copy, or null when the newest one has
 * @param outage why the replica cannot be looked at, or null when it can
 */
public record ReplicaWatch(
        @Nullable SnapshotKey newest,
        @Nullable Instant seenAt,
        @Nullable ReplicaLag lag,
        @Nullable ReplicaOutage outage) {
    /** Nothing has been seen. */
    public static final ReplicaWatch NONE = new ReplicaWatch(null, null, null, null);

    /** Returns the same after a look that failed. */
    public ReplicaWatch failed(Instant now, String reason) {
        return new ReplicaWatch(newest, seenAt, lag, new ReplicaOutage(outage == null ? now : outage.since(), reason));
    }

    /**
     * Returns how far the replica is, as a clause.
     *
     * @param text writes a time
     */
    public String position(Function<Instant, String> text) {
        String known =
                newest == null ? "no copy was ever seen" : "the newest copy is of " + text.apply(newest.takenAt());
        String missing = lag == null
                ? ""
                : "; the snapshot of " + text.apply(lag.key().takenAt()) + " has had no copy since "
                        + text.apply(lag.since());
        String unseen =
                outage == null ? "" : "; not looked at since " + text.apply(outage.since()) + ": " + outage.reason();
        return known + missing + unseen;
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (newest != null) {
            map.put("newestCopy", newest.format());
        }
        if (seenAt != null) {
            map.put("seenAt", seenAt.toString());
        }
        if (lag != null) {
            map.put("lag", lag.toMap());
        }
        if (outage != null) {
            map.put("outage", outage.toMap());
        }
        return map;
    }

    /** Reads it from a document's part. */
    public static ReplicaWatch of(JsonObject document) {
        return new ReplicaWatch(
                document.optionalText("newestCopy").isPresent() ? document.snapshotKey("newestCopy") : null,
                document.optionalTime("seenAt").orElse(null),
                document.optionalObject("lag").map(ReplicaLag::of).orElse(null),
                document.optionalObject("outage").map(ReplicaOutage::of).orElse(null));
    }
}

package io.vaultsnapshot.contract.document;

import io.vaultsnapshot.contract.ClusterState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cluster in the fleet's index: enough to tell without reading its status whether the sweep must look at it.
 *
 * @param etag ETag of the status document this was taken from
 * @param state how the cluster's backups stand
 * @param since since when
 * @param lastProvenTakenAt when the newest proven snapshot was taken, or null when there is none
 * @param lookAfter when the sweep must look at the cluster again although its status did not change: a snapshot becomes
 *     overdue then, or a reminder is due, or an alert is still undelivered
 */
public record FleetEntry(
        String etag,
        ClusterState state,
        Instant since,
        @Nullable Instant lastProvenTakenAt,
        Instant lookAfter) {
    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("etag", etag);
        map.put("state", state.word());
        map.put("since", since.toString());
        if (lastProvenTakenAt != null) {
            map.put("lastProvenTakenAt", lastProvenTakenAt.toString());
        }
        map.put("lookAfter", lookAfter.toString());
        return map;
    }

    static FleetEntry of(JsonObject document) {
        return new FleetEntry(
                document.text("etag"),
                document.word("state", ClusterState::ofWord),
                document.time("since"),
                document.optionalTime("lastProvenTakenAt").orElse(null),
                document.time("lookAfter"));
    }
}

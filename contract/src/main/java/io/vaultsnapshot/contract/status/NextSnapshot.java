package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When a cluster's next snapshot is due, as the fleet's index has it.
 *
 * @param dueAt when the schedule starts the job
 * @param staleFrom from when on the snapshot is overdue, and an alert is sent
 */
public record NextSnapshot(Instant dueAt, Instant staleFrom) {
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("dueAt", dueAt.toString());
        map.put("staleFrom", staleFrom.toString());
        return map;
    }

    static NextSnapshot of(JsonObject document) {
        return new NextSnapshot(document.time("dueAt"), document.time("staleFrom"));
    }
}

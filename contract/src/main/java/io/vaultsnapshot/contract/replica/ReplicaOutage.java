package io.vaultsnapshot.contract.replica;

import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The replica could not be looked at.
 *
 * @param since since when every look has failed
 * @param reason how the last look failed
 */
public record ReplicaOutage(Instant since, String reason) {
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("since", since.toString());
        map.put("reason", reason);
        return map;
    }

    static ReplicaOutage of(JsonObject document) {
        return new ReplicaOutage(document.time("since"), document.text("reason"));
    }
}

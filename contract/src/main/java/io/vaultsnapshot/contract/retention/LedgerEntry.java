package io.vaultsnapshot.contract.retention;

import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the retention knows of one version.
 *
 * @param takenAt when the snapshot was taken, as its key says
 * @param versionId the version
 * @param standing what it counts for
 * @param superseded whether it was decided that it may go
 */
public record LedgerEntry(Instant takenAt, String versionId, Standing standing, boolean superseded) {
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("takenAt", takenAt.toString());
        map.put("version", versionId);
        map.put("standing", standing.id());
        map.put("mayGo", superseded);
        return map;
    }

    static LedgerEntry of(JsonObject document) {
        return new LedgerEntry(
                document.time("takenAt"),
                document.text("version"),
                document.oneOf("standing", Standing::ofId),
                document.flag("mayGo"));
    }
}

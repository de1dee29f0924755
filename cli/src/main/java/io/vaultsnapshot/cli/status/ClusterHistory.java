package io.vaultsnapshot.cli.status;

import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.PastAlert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one cluster stands, and how it came there.
 *
 * @param status what the verifier knows of it
 * @param snapshots its last snapshots, newest first
 * @param drills the verifier's records of its last restore drills, newest first
 * @param readAt when it was read
 */
public record ClusterHistory(
        ClusterStatus status, List<SeenSnapshot> snapshots, List<DrillRecord> drills, Instant readAt) {
    /** Copies the lists. */
    public ClusterHistory {
        snapshots = List.copyOf(snapshots);
        drills = List.copyOf(drills);
    }

    /** Returns whether a person has to do something. */
    public boolean isBad() {
        return status.situation().isBad();
    }

    /** Returns whether topic and event bus have not taken an alert yet. */
    boolean isUndelivered(PastAlert alert) {
        return status.undelivered().stream().anyMatch(each -> each.id().equals(alert.id()));
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.CLUSTER_HISTORY.text());
        map.put("bad", isBad());
        map.put("status", status.toMap());
        map.put("snapshots", snapshots.stream().map(SeenSnapshot::toMap).toList());
        map.put(
                "drills",
                drills.stream().map(DrillRecord::end).map(end -> end.toMap()).toList());
        return map;
    }
}

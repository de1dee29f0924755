package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.Situation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one cluster's backups stand; lies at {@code status/<cluster>.json} and is replaced with If-Match.
 *
 * @param cluster the cluster's name
 * @param assessment what the observations amount to, and what subscribers know of it
 * @param observations what has been seen of the cluster's backups
 * @param noticed ids of the last notices, oldest first, so that each is told once; at most {@value #NOTICES_KEPT}
 * @param undelivered alerts that topic and event bus have not taken yet, oldest first
 */
public record ClusterStatus(
        String cluster,
        Assessment assessment,
        Observations observations,
        List<String> noticed,
        List<Alert> undelivered) {
    /** How many ids of notices are kept. */
    public static final int NOTICES_KEPT = 20;

    /** Copies the lists. */
    public ClusterStatus {
        noticed = List.copyOf(noticed);
        undelivered = List.copyOf(undelivered);
    }

    /** Returns the status of a cluster seen for the first time: nothing arrived, and nothing is overdue yet. */
    public static ClusterStatus firstSeen(String cluster, Instant now) {
        return new ClusterStatus(cluster, Assessment.firstSeen(now), Observations.firstSeen(now), List.of(), List.of());
    }

    /** Returns what holds for the cluster. */
    public Situation situation() {
        return assessment.situation();
    }

    /** Returns the state that the cluster is in. */
    public ClusterState state() {
        return situation().state();
    }

    /** Returns the same status with another list of undelivered alerts. */
    public ClusterStatus withUndelivered(List<Alert> alerts) {
        return new ClusterStatus(cluster, assessment, observations, noticed, alerts);
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.CLUSTER_STATUS.text());
        map.put("cluster", cluster);
        assessment.putInto(map);
        observations.putInto(map);
        map.put("noticed", noticed);
        map.put("undelivered", undelivered.stream().map(Alert::toMap).toList());
        return map;
    }

    /**
     * Returns the status that a document holds.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static ClusterStatus of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.CLUSTER_STATUS.require(document);
        return new ClusterStatus(
                document.text("cluster"),
                Assessment.of(document),
                Observations.of(document),
                document.texts("noticed"),
                document.objects("undelivered").stream().map(Alert::of).toList());
    }
}

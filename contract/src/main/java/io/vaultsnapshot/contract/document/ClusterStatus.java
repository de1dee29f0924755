package io.vaultsnapshot.contract.document;

import io.vaultsnapshot.contract.ClusterState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one cluster's backups stand; lies at {@code status/<cluster>.json} and is replaced with If-Match.
 *
 * @param cluster the cluster's name
 * @param state how they stand
 * @param since since when
 * @param watchedSince when the verifier first saw the cluster in its settings; lateness counts from here at the earliest
 * @param lastProven the newest proven snapshot, or null when there is none yet
 * @param newest the newest snapshot looked at, or null when there is none yet
 * @param lastAlertAt when subscribers were last told that the state is bad, or null while it is not
 * @param undelivered alerts that the topic has not taken yet, oldest first
 */
public record ClusterStatus(
        String cluster,
        ClusterState state,
        Instant since,
        Instant watchedSince,
        @Nullable ProvenSnapshot lastProven,
        @Nullable NewestSnapshot newest,
        @Nullable Instant lastAlertAt,
        List<Alert> undelivered) {
    /** Copies the list. */
    public ClusterStatus {
        undelivered = List.copyOf(undelivered);
    }

    /** Returns the status of a cluster seen for the first time: nothing arrived, and nothing is overdue yet. */
    public static ClusterStatus firstSeen(String cluster, Instant now) {
        return new ClusterStatus(cluster, ClusterState.NEVER, now, now, null, null, null, List.of());
    }

    /** Returns the same status with another last proven snapshot. */
    public ClusterStatus withLastProven(ProvenSnapshot proven) {
        return new ClusterStatus(cluster, state, since, watchedSince, proven, newest, lastAlertAt, undelivered);
    }

    /** Returns the same status with another newest snapshot. */
    public ClusterStatus withNewest(NewestSnapshot snapshot) {
        return new ClusterStatus(cluster, state, since, watchedSince, lastProven, snapshot, lastAlertAt, undelivered);
    }

    /** Returns the same status with another list of undelivered alerts. */
    public ClusterStatus withUndelivered(List<Alert> alerts) {
        return new ClusterStatus(cluster, state, since, watchedSince, lastProven, newest, lastAlertAt, alerts);
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.CLUSTER_STATUS.text());
        map.put("cluster", cluster);
        map.put("state", state.word());
        map.put("since", since.toString());
        map.put("watchedSince", watchedSince.toString());
        if (lastProven != null) {
            map.put("lastProven", lastProven.toMap());
        }
        if (newest != null) {
            map.put("newest", newest.toMap());
        }
        if (lastAlertAt != null) {
            map.put("lastAlertAt", lastAlertAt.toString());
        }
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
                document.word("state", ClusterState::ofWord),
                document.time("since"),
                document.time("watchedSince"),
                document.optionalObject("lastProven").map(ProvenSnapshot::of).orElse(null),
                document.optionalObject("newest").map(NewestSnapshot::of).orElse(null),
                document.optionalTime("lastAlertAt").orElse(null),
                document.objects("undelivered").stream().map(Alert::of).toList());
    }
}

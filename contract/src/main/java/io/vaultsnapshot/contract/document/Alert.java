package io.vaultsnapshot.contract.document;

import io.vaultsnapshot.contract.ClusterState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What subscribers are to be told about a cluster. Stored in its status until the topic took it, so that a crash in
 * between cannot lose it.
 *
 * @param id the same for every delivery of the same alert, so that a receiver can tell a repetition
 * @param cluster the cluster's name
 * @param kind why it is sent
 * @param state the state it is about; for a recovery the state that ended
 * @param since since when that state has lasted
 * @param at when the alert was decided
 * @param lastProven the newest proven snapshot then, or null when there is none
 * @param dueAt the due time that passed without a snapshot, or null when that is not the matter
 * @param snapshotKey the snapshot it is about, or null when it is about a missing one
 * @param findings what was found in that snapshot
 */
public record Alert(
        String id,
        String cluster,
        AlertKind kind,
        ClusterState state,
        Instant since,
        Instant at,
        @Nullable ProvenSnapshot lastProven,
        @Nullable Instant dueAt,
        @Nullable String snapshotKey,
        List<Finding> findings) {
    /** Copies the findings. */
    public Alert {
        findings = List.copyOf(findings);
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("cluster", cluster);
        map.put("kind", kind.word());
        map.put("state", state.word());
        map.put("since", since.toString());
        map.put("at", at.toString());
        if (lastProven != null) {
            map.put("lastProven", lastProven.toMap());
        }
        if (dueAt != null) {
            map.put("dueAt", dueAt.toString());
        }
        if (snapshotKey != null) {
            map.put("snapshotKey", snapshotKey);
        }
        map.put("findings", findings.stream().map(Finding::toMap).toList());
        return map;
    }

    static Alert of(JsonObject document) {
        return new Alert(
                document.text("id"),
                document.text("cluster"),
                document.word("kind", AlertKind::ofWord),
                document.word("state", ClusterState::ofWord),
                document.time("since"),
                document.time("at"),
                document.optionalObject("lastProven").map(ProvenSnapshot::of).orElse(null),
                document.optionalTime("dueAt").orElse(null),
                document.optionalText("snapshotKey").orElse(null),
                Finding.listOf(document.objects("findings")));
    }
}

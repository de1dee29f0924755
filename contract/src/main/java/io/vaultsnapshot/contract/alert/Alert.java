package io.vaultsnapshot.contract.alert;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people or programs are to be told about a cluster. Stored in its status until topic and event bus took it, so that
 * a crash in between cannot lose it.
 *
 * @param id one per change and the same for every delivery of it, so that a receiver can tell a repetition
 * @param cluster the cluster's name
 * @param kind why it is sent
 * @param state the state it is about; for a recovery the state that ended, for a change the new one
 * @param severity how much it matters
 * @param level the level of proof that is missing; {@code none} when none is
 * @param since since when that state has lasted
 * @param at when the alert was decided
 * @param lastProven the newest proven snapshot then, or null when there is none
 * @param dueAt the time that passed: when a snapshot was due, a level's proof ran out, or a pause ends; else null
 * @param snapshotKey the snapshot it is about, or null when it is about a missing one; for a change to healthy the newest
 * @param findings what was found in that snapshot
 */
public record Alert(
        String id,
        String cluster,
        AlertKind kind,
        ClusterState state,
        AlertSeverity severity,
        ProofLevel level,
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
        map.put("kind", kind.id());
        map.put("state", state.id());
        map.put("severity", severity.id());
        map.put("level", level.id());
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

    public static Alert of(JsonObject document) {
        return new Alert(
                document.text("id"),
                document.text("cluster"),
                document.oneOf("kind", AlertKind::ofId),
                document.oneOf("state", ClusterState::ofId),
                document.optionalId("severity", AlertSeverity::ofId).orElse(AlertSeverity.WARNING),
                document.optionalId("level", ProofLevel::ofId).orElse(ProofLevel.NONE),
                document.time("since"),
                document.time("at"),
                document.optionalObject("lastProven").map(ProvenSnapshot::of).orElse(null),
                document.optionalTime("dueAt").orElse(null),
                document.optionalText("snapshotKey").orElse(null),
                Finding.listOf(document.objects("findings")));
    }
}

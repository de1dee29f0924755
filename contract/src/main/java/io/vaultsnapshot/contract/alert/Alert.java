package io.vaultsnapshot.contract.alert;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What subscribers are to be told about a cluster. Stored in its status until topic and event bus took it, so that a crash
 * in between cannot lose it.
 *
 * @param identity which alert it is
 * @param situation what it is about: what holds, or for a recovery what ended
 * @param now the state that the cluster is in after it
 * @param lastProven the newest proven snapshot then, or null when there is none
 * @param snapshot the snapshot it is about, or null when it is about a missing one
 * @param findings what was found in that snapshot or about its key
 * @param selfTest whether it is only the test of the alert path
 */
public record Alert(
        AlertIdentity identity,
        Situation situation,
        ClusterState now,
        @Nullable ProvenSnapshot lastProven,
        @Nullable SnapshotKey snapshot,
        List<Finding> findings,
        boolean selfTest) {
    /** Copies the findings. */
    public Alert {
        findings = List.copyOf(findings);
    }

    /** Returns its id: the same for every delivery. */
    public String id() {
        return identity.id();
    }

    /** Returns the cluster's name. */
    public String cluster() {
        return identity.cluster();
    }

    /** Returns why it is sent. */
    public AlertKind kind() {
        return identity.kind();
    }

    /** Returns when it was decided. */
    public Instant at() {
        return identity.at();
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id());
        map.put("cluster", cluster());
        map.put("kind", kind().id());
        map.put("at", at().toString());
        situation.putInto(map);
        map.put("now", now.id());
        if (lastProven != null) {
            map.put("lastProven", lastProven.toMap());
        }
        if (snapshot != null) {
            map.put("snapshot", snapshot.format());
        }
        map.put("findings", findings.stream().map(Finding::toMap).toList());
        map.put("selfTest", selfTest);
        return map;
    }

    /** Reads an alert from a document. */
    public static Alert of(JsonObject document) {
        return new Alert(
                new AlertIdentity(
                        document.text("id"),
                        document.text("cluster"),
                        document.oneOf("kind", AlertKind::ofId),
                        document.time("at")),
                Situation.of(document),
                document.oneOf("now", ClusterState::ofId),
                document.optionalObject("lastProven").map(ProvenSnapshot::of).orElse(null),
                document.optionalSnapshotKey("snapshot").orElse(null),
                Finding.listOf(document.objects("findings")),
                document.flag("selfTest"));
    }
}

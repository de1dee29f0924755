package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.alert.AlertSeverity;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one cluster's backups stand; lies at {@code status/<cluster>.json} and is replaced with If-Match.
 *
 * @param cluster the cluster's name
 * @param standing how they stand, and what subscribers know of it
 * @param observed what has been seen of them
 * @param noticed ids of the last notices, oldest first, so that each is told once; at most {@value #NOTICES_KEPT}
 * @param undelivered alerts that topic and event bus have not taken yet, oldest first
 */
public record ClusterStatus(
        String cluster, Assessment standing, Observations observed, List<String> noticed, List<Alert> undelivered) {
    /** How many ids of notices are kept. */
    public static final int NOTICES_KEPT = 20;

    private static final Set<ClusterState> WORDS_OF_1 = EnumSet.of(
            ClusterState.HEALTHY, ClusterState.NEVER, ClusterState.UNKNOWN, ClusterState.STALE, ClusterState.INVALID);

    /** Copies the lists. */
    public ClusterStatus {
        noticed = List.copyOf(noticed);
        undelivered = List.copyOf(undelivered);
    }

    /** Returns the status of a cluster seen for the first time: nothing arrived, and nothing is overdue yet. */
    public static ClusterStatus firstSeen(String cluster, Instant now) {
        return new ClusterStatus(cluster, Assessment.firstSeen(now), Observations.firstSeen(now), List.of(), List.of());
    }

    /** Returns how the cluster's backups stand. */
    public ClusterState state() {
        return standing.state();
    }

    /** Returns the level of proof that is missing, or {@code none}. */
    public ProofLevel level() {
        return standing.level();
    }

    /** Returns how much the state matters. */
    public AlertSeverity severity() {
        return standing.severity();
    }

    /** Returns since when the state has lasted. */
    public Instant since() {
        return standing.since();
    }

    /** Returns when subscribers were last told that the state is bad, or null while it is not. */
    public @Nullable Instant lastAlertAt() {
        return standing.lastAlertAt();
    }

    /** Returns when the verifier first saw the cluster in its settings. */
    public Instant watchedSince() {
        return observed.watchedSince();
    }

    /** Returns the newest proven snapshot, or null when there is none yet. */
    public @Nullable ProvenSnapshot lastProven() {
        return observed.lastProven();
    }

    /** Returns the newest snapshot that was looked at, or null when there is none yet. */
    public @Nullable NewestSnapshot newest() {
        return observed.newest();
    }

    /** Returns when a level was last reached and by which snapshot, or empty when it never was. */
    public Optional<LevelProof> proofOf(ProofLevel level) {
        return Optional.ofNullable(observed.levels().get(level));
    }

    /**
     * Returns the actual recovery point objective: the age of the last proven snapshot, so how much would be lost now.
     * Empty when there is none.
     */
    public Optional<Duration> actualRpo(Instant now) {
        return Optional.ofNullable(lastProven()).map(proven -> Duration.between(proven.takenAt(), now));
    }

    /** Returns the same status with other observations. */
    public ClusterStatus withObserved(Observations seen) {
        return new ClusterStatus(cluster, standing, seen, noticed, undelivered);
    }

    /** Returns the same status with another list of undelivered alerts. */
    public ClusterStatus withUndelivered(List<Alert> alerts) {
        return new ClusterStatus(cluster, standing, observed, noticed, alerts);
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, schema().text());
        map.put("cluster", cluster);
        standing.putInto(map);
        observed.putInto(map);
        map.put("noticed", noticed);
        map.put("undelivered", undelivered.stream().map(Alert::toMap).toList());
        return map;
    }

    /** Returns the lowest version that has every word of this status, so that older readers lose as little as can be. */
    private Schema schema() {
        if (undelivered.stream().anyMatch(alert -> alert.kind() == AlertKind.CHANGE)) {
            return Schema.CLUSTER_STATUS;
        }
        NewestSnapshot snapshot = newest();
        boolean known = WORDS_OF_1.contains(state())
                && (snapshot == null || snapshot.verdict() != Verdict.SUSPECT)
                && undelivered.stream()
                        .allMatch(alert -> WORDS_OF_1.contains(alert.state()) && alert.kind() != AlertKind.NOTICE);
        return known ? Schema.CLUSTER_STATUS_1 : Schema.CLUSTER_STATUS_2;
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

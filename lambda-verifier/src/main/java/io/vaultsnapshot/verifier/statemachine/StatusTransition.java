package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertIdentity;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.OverwrittenSnapshot;
import io.vaultsnapshot.contract.status.PastAlert;
import io.vaultsnapshot.contract.status.SealCheck;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of the machine: from the status before and what holds now to the status after and the alerts about it. */
final class StatusTransition {
    private final ClusterStatus before;
    private final Observations seen;
    private final Situation holds;
    private final Instant now;
    private final List<String> noticed;
    private final List<Alert> undelivered;
    private final List<PastAlert> alerts;
    private long alertCount;

    StatusTransition(ClusterStatus before, Observations seen, Situation holds, Instant now) {
        this.before = before;
        this.seen = seen;
        this.holds = holds;
        this.now = now;
        this.noticed = new ArrayList<>(before.noticed());
        this.undelivered = new ArrayList<>(before.undelivered());
        this.alerts = new ArrayList<>(before.assessment().alerts());
        this.alertCount = before.assessment().alertCount();
    }

    /** Adds a notice, unless it was added before. */
    void notice(Notices.Notice notice) {
        if (noticed.contains(notice.id())) {
            return;
        }
        noticed.add(notice.id());
        if (noticed.size() > ClusterStatus.NOTICES_KEPT) {
            forgetOldest();
        }
        alertCount++;
        Situation quiet = holds.withSeverity(AlertSeverity.INFO);
        add(notice.id(), AlertKind.NOTICE, quiet, notice.snapshot().key(), notice.findings());
    }

    /** Adds the alert that a pause begins, gets another end, or has ended. */
    void pause(AlertKind kind, Instant end) {
        Situation untilThen = new Situation(holds.cause(), AlertSeverity.INFO, holds.since(), end);
        add(nextId(kind, end.toString()), kind, untilThen, null, List.of());
    }

    /** Returns whether this step has told of all of these findings already. */
    boolean tells(List<Finding> findings) {
        return undelivered.subList(before.undelivered().size(), undelivered.size()).stream()
                .anyMatch(alert -> alert.findings().containsAll(findings));
    }

    /** Adds an alert about what holds. */
    void alert(AlertKind kind) {
        add(nextId(kind, holds.cause().id()), kind, holds, about(), findings());
    }

    private @Nullable SnapshotKey about() {
        if (holds.cause() == Cause.SNAPSHOT_OVERWRITTEN) {
            List<OverwrittenSnapshot> overwritten = seen.overwritten();
            return overwritten.get(overwritten.size() - 1).key();
        }
        ReplicaWatch replica = holds.replica();
        if (replica != null) {
            return replica.lag() == null ? null : replica.lag().key();
        }
        return switch (holds.state()) {
            case INVALID, UNKNOWN -> newestKey();
            case HEALTHY, PAUSED, PENDING, UNPROVEN, STALE -> null;
        };
    }

    /** Adds the alert that what held before has ended. */
    void recovery() {
        Situation ended = before.situation().withSeverity(AlertSeverity.INFO);
        add(nextId(AlertKind.RECOVERY, ended.cause().id()), AlertKind.RECOVERY, ended, newestKey(), List.of());
    }

    /** Returns the status after the step. */
    ClusterStatus status(@Nullable Instant lastAlertAt, @Nullable Instant pausedUntil) {
        Assessment assessment = new Assessment(holds, lastAlertAt, pausedUntil, alertCount, alerts);
        return new ClusterStatus(before.cluster(), assessment, seen, noticed, undelivered);
    }

    /** An id holds a number that grows with every alert, so that no two changes share one; the time is for people. */
    private String nextId(AlertKind kind, String about) {
        alertCount++;
        return String.join(
                "/",
                before.cluster(),
                kind.id(),
                about,
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                String.valueOf(alertCount));
    }

    private void add(
            String id, AlertKind kind, Situation situation, @Nullable SnapshotKey snapshot, List<Finding> findings) {
        Alert alert = new Alert(
                new AlertIdentity(id, before.cluster(), kind, now),
                situation,
                holds.state(),
                seen.lastProven(),
                snapshot,
                findings,
                false);
        undelivered.add(alert);
        alerts.add(PastAlert.of(alert));
        if (alerts.size() > PastAlert.KEPT) {
            alerts.remove(0);
        }
    }

    /** Forgets the oldest notice that is not the newest snapshot's: that one is looked up at every step. */
    private void forgetOldest() {
        SnapshotKey newest = newestKey();
        boolean isNewests = newest != null && noticed.get(0).contains(newest.format());
        noticed.remove(isNewests ? 1 : 0);
    }

    private @Nullable SnapshotKey newestKey() {
        NewestSnapshot newest = seen.newest();
        return newest == null ? null : newest.key();
    }

    private List<Finding> findings() {
        NewestSnapshot newest = seen.newest();
        SealCheck seal = seen.seal();
        return switch (holds.cause()) {
            case SNAPSHOT_CORRUPT, SNAPSHOT_SUSPECT, SNAPSHOT_UNREADABLE, FORMAT_UNKNOWN ->
                newest == null ? List.of() : newest.findings();
            case SEAL_KEY_UNUSABLE -> seal == null ? List.of() : seal.findings();
            case SNAPSHOT_OVERWRITTEN -> lastFirst(seen.overwritten());
            case UNSEALABLE_PROOF_EXPIRED, SEAL_KEY_UNCHECKED -> newest == null ? List.of() : newest.findings();
            default -> List.of();
        };
    }

    private static List<Finding> lastFirst(List<OverwrittenSnapshot> overwritten) {
        List<Finding> findings = new ArrayList<>(
                overwritten.stream().map(OverwrittenSnapshot::finding).toList());
        Collections.reverse(findings);
        return findings;
    }
}

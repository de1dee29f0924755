package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.alert.AlertSeverity;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.SealCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of the machine: from the status before and what holds now to the status after and the alerts it owes. */
final class StatusTransition {
    private final ClusterStatus before;
    private final Observations observed;
    private final Instant now;
    private final List<String> noticed;
    private final List<Alert> undelivered;
    private long alertCount;

    StatusTransition(ClusterStatus before, Observations observed, Instant now) {
        this.before = before;
        this.observed = observed;
        this.now = now;
        this.noticed = new ArrayList<>(before.noticed());
        this.undelivered = new ArrayList<>(before.undelivered());
        this.alertCount = before.standing().alertCount();
    }

    /** Owes a notice, unless it was owed before. */
    void notice(ClusterState state, Notices.@Nullable Notice notice) {
        if (notice == null || noticed.contains(notice.id())) {
            return;
        }
        noticed.add(notice.id());
        if (noticed.size() > ClusterStatus.NOTICES_KEPT) {
            forgetOldest();
        }
        alertCount++;
        oweNotice(notice.id(), state, null, notice.snapshot().key(), notice.findings());
    }

    /** Owes the notice that a pause begins or has ended. */
    void pause(ClusterState state, String what, Instant end) {
        alertCount++;
        String id = String.join(
                "/", before.cluster(), AlertKind.NOTICE.id(), what, end.toString(), String.valueOf(alertCount));
        oweNotice(id, state, end, null, List.of());
    }

    private void oweNotice(
            String id, ClusterState state, @Nullable Instant pauseEnd, @Nullable String key, List<Finding> findings) {
        undelivered.add(new Alert(
                id,
                before.cluster(),
                AlertKind.NOTICE,
                state,
                AlertSeverity.INFO,
                ProofLevel.NONE,
                now,
                now,
                observed.lastProven(),
                pauseEnd,
                key,
                findings));
    }

    /** That of the newest snapshot is looked up at every step, so it is not the one to forget. */
    private void forgetOldest() {
        NewestSnapshot newest = observed.newest();
        boolean isNewests = newest != null && noticed.get(0).contains(newest.key());
        noticed.remove(isNewests ? 1 : 0);
    }

    /** Owes an alert about a condition. Its id holds a number that grows with every alert: no two changes share one. */
    void alert(AlertKind kind, Situation about, Instant since) {
        alertCount++;
        NewestSnapshot newest = observed.newest();
        undelivered.add(new Alert(
                String.join(
                        "/",
                        before.cluster(),
                        about.state().id(),
                        kind.id(),
                        now.toString(),
                        String.valueOf(alertCount)),
                before.cluster(),
                kind,
                about.state(),
                about.severity(),
                about.level(),
                since,
                now,
                observed.lastProven(),
                about.dueAt(),
                newest != null && isAboutNewest(kind, about) ? newest.key() : null,
                kind == AlertKind.RECOVERY ? List.of() : findings(about)));
    }

    private static boolean isAboutNewest(AlertKind kind, Situation about) {
        return switch (about.state()) {
            case INVALID, UNKNOWN -> true;
            case HEALTHY, LATE -> kind == AlertKind.RECOVERY || about.level() != ProofLevel.PRESENT;
            case PAUSED, NEVER, UNPROVEN, STALE -> kind == AlertKind.RECOVERY;
        };
    }

    /** Returns the status after the step. */
    ClusterStatus status(Situation holds, Instant since, @Nullable Instant lastAlertAt, @Nullable Instant pausedUntil) {
        Assessment standing = new Assessment(
                holds.state(), holds.level(), holds.severity(), since, lastAlertAt, pausedUntil, alertCount);
        return new ClusterStatus(before.cluster(), standing, observed, noticed, undelivered);
    }

    private List<Finding> findings(Situation about) {
        NewestSnapshot newest = observed.newest();
        SealCheck seal = observed.seal();
        return switch (about.state()) {
            case INVALID, UNKNOWN -> newest == null ? List.of() : newest.findings();
            case LATE -> newest == null || about.level() != ProofLevel.INTACT ? List.of() : newest.findings();
            case UNPROVEN -> seal == null || about.level() != ProofLevel.UNSEALABLE ? List.of() : seal.findings();
            case HEALTHY, PAUSED, NEVER, STALE -> List.of();
        };
    }
}

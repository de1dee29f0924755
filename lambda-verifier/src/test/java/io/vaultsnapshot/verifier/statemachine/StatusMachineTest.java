package io.vaultsnapshot.verifier.statemachine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.PastAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedule of the cluster under test: 02:00 UTC on weekdays, overdue 40 minutes later. 2026-11-23 is a Monday. */
class StatusMachineTest {
    private static final String MONDAY = "2026-11-23T02:05:00Z";
    private static final String TUESDAY_LATE = "2026-11-24T02:39:00Z";
    private static final String TUESDAY_OVERDUE = "2026-11-24T02:41:00Z";

    private final ScriptedHistory history = new ScriptedHistory("demo");
    private final Records records = history.records();

    @Test
    void afterTime_nothingDueYet_isPendingWithoutAlert() {
        history.pass("2026-11-23T02:39:00Z");
        assertEquals(Cause.FIRST_SNAPSHOT_AWAITED, history.cause());
        assertEquals(List.of(), history.takeAlerts());
    }

    @Test
    void afterTime_firstDueMissed_isStaleWithOneAlert() {
        history.pass("2026-11-23T02:41:00Z").pass("2026-11-23T02:56:00Z");
        assertEquals(ClusterState.STALE, history.state());
        Alert alert = history.deliver(AlertKind.PROBLEM);
        assertEquals(Cause.FIRST_SNAPSHOT_OVERDUE, alert.situation().cause());
        assertEquals(Instant.parse("2026-11-23T02:00:00Z"), alert.situation().dueAt());
    }

    @Test
    void alerts_manyDecided_theLastTwentyAreKeptInBrief() {
        history.pass("2026-11-23T02:41:00Z");
        PastAlert first = PastAlert.of(history.deliver(AlertKind.PROBLEM));
        assertEquals(List.of(first), history.status().assessment().alerts());
        Instant missed = Instant.parse("2026-11-23T02:41:00Z");
        for (int day = 1; day <= PastAlert.KEPT; day++) {
            history.pass(missed.plus(Duration.ofDays(day)).toString());
        }
        List<PastAlert> kept = history.status().assessment().alerts();
        assertEquals(PastAlert.KEPT, kept.size());
        assertFalse(kept.contains(first));
        assertEquals(
                missed.plus(Duration.ofDays(PastAlert.KEPT)),
                kept.get(PastAlert.KEPT - 1).at());
    }

    @Test
    void afterVerification_intact_isHealthyWithoutAlert() {
        history.see(records.intact(MONDAY));
        assertEquals(ClusterState.HEALTHY, history.state());
        assertEquals(List.of(), history.takeAlerts());
        assertEquals(
                ProofLevel.INTACT, history.status().observations().lastProven().level());
    }

    @Test
    void afterTime_weekdaySchedule_isSilentOnSundayAndLoudOnMonday() {
        history.see(records.intact("2026-11-20T02:05:00Z")).pass("2026-11-22T23:00:00Z");
        assertEquals(ClusterState.HEALTHY, history.state());
        history.pass("2026-11-23T02:40:01Z");
        assertEquals(ClusterState.STALE, history.state());
        history.deliver(AlertKind.PROBLEM);
    }

    @Test
    void afterTime_graceRunning_isPendingAndNotTold() {
        healthy().pass("2026-11-24T02:29:59Z");
        assertEquals(ClusterState.HEALTHY, history.state());
        history.pass(TUESDAY_LATE);
        assertEquals(Cause.SNAPSHOT_AWAITED, history.cause());
        assertEquals(
                Instant.parse("2026-11-24T02:00:00Z"),
                history.status().situation().dueAt());
        assertNull(history.status().assessment().lastAlertAt());
        assertEquals(List.of(), history.takeAlerts());
    }

    @Test
    void afterVerification_lateOneArrives_isHealthyAndNotTold() {
        healthy().pass(TUESDAY_LATE).see(records.intact("2026-11-24T02:38:00Z"), TUESDAY_OVERDUE);
        assertEquals(ClusterState.HEALTHY, history.state());
        assertEquals(
                Instant.parse(TUESDAY_OVERDUE), history.status().situation().since());
        assertEquals(List.of(), history.takeAlerts());
    }

    @Test
    void afterTime_graceOver_isStaleOnceAndRemindsDaily() {
        healthy().pass(TUESDAY_OVERDUE);
        assertEquals(
                Cause.SNAPSHOT_OVERDUE,
                history.deliver(AlertKind.PROBLEM).situation().cause());
        history.pass("2026-11-25T02:40:59Z");
        assertEquals(List.of(), history.takeAlerts());
        history.pass("2026-11-25T02:41:00Z");
        Alert reminder = history.deliver(AlertKind.REMINDER);
        assertEquals(Instant.parse(TUESDAY_OVERDUE), reminder.situation().since());
    }

    @Test
    void afterVerification_corruptNewest_isInvalidWithItsFindings() {
        healthy().see(records.corrupt("2026-11-23T09:00:00Z"));
        assertEquals(Cause.SNAPSHOT_CORRUPT, history.cause());
        Alert alert = history.deliver(AlertKind.PROBLEM);
        assertEquals(FindingCode.TRUNCATED, alert.findings().get(0).code());
        assertEquals(records.corrupt("2026-11-23T09:00:00Z").key(), alert.snapshot());
        assertEquals(records.intact(MONDAY).key(), alert.lastProven().key());
    }

    @Test
    void afterVerification_corruptThenSuspect_isAnotherProblem() {
        healthy().see(records.corrupt("2026-11-23T09:00:00Z"));
        Instant since = history.deliver(AlertKind.PROBLEM).situation().since();
        history.see(records.suspect("2026-11-23T10:00:00Z"));
        Alert another = history.deliver(AlertKind.PROBLEM);
        assertEquals(Cause.SNAPSHOT_SUSPECT, another.situation().cause());
        assertEquals(since, another.situation().since(), "the state has lasted since the first");
    }

    @Test
    void afterVerification_sameRecordTwice_alertsOnce() {
        healthy().see(records.corrupt("2026-11-23T09:00:00Z"));
        ClusterStatus once = history.status();
        history.see(records.corrupt("2026-11-23T09:00:00Z"), "2026-11-23T09:02:00Z");
        assertEquals(once, history.status());
    }

    @Test
    void afterVerification_goodAfterBad_recoversOnce() {
        healthy().see(records.corrupt("2026-11-23T09:00:00Z"));
        history.deliver(AlertKind.PROBLEM);
        history.see(records.intact("2026-11-23T10:00:00Z"));
        Alert recovery = history.deliver(AlertKind.RECOVERY);
        assertEquals(Cause.SNAPSHOT_CORRUPT, recovery.situation().cause());
        assertEquals(ClusterState.HEALTHY, recovery.now());
        assertNull(history.status().assessment().lastAlertAt());
        history.pass("2026-11-23T10:30:00Z");
        assertEquals(List.of(), history.takeAlerts());
    }

    @Test
    void afterVerification_recoveredWhileTheNextIsAwaited_saysSo() {
        healthy().see(records.corrupt("2026-11-23T09:00:00Z"));
        history.deliver(AlertKind.PROBLEM);
        history.see(records.intact("2026-11-24T01:40:00Z"), "2026-11-24T02:35:00Z");
        assertEquals(ClusterState.PENDING, history.deliver(AlertKind.RECOVERY).now());
    }

    @Test
    void afterVerification_olderCorruptArrivesLate_changesNothing() {
        ClusterStatus before = healthy().status();
        history.see(records.corrupt("2026-11-20T02:00:00Z"), "2026-11-23T09:01:00Z");
        assertEquals(before.assessment(), history.status().assessment());
        assertEquals(
                before.observations().newest(), history.status().observations().newest());
    }

    @Test
    void afterVerification_olderIntactArrivesLate_keepsNewestCorrupt() {
        healthy().see(records.corrupt("2026-11-23T09:00:00Z"));
        history.see(records.intact("2026-11-23T08:00:00Z"), "2026-11-23T09:05:00Z");
        assertEquals(ClusterState.INVALID, history.state());
        assertEquals(
                records.intact("2026-11-23T08:00:00Z").key(),
                history.status().observations().lastProven().key());
    }

    @Test
    void afterVerification_keyInFarFuture_doesNotCount() {
        // A key far in the future would otherwise make the cluster look fresh for years.
        ClusterStatus before = healthy().status();
        history.see(records.intact("2031-01-01T00:00:00Z"), "2026-11-23T09:01:00Z");
        assertEquals(before, history.status());
    }

    @Test
    void afterVerification_clockSlightlyAhead_counts() {
        history.see(records.intact("2026-11-23T02:14:00Z"), MONDAY);
        assertEquals(ClusterState.HEALTHY, history.state());
    }

    @Test
    void afterVerification_couldNotRead_isUnknownOnceItLastsTooLong() {
        healthy().see(records.unread("2026-11-23T09:00:00Z"));
        assertEquals(Cause.PROOF_AWAITED, history.cause());
        history.pass("2026-11-23T09:45:59Z");
        assertEquals(List.of(), history.takeAlerts());
        history.pass("2026-11-23T09:46:00Z");
        Alert alert = history.deliver(AlertKind.PROBLEM);
        assertEquals(Cause.SNAPSHOT_UNREADABLE, alert.situation().cause());
        assertEquals(FindingCode.STORE_UNAVAILABLE, alert.findings().get(0).code());
    }

    @Test
    void afterVerification_formatIsTooNew_isUnknownAtOnce() {
        healthy().see(records.tooNew("2026-11-23T09:00:00Z"));
        Alert alert = history.deliver(AlertKind.PROBLEM);
        assertEquals(Cause.FORMAT_UNKNOWN, alert.situation().cause());
        assertEquals(FindingCode.META_VERSION_UNKNOWN, alert.findings().get(0).code());
    }

    @Test
    void afterTime_unknownAndOverdue_risesToStale() {
        healthy().see(records.unread("2026-11-23T09:00:00Z")).pass("2026-11-23T10:00:00Z");
        assertEquals(ClusterState.UNKNOWN, history.state());
        history.deliver(AlertKind.PROBLEM);
        history.pass(TUESDAY_OVERDUE);
        assertEquals(ClusterState.STALE, history.state());
        history.deliver(AlertKind.PROBLEM);
    }

    @Test
    void afterVerification_firstSnapshotCorrupt_isInvalidWithoutProof() {
        history.see(records.corrupt(MONDAY));
        assertNull(history.deliver(AlertKind.PROBLEM).lastProven());
    }

    private ScriptedHistory healthy() {
        return history.see(records.intact(MONDAY));
    }
}

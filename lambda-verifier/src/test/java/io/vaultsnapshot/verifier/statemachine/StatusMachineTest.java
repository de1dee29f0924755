package io.vaultsnapshot.verifier.statemachine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.testing.ArchiveReports;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedule of the cluster under test: 02:00 UTC on weekdays, overdue 40 minutes later. 2026-11-23 is a Monday. */
class StatusMachineTest {
    private static final Instant MONDAY_0205 = Instant.parse("2026-11-23T02:05:00Z");
    private static final Instant MONDAY_0210 = Instant.parse("2026-11-23T02:10:00Z");
    private static final Instant TUESDAY_0239 = Instant.parse("2026-11-24T02:39:00Z");
    private static final Instant TUESDAY_0241 = Instant.parse("2026-11-24T02:41:00Z");

    private final StatusMachine machine = new StatusMachine(Clusters.cluster("demo"));
    private final ClusterStatus fresh = ClusterStatus.firstSeen("demo", Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void afterTime_nothingDueYet_isNeverWithoutAlert() {
        ClusterStatus status = machine.afterTime(fresh, Instant.parse("2026-11-23T02:39:00Z"));
        assertEquals(ClusterState.NEVER, status.state());
        assertEquals(List.of(), status.undelivered());
    }

    @Test
    void afterTime_firstDueMissed_isNeverWithOneAlert() {
        ClusterStatus once = machine.afterTime(fresh, Instant.parse("2026-11-23T02:41:00Z"));
        ClusterStatus twice = machine.afterTime(once, Instant.parse("2026-11-23T02:56:00Z"));
        assertEquals(ClusterState.NEVER, twice.state());
        assertEquals(1, twice.undelivered().size());
        assertEquals(AlertKind.PROBLEM, onlyAlert(twice).kind());
        assertEquals(Instant.parse("2026-11-23T02:00:00Z"), onlyAlert(twice).dueAt());
    }

    @Test
    void afterVerification_intact_isHealthyWithoutAlert() {
        ClusterStatus status = healthy();
        assertEquals(ClusterState.HEALTHY, status.state());
        assertEquals(List.of(), status.undelivered());
        assertNotNull(status.lastProven());
        assertEquals(ProofLevel.INTACT, status.lastProven().level());
    }

    @Test
    void afterTime_weekdaySchedule_isSilentOnSundayAndLoudOnMonday() {
        ClusterStatus friday =
                machine.afterVerification(fresh, intact("2026-11-20T02:05:00Z"), Instant.parse("2026-11-20T02:10:00Z"));
        ClusterStatus sunday = machine.afterTime(friday, Instant.parse("2026-11-22T23:00:00Z"));
        assertEquals(ClusterState.HEALTHY, sunday.state());
        ClusterStatus monday = machine.afterTime(sunday, Instant.parse("2026-11-23T02:40:01Z"));
        assertEquals(ClusterState.STALE, monday.state());
        assertEquals(1, monday.undelivered().size());
    }

    @Test
    void afterTime_graceRunning_isLateAndNobodyIsTold() {
        ClusterStatus usual = machine.afterTime(healthy(), Instant.parse("2026-11-24T02:29:59Z"));
        assertEquals(ClusterState.HEALTHY, usual.state());
        ClusterStatus late = machine.afterTime(usual, TUESDAY_0239);
        assertEquals(ClusterState.LATE, late.state());
        Alert change = onlyAlert(late);
        assertEquals(AlertKind.CHANGE, change.kind());
        assertEquals(ClusterState.LATE, change.state());
        assertEquals(ProofLevel.PRESENT, change.level());
        assertEquals(Instant.parse("2026-11-24T02:00:00Z"), change.dueAt());
        assertNull(change.snapshotKey());
        assertNull(late.lastAlertAt());
        assertEquals(
                late.undelivered(),
                machine.afterTime(late, TUESDAY_0239.plusSeconds(30)).undelivered());
    }

    @Test
    void afterVerification_lateOneArrives_isHealthyWithOneChange() {
        ClusterStatus late = machine.afterTime(healthy(), TUESDAY_0239).withUndelivered(List.of());
        ClusterStatus healthy = machine.afterVerification(late, intact("2026-11-24T02:38:00Z"), TUESDAY_0241);
        Alert change = onlyAlert(healthy);
        assertEquals(AlertKind.CHANGE, change.kind());
        assertEquals(ClusterState.HEALTHY, change.state());
        assertEquals(TUESDAY_0241, change.since());
        assertEquals(intact("2026-11-24T02:38:00Z").key().format(), change.snapshotKey());
        assertNull(healthy.lastAlertAt());
    }

    @Test
    void afterTime_neverAgainAfterTheFirstStatus_owesNoChange() {
        ClusterStatus first = machine.afterTime(fresh, Instant.parse("2026-11-22T12:00:00Z"));
        assertEquals(List.of(), first.undelivered());
        assertEquals(List.of(), machine.afterTime(first, MONDAY_0205).undelivered());
        ClusterStatus healthy = machine.afterVerification(first, intact("2026-11-23T02:05:00Z"), MONDAY_0210);
        assertEquals(AlertKind.CHANGE, onlyAlert(healthy).kind());
    }

    @Test
    void afterTime_graceOver_isStaleOnceAndRemindsDaily() {
        ClusterStatus stale = machine.afterTime(healthy(), TUESDAY_0241);
        assertEquals(ClusterState.STALE, stale.state());
        assertEquals(AlertKind.PROBLEM, onlyAlert(stale).kind());
        ClusterStatus delivered = stale.withUndelivered(List.of());
        ClusterStatus sameDay = machine.afterTime(delivered, TUESDAY_0241.plusSeconds(86_399));
        assertEquals(List.of(), sameDay.undelivered());
        ClusterStatus nextDay = machine.afterTime(sameDay, TUESDAY_0241.plusSeconds(86_400));
        assertEquals(AlertKind.REMINDER, onlyAlert(nextDay).kind());
        assertEquals(TUESDAY_0241, onlyAlert(nextDay).since());
    }

    @Test
    void afterVerification_corruptNewest_isInvalidWithItsFindings() {
        ClusterStatus status = machine.afterVerification(healthy(), corrupt("2026-11-23T09:00:00Z"), at("09:01"));
        assertEquals(ClusterState.INVALID, status.state());
        assertEquals(FindingCode.TRUNCATED, onlyAlert(status).findings().get(0).code());
        assertEquals(intact("2026-11-23T02:05:00Z").key(), status.lastProven().key());
    }

    @Test
    void afterVerification_sameRecordTwice_alertsOnce() {
        ClusterStatus once = machine.afterVerification(healthy(), corrupt("2026-11-23T09:00:00Z"), at("09:01"));
        ClusterStatus twice = machine.afterVerification(once, corrupt("2026-11-23T09:00:00Z"), at("09:02"));
        assertEquals(once, twice);
    }

    @Test
    void afterVerification_goodAfterBad_recoversOnce() {
        ClusterStatus bad = machine.afterVerification(healthy(), corrupt("2026-11-23T09:00:00Z"), at("09:01"))
                .withUndelivered(List.of());
        ClusterStatus good = machine.afterVerification(bad, intact("2026-11-23T10:00:00Z"), at("10:01"));
        assertEquals(ClusterState.HEALTHY, good.state());
        assertEquals(AlertKind.RECOVERY, onlyAlert(good).kind());
        assertEquals(ClusterState.INVALID, onlyAlert(good).state());
        assertNull(good.lastAlertAt());
        ClusterStatus later = machine.afterTime(good.withUndelivered(List.of()), at("10:30"));
        assertEquals(List.of(), later.undelivered());
    }

    @Test
    void afterVerification_olderCorruptArrivesLate_changesNothing() {
        ClusterStatus after = machine.afterVerification(healthy(), corrupt("2026-11-20T02:00:00Z"), at("09:01"));
        assertEquals(healthy().standing(), after.standing());
        assertEquals(healthy().newest(), after.newest());
        assertEquals(List.of(), after.undelivered());
    }

    @Test
    void afterVerification_olderIntactArrivesLate_keepsNewestCorrupt() {
        ClusterStatus bad = machine.afterVerification(healthy(), corrupt("2026-11-23T09:00:00Z"), at("09:01"));
        ClusterStatus late = machine.afterVerification(bad, intact("2026-11-23T08:00:00Z"), at("09:05"));
        assertEquals(ClusterState.INVALID, late.state());
        assertEquals(intact("2026-11-23T08:00:00Z").key(), late.lastProven().key());
    }

    @Test
    void afterVerification_keyInFarFuture_doesNotCount() {
        // A key far in the future would otherwise make the cluster look fresh for years.
        assertEquals(healthy(), machine.afterVerification(healthy(), intact("2031-01-01T00:00:00Z"), at("09:01")));
    }

    @Test
    void afterVerification_clockSlightlyAhead_counts() {
        ClusterStatus status = machine.afterVerification(fresh, intact("2026-11-23T02:14:00Z"), MONDAY_0205);
        assertEquals(ClusterState.HEALTHY, status.state());
    }

    @Test
    void afterVerification_couldNotLook_isUnknownOnceItLastsTooLong() {
        ClusterStatus status = machine.afterVerification(healthy(), unread("2026-11-23T09:00:00Z"), at("09:01"));
        assertEquals(ClusterState.LATE, status.state());
        Alert change = onlyAlert(status);
        assertEquals(AlertKind.CHANGE, change.kind());
        assertEquals(ProofLevel.INTACT, change.level());
        assertEquals(unread("2026-11-23T09:00:00Z").key().format(), change.snapshotKey());
        assertEquals(FindingCode.STORE_UNAVAILABLE, change.findings().get(0).code());
        ClusterStatus waiting = machine.afterTime(status.withUndelivered(List.of()), at("09:44"));
        assertEquals(List.of(), waiting.undelivered());
        ClusterStatus unknown = machine.afterTime(waiting, at("09:45"));
        assertEquals(ClusterState.UNKNOWN, unknown.state());
        assertEquals(AlertKind.PROBLEM, onlyAlert(unknown).kind());
    }

    @Test
    void afterVerification_formatIsTooNew_isUnknownAtOnce() {
        ClusterStatus status = machine.afterVerification(
                healthy(),
                record("2026-11-23T09:00:00Z", Verdict.UNKNOWN, FindingCode.META_VERSION_UNKNOWN),
                at("09:01"));
        assertEquals(ClusterState.UNKNOWN, status.state());
        assertEquals(
                FindingCode.META_VERSION_UNKNOWN,
                onlyAlert(status).findings().get(0).code());
    }

    @Test
    void afterTime_unknownAndOverdue_risesToStale() {
        ClusterStatus unknown = machine.afterTime(
                machine.afterVerification(healthy(), unread("2026-11-23T09:00:00Z"), at("09:01")), at("10:00"));
        ClusterStatus stale = machine.afterTime(unknown, TUESDAY_0241);
        assertEquals(ClusterState.STALE, stale.state());
        assertEquals(
                List.of(AlertKind.CHANGE, AlertKind.PROBLEM, AlertKind.PROBLEM),
                stale.undelivered().stream().map(Alert::kind).toList());
    }

    @Test
    void afterVerification_firstSnapshotCorrupt_isInvalidWithoutProof() {
        ClusterStatus status = machine.afterVerification(fresh, corrupt("2026-11-23T02:05:00Z"), MONDAY_0210);
        assertEquals(ClusterState.INVALID, status.state());
        assertNull(onlyAlert(status).lastProven());
    }

    @Test
    void lookAfter_quietStates_isWhenTheStateMayChangeNext() {
        assertEquals(Instant.parse("2026-11-24T02:30:00Z"), machine.lookAfter(healthy()));
        ClusterStatus late = machine.afterTime(healthy(), Instant.parse("2026-11-24T02:30:00Z"));
        assertTrue(!machine.lookAfter(late).isAfter(late.since()), "its change is not delivered yet");
        ClusterStatus delivered = late.withUndelivered(List.of());
        assertEquals(Instant.parse("2026-11-24T02:40:00Z"), machine.lookAfter(delivered));
        assertEquals(Instant.parse("2026-11-23T02:40:00Z"), machine.lookAfter(fresh));
    }

    @Test
    void lookAfter_badOrUndelivered_isEverySweep() {
        ClusterStatus stale = machine.afterTime(healthy(), TUESDAY_0241);
        assertTrue(!machine.lookAfter(stale).isAfter(TUESDAY_0241));
        assertTrue(!machine.lookAfter(stale.withUndelivered(List.of())).isAfter(TUESDAY_0241));
    }

    private ClusterStatus healthy() {
        return machine.afterVerification(fresh, intact("2026-11-23T02:05:00Z"), MONDAY_0210);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-23T" + time + ":00Z");
    }

    private static Alert onlyAlert(ClusterStatus status) {
        assertEquals(1, status.undelivered().size(), status.undelivered()::toString);
        return status.undelivered().get(0);
    }

    private static VerificationRecord intact(String takenAt) {
        return record(takenAt, Verdict.INTACT);
    }

    private static VerificationRecord corrupt(String takenAt) {
        return record(takenAt, Verdict.CORRUPT, FindingCode.TRUNCATED);
    }

    private static VerificationRecord unread(String takenAt) {
        return record(takenAt, Verdict.UNKNOWN, FindingCode.STORE_UNAVAILABLE);
    }

    private static VerificationRecord record(String takenAt, Verdict verdict, FindingCode... codes) {
        return new VerificationRecord(
                new SnapshotVersion(new SnapshotKey("demo", Instant.parse(takenAt)), "v1"),
                Instant.parse(takenAt),
                verdict,
                verdict == Verdict.INTACT ? ProofLevel.INTACT : ProofLevel.PRESENT,
                verdict == Verdict.UNKNOWN ? null : ArchiveReports.of("00", 1),
                null,
                List.of(codes).stream()
                        .map(code -> Finding.of(code, "found by the test"))
                        .toList());
    }
}

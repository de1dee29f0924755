package io.vaultsnapshot.verifier.statemachine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.alert.AlertSeverity;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.SealCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The states beyond healthy, stale and invalid. Schedule: 02:00 UTC on weekdays; objective 73 hours. */
class ClusterStatesTest {
    private static final String MONDAY = "2026-11-23T02:05:00Z";
    private static final String KEY_ARN = "arn:aws:kms:eu-north-1:111122223333:key/1234";

    private Map<String, Object> settings = Map.of();
    private ClusterStatus status = ClusterStatus.firstSeen("demo", Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void suspectNewest_isInvalidAndDoesNotReplaceTheLastProven() {
        see(Records.proven(MONDAY), "2026-11-23T02:06:00Z");
        see(Records.suspect("2026-11-23T09:00:00Z"), "2026-11-23T09:01:00Z");
        assertEquals(ClusterState.INVALID, status.state());
        assertEquals(Records.proven(MONDAY).key(), status.lastProven().key());
        assertEquals(
                MONDAY,
                status.proofOf(ProofLevel.INTACT).orElseThrow().takenAt().toString());
    }

    @Test
    void unsealableNotReached_isUnprovenOnceTheObjectiveIsOver() {
        settings = Map.of("schedule", "@daily");
        see(Records.intact("2026-11-23T00:01:00Z"), "2026-11-23T00:02:00Z");
        assertEquals(ClusterState.HEALTHY, status.state());
        see(Records.intact("2026-11-24T00:01:00Z"), "2026-11-24T00:02:00Z");
        assertEquals(ClusterState.UNPROVEN, status.state());
        Alert alert = only(AlertKind.PROBLEM);
        assertEquals(ProofLevel.UNSEALABLE, alert.level());
        assertEquals(Instant.parse("2026-11-23T13:00:00Z"), alert.dueAt());
        assertEquals(AlertSeverity.WARNING, alert.severity());
    }

    @Test
    void unsealableNotExpected_isHealthy() {
        settings = Map.of("schedule", "@daily", "proofLevel", "intact");
        see(Records.intact("2026-11-24T00:01:00Z"), "2026-11-24T00:02:00Z");
        assertEquals(ClusterState.HEALTHY, status.state());
    }

    @Test
    void deadSealKey_isUnprovenAtOnceAndCritical() {
        see(Records.proven(MONDAY), "2026-11-23T02:06:00Z");
        checkSeal("2026-11-23T03:00:00Z", FindingCode.KEYRING_MISSING);
        assertEquals(ClusterState.UNPROVEN, status.state());
        Alert alert = only(AlertKind.PROBLEM);
        assertEquals(AlertSeverity.CRITICAL, alert.severity());
        assertEquals(ProofLevel.UNSEALABLE, alert.level());
        assertEquals(1, alert.findings().size());
        checkSeal("2026-11-23T02:59:00Z");
        assertEquals(ClusterState.UNPROVEN, status.state(), "an older look changes nothing");
        checkSeal("2026-11-24T01:00:00Z");
        assertEquals(ClusterState.HEALTHY, status.state());
    }

    @Test
    void sealKeyNotLookedAtForTwoDays_isUnproven() {
        settings = Map.of("schedule", "@daily");
        checkSeal("2026-11-23T00:00:00Z");
        see(Records.proven("2026-11-25T00:00:30Z"), "2026-11-25T00:01:30Z");
        assertEquals(ProofLevel.UNSEALABLE, status.level());
        assertEquals(
                Instant.parse("2026-11-25T00:00:00Z"), only(AlertKind.PROBLEM).dueAt());
    }

    @Test
    void staleBeyondTheObjective_risesToCriticalOnce() {
        see(Records.proven(MONDAY), "2026-11-23T02:06:00Z");
        pass("2026-11-24T02:41:00Z");
        assertEquals(AlertSeverity.WARNING, only(AlertKind.PROBLEM).severity());
        pass("2026-11-25T02:42:00Z");
        assertEquals(AlertSeverity.WARNING, only(AlertKind.REMINDER).severity());
        pass("2026-11-26T03:05:00Z");
        only(AlertKind.REMINDER);
        pass("2026-11-26T03:06:00Z");
        Alert risen = only(AlertKind.PROBLEM);
        assertEquals(AlertSeverity.CRITICAL, risen.severity());
        assertEquals(Instant.parse("2026-11-24T02:41:00Z"), risen.since());
        pass("2026-11-26T03:07:00Z");
        assertEquals(List.of(), status.undelivered());
    }

    @Test
    void pause_isToldWhenItBeginsAndEnds_andSilentBetween() {
        see(Records.proven(MONDAY), "2026-11-23T02:06:00Z");
        settings = Map.of("pausedUntil", "2026-12-07T12:00:00Z");
        pass("2026-11-23T12:00:00Z");
        assertEquals(ClusterState.PAUSED, status.state());
        assertEquals(
                Instant.parse("2026-12-07T12:00:00Z"), only(AlertKind.NOTICE).dueAt());
        pass("2026-12-07T11:59:00Z");
        assertEquals(List.of(), status.undelivered());
        pass("2026-12-07T12:00:00Z");
        assertEquals(ClusterState.HEALTHY, status.state());
        only(AlertKind.NOTICE);
        pass("2026-12-08T02:41:00Z");
        assertEquals(ClusterState.STALE, status.state(), "the first due time after the pause counts");
    }

    @Test
    void pause_itsBeginAndItsEnd_areChangesBesideTheNotices() {
        see(Records.proven(MONDAY), "2026-11-23T02:06:00Z");
        settings = Map.of("pausedUntil", "2026-12-07T12:00:00Z");
        pass("2026-11-23T12:00:00Z");
        assertEquals(List.of(AlertKind.NOTICE, AlertKind.CHANGE), kinds());
        assertEquals(ClusterState.PAUSED, status.undelivered().get(1).state());
        only(AlertKind.NOTICE);
        settings = Map.of("pausedUntil", "2026-12-08T12:00:00Z");
        pass("2026-11-23T12:01:00Z");
        assertEquals(List.of(AlertKind.NOTICE), kinds(), "another end is no other state");
        only(AlertKind.NOTICE);
        pass("2026-12-08T12:00:00Z");
        assertEquals(List.of(AlertKind.NOTICE, AlertKind.CHANGE), kinds());
        assertEquals(ClusterState.HEALTHY, status.undelivered().get(1).state());
    }

    private List<AlertKind> kinds() {
        return status.undelivered().stream().map(Alert::kind).toList();
    }

    @Test
    void pauseOfAStaleCluster_endsTheAlarmWithoutCallingItHealthy() {
        see(Records.proven(MONDAY), "2026-11-23T02:06:00Z");
        pass("2026-11-24T02:41:00Z");
        only(AlertKind.PROBLEM);
        settings = Map.of("pausedUntil", "2026-12-07T12:00:00Z");
        pass("2026-11-24T12:00:00Z");
        only(AlertKind.NOTICE);
        assertNull(status.lastAlertAt());
        see(Records.corrupt("2026-11-24T13:00:00Z"), "2026-11-24T13:01:00Z");
        assertEquals(ClusterState.INVALID, status.state(), "a pause does not hide what is wrong");
    }

    @Test
    void pauseEndsAndTheClockStepsBack_isNotToldAgain() {
        settings = Map.of("pausedUntil", "2026-12-07T12:00:00Z");
        pass("2026-12-01T12:00:00Z");
        only(AlertKind.NOTICE);
        pass("2026-12-07T12:01:00Z");
        only(AlertKind.NOTICE);
        pass("2026-12-07T11:55:00Z");
        pass("2026-12-07T12:02:00Z");
        assertEquals(List.of(), status.undelivered());
    }

    @Test
    void warningInAnIntactSnapshot_isToldOncePerVersion() {
        see(Records.proven(MONDAY, FindingCode.SEAL_CONFIG_INVALID), "2026-11-23T02:06:00Z");
        assertEquals(ClusterState.HEALTHY, status.state());
        Alert notice = only(AlertKind.NOTICE);
        assertEquals("demo/notice/" + Records.proven(MONDAY).key() + "/v1", notice.id());
        assertEquals(AlertSeverity.INFO, notice.severity());
        see(Records.proven(MONDAY, FindingCode.SEAL_CONFIG_INVALID), "2026-11-23T02:07:00Z");
        pass("2026-11-23T09:00:00Z");
        assertEquals(List.of(), status.undelivered());
    }

    @Test
    void manyKeysFromTheFuture_areToldOncePerDay() {
        for (int year = 2031; year < 2061; year++) {
            see(Records.proven(year + "-01-01T00:00:00Z", FindingCode.TAKEN_IN_FUTURE), "2026-11-23T02:06:00Z");
        }
        only(AlertKind.NOTICE);
        assertNull(status.newest());
    }

    @Test
    void unreadSnapshotWhileBad_doesNotEndTheAlarm() {
        see(Records.corrupt(MONDAY), "2026-11-23T02:06:00Z");
        only(AlertKind.PROBLEM);
        see(Records.unread("2026-11-23T09:00:00Z"), "2026-11-23T09:01:00Z");
        assertEquals(ClusterState.INVALID, status.state());
        assertEquals(List.of(), status.undelivered());
        see(Records.proven("2026-11-23T09:00:00Z"), "2026-11-23T09:16:00Z");
        assertEquals(ClusterState.INVALID, only(AlertKind.RECOVERY).state());
    }

    @Test
    void sameChangeTwiceWithinOneSecond_hasTwoIds() {
        see(Records.corrupt("2026-11-23T09:00:00Z"), "2026-11-23T10:00:00Z");
        String first = only(AlertKind.PROBLEM).id();
        see(Records.proven("2026-11-23T09:01:00Z"), "2026-11-23T10:00:00Z");
        only(AlertKind.RECOVERY);
        see(Records.corrupt("2026-11-23T09:02:00Z"), "2026-11-23T10:00:00Z");
        assertNotEquals(first, only(AlertKind.PROBLEM).id());
    }

    @Test
    void unreadAfterRead_doesNotHideWhatWasSeen() {
        see(Records.corrupt(MONDAY), "2026-11-23T02:06:00Z");
        see(Records.unread(MONDAY), "2026-11-23T02:07:00Z");
        assertEquals(ClusterState.INVALID, status.state());
        assertEquals(FindingCode.TRUNCATED, status.newest().findings().get(0).code());
    }

    @Test
    void nodeClockSlow_snapshotBelongsToTheDueTimeItWasTakenFor() {
        see(Records.proven("2026-11-24T01:50:00Z"), "2026-11-24T02:01:00Z");
        pass("2026-11-24T02:41:00Z");
        assertEquals(ClusterState.HEALTHY, status.state());
        status = ClusterStatus.firstSeen("demo", Instant.parse("2026-11-22T12:00:00Z"));
        see(Records.proven("2026-11-24T01:49:59Z"), "2026-11-24T02:01:00Z");
        pass("2026-11-24T02:41:00Z");
        assertEquals(ClusterState.STALE, status.state());
    }

    @Test
    void actualRpo_isTheAgeOfTheLastProvenSnapshot() {
        assertTrue(status.actualRpo(Instant.parse(MONDAY)).isEmpty());
        see(Records.proven(MONDAY), "2026-11-23T02:06:00Z");
        see(Records.corrupt("2026-11-23T09:00:00Z"), "2026-11-23T09:01:00Z");
        assertEquals(
                "PT7H55M",
                status.actualRpo(Instant.parse("2026-11-23T10:00:00Z"))
                        .orElseThrow()
                        .toString());
    }

    private void see(VerificationRecord record, String now) {
        status = machine().afterVerification(status, record, Instant.parse(now));
    }

    private void pass(String now) {
        status = machine().afterTime(status, Instant.parse(now));
    }

    private void checkSeal(String now, FindingCode... codes) {
        List<Finding> findings =
                List.of(codes).stream().map(code -> Finding.of(code, "dead")).toList();
        status = machine()
                .afterSealCheck(status, new SealCheck(KEY_ARN, Instant.parse(now), findings), Instant.parse(now));
    }

    private StatusMachine machine() {
        return new StatusMachine(Clusters.cluster("demo", settings));
    }

    /** Returns the only alert that people are owed, and delivers it. */
    private Alert only(AlertKind kind) {
        List<Alert> told = status.undelivered().stream()
                .filter(alert -> alert.kind().isForPeople())
                .toList();
        assertEquals(1, told.size(), status.undelivered()::toString);
        Alert alert = told.get(0);
        assertEquals(kind, alert.kind(), alert::toString);
        status = status.withUndelivered(List.of());
        return alert;
    }
}

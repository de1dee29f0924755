package io.vaultsnapshot.verifier.statemachine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.MissingProof;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The states beyond healthy, stale and invalid. Schedule: 02:00 UTC on weekdays; objective 73 hours. */
class ClusterStatesTest {
    private static final String MONDAY = "2026-11-23T02:05:00Z";
    private static final Map<String, String> PAUSE = Map.of("pausedUntil", "2026-12-07T12:00:00Z");

    private final ScriptedHistory history = new ScriptedHistory("demo");
    private final Records records = history.records();

    @Test
    void suspectNewest_isInvalidAndDoesNotReplaceTheLastProven() {
        history.see(records.proven(MONDAY)).see(records.suspect("2026-11-23T09:00:00Z"));
        Alert alert = history.deliver(AlertKind.PROBLEM);
        assertEquals(Cause.SNAPSHOT_SUSPECT, alert.situation().cause());
        assertEquals(MissingProof.NONE, alert.situation().cause().missing());
        assertEquals(records.proven(MONDAY).key(), alert.lastProven().key());
        assertEquals(
                Instant.parse(MONDAY),
                history.status().observations().levels().get(ProofLevel.INTACT).takenAt());
    }

    @Test
    void unsealableNotReached_isUnprovenOnceTheObjectiveIsOver() {
        history.settings(Map.of("schedule", "@daily")).see(records.intact("2026-11-23T00:01:00Z"));
        assertEquals(ClusterState.HEALTHY, history.state());
        history.see(records.intact("2026-11-24T00:01:00Z"));
        Alert alert = history.deliver(AlertKind.PROBLEM);
        assertEquals(Cause.UNSEALABLE_PROOF_EXPIRED, alert.situation().cause());
        assertEquals(MissingProof.UNSEALABLE, alert.situation().cause().missing());
        assertEquals(Instant.parse("2026-11-23T13:00:00Z"), alert.situation().dueAt());
        assertEquals(AlertSeverity.WARNING, alert.situation().severity());
    }

    @Test
    void unsealableNotExpected_isHealthy() {
        history.settings(Map.of("schedule", "@daily", "proofLevel", "intact"))
                .see(records.intact("2026-11-24T00:01:00Z"));
        assertEquals(ClusterState.HEALTHY, history.state());
    }

    @Test
    void unusableSealKey_isUnprovenAtOnceAndCritical() {
        history.see(records.proven(MONDAY)).checkSeal("2026-11-23T03:00:00Z", FindingCode.KMS_KEY_DISABLED);
        Alert alert = history.deliver(AlertKind.PROBLEM);
        assertEquals(Cause.SEAL_KEY_UNUSABLE, alert.situation().cause());
        assertEquals(AlertSeverity.CRITICAL, alert.situation().severity());
        assertEquals(1, alert.findings().size());
        history.checkSeal("2026-11-23T02:59:00Z");
        assertEquals(ClusterState.UNPROVEN, history.state(), "an older look changes nothing");
        history.checkSeal("2026-11-24T01:00:00Z");
        assertEquals(ClusterState.HEALTHY, history.state());
    }

    @Test
    void sealKeyNotLookedAtForTwoDays_isUnproven() {
        history.settings(Map.of("schedule", "@daily"))
                .checkSeal("2026-11-23T00:00:00Z")
                .see(records.proven("2026-11-25T00:00:30Z"));
        Alert alert = history.deliver(AlertKind.PROBLEM);
        assertEquals(Cause.SEAL_KEY_UNCHECKED, alert.situation().cause());
        assertEquals(Instant.parse("2026-11-25T00:00:00Z"), alert.situation().dueAt());
    }

    @Test
    void sealKeyUncheckedAndProofExpired_keepsTheFirstCause() {
        history.settings(Map.of("schedule", "@daily", "rpoHours", 72))
                .checkSeal("2026-11-23T00:00:00Z")
                .see(records.proven("2026-11-23T00:00:30Z"))
                .see(records.intact("2026-11-25T00:00:30Z"));
        assertEquals(
                Cause.SEAL_KEY_UNCHECKED,
                history.deliver(AlertKind.PROBLEM).situation().cause());
        history.see(records.intact("2026-11-26T00:00:30Z"));
        assertEquals(Cause.SEAL_KEY_UNCHECKED, history.cause());
    }

    @Test
    void staleBeyondTheObjective_risesToCriticalOnce() {
        history.see(records.proven(MONDAY)).pass("2026-11-24T02:41:00Z");
        assertEquals(AlertSeverity.WARNING, severityOf(AlertKind.PROBLEM));
        history.pass("2026-11-25T02:42:00Z");
        assertEquals(AlertSeverity.WARNING, severityOf(AlertKind.REMINDER));
        history.pass("2026-11-26T03:05:00Z");
        history.deliver(AlertKind.REMINDER);
        history.pass("2026-11-26T03:06:00Z");
        Alert risen = history.deliver(AlertKind.PROBLEM);
        assertEquals(AlertSeverity.CRITICAL, risen.situation().severity());
        assertEquals(Instant.parse("2026-11-24T02:41:00Z"), risen.situation().since());
        history.pass("2026-11-26T03:07:00Z");
        assertEquals(List.of(), history.takeAlerts());
    }

    @Test
    void pause_isToldWhenItBeginsAndEnds_andSilentBetween() {
        history.see(records.proven(MONDAY)).settings(PAUSE).pass("2026-11-23T12:00:00Z");
        assertEquals(ClusterState.PAUSED, history.state());
        assertEquals(
                Instant.parse("2026-12-07T12:00:00Z"),
                history.deliver(AlertKind.PAUSE).situation().dueAt());
        history.pass("2026-12-07T11:59:00Z");
        assertEquals(List.of(), history.takeAlerts());
        history.pass("2026-12-07T12:00:00Z");
        assertEquals(ClusterState.HEALTHY, history.state());
        history.deliver(AlertKind.RESUME);
        history.pass("2026-12-08T02:41:00Z");
        assertEquals(ClusterState.STALE, history.state(), "the first due time after the pause counts");
    }

    @Test
    void pause_anotherEnd_isToldOnce() {
        history.see(records.proven(MONDAY)).settings(PAUSE).pass("2026-11-23T12:00:00Z");
        history.deliver(AlertKind.PAUSE);
        history.settings(Map.of("pausedUntil", "2026-12-08T12:00:00Z"))
                .pass("2026-11-23T12:01:00Z")
                .pass("2026-11-23T12:02:00Z");
        history.deliver(AlertKind.PAUSE);
    }

    @Test
    void pauseBeforeTheFirstSnapshot_isPausedAndSilent() {
        history.settings(PAUSE).pass("2026-11-23T12:00:00Z");
        assertEquals(ClusterState.PAUSED, history.state());
        history.deliver(AlertKind.PAUSE);
    }

    @Test
    void pauseOfAStaleCluster_endsTheAlarmWithoutCallingItHealthy() {
        history.see(records.proven(MONDAY)).pass("2026-11-24T02:41:00Z");
        history.deliver(AlertKind.PROBLEM);
        history.settings(PAUSE).pass("2026-11-24T12:00:00Z");
        history.deliver(AlertKind.PAUSE);
        assertNull(history.status().assessment().lastAlertAt());
        history.see(records.corrupt("2026-11-24T13:00:00Z"));
        assertEquals(ClusterState.INVALID, history.state(), "a pause does not hide what is wrong");
    }

    @Test
    void pauseEndsAndTheClockStepsBack_isNotToldAgain() {
        history.settings(PAUSE).pass("2026-12-01T12:00:00Z");
        history.deliver(AlertKind.PAUSE);
        history.pass("2026-12-07T12:01:00Z");
        history.deliver(AlertKind.RESUME);
        history.pass("2026-12-07T11:55:00Z").pass("2026-12-07T12:02:00Z");
        assertEquals(List.of(), history.takeAlerts());
    }

    @Test
    void warningInAnIntactSnapshot_isToldOncePerVersion() {
        history.see(records.proven(MONDAY, FindingCode.SEAL_CONFIG_INVALID));
        assertEquals(ClusterState.HEALTHY, history.state());
        Alert notice = history.deliver(AlertKind.NOTICE);
        assertEquals("demo/notice/" + records.proven(MONDAY).key().format() + "/v1", notice.id());
        assertEquals(AlertSeverity.INFO, notice.situation().severity());
        history.see(records.proven(MONDAY, FindingCode.SEAL_CONFIG_INVALID), "2026-11-23T02:07:00Z")
                .pass("2026-11-23T09:00:00Z");
        assertEquals(List.of(), history.takeAlerts());
    }

    @Test
    void manyKeysFromTheFuture_areToldOncePerDay() {
        for (int year = 2031; year < 2061; year++) {
            history.see(records.proven(year + "-01-01T00:00:00Z", FindingCode.TAKEN_IN_FUTURE), "2026-11-23T02:06:00Z");
        }
        history.deliver(AlertKind.NOTICE);
        assertNull(history.status().observations().newest());
    }

    @Test
    void unreadSnapshotWhileBad_doesNotEndTheAlarm() {
        history.see(records.corrupt(MONDAY));
        history.deliver(AlertKind.PROBLEM);
        history.see(records.unread("2026-11-23T09:00:00Z"));
        assertEquals(ClusterState.INVALID, history.state());
        assertEquals(List.of(), history.takeAlerts());
        history.see(records.proven("2026-11-23T09:00:00Z"), "2026-11-23T09:16:00Z");
        assertEquals(
                ClusterState.INVALID,
                history.deliver(AlertKind.RECOVERY).situation().state());
    }

    @Test
    void sameChangeTwiceWithinOneSecond_hasTwoIds() {
        String now = "2026-11-23T10:00:00Z";
        String first = history.see(records.corrupt("2026-11-23T09:00:00Z"), now)
                .deliver(AlertKind.PROBLEM)
                .id();
        history.see(records.proven("2026-11-23T09:01:00Z"), now).deliver(AlertKind.RECOVERY);
        history.see(records.corrupt("2026-11-23T09:02:00Z"), now);
        assertNotEquals(first, history.deliver(AlertKind.PROBLEM).id());
    }

    @Test
    void unreadAfterRead_doesNotHideWhatWasSeen() {
        history.see(records.corrupt(MONDAY)).see(records.unread(MONDAY), "2026-11-23T02:07:00Z");
        assertEquals(Cause.SNAPSHOT_CORRUPT, history.cause());
    }

    @Test
    void nodeClockSlow_snapshotBelongsToTheDueTimeItWasTakenFor() {
        history.see(records.proven("2026-11-24T01:50:00Z"), "2026-11-24T02:01:00Z")
                .pass("2026-11-24T02:41:00Z");
        assertEquals(ClusterState.HEALTHY, history.state());
        ScriptedHistory other = new ScriptedHistory("demo");
        other.see(records.proven("2026-11-24T01:49:59Z"), "2026-11-24T02:01:00Z")
                .pass("2026-11-24T02:41:00Z");
        assertEquals(ClusterState.STALE, other.state());
    }

    private AlertSeverity severityOf(AlertKind kind) {
        return history.deliver(kind).situation().severity();
    }
}

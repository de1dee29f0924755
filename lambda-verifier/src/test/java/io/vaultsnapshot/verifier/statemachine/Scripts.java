package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.replica.ReplicaLag;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One history for each cause: how a cluster gets there, at the earliest time at which the machine says so. The schedule is
 * weekly, so that a bad state can last for days without becoming another one.
 */
public final class Scripts {
    private static final String FIRST = "2026-11-23T02:05:00Z";
    private static final String SECOND = "2026-11-30T02:05:00Z";
    private static final String MANUAL = "2026-11-24T09:00:00Z";
    private static final Map<String, Object> WEEKLY = Map.of("schedule", "0 2 * * 1", "rpoHours", 400);
    private static final Map<String, Object> STRICT = Map.of("schedule", "0 2 * * 1", "rpoHours", 169);
    private static final Map<String, String> PAUSED =
            Map.of("schedule", "0 2 * * 1", "pausedUntil", "2026-12-24T06:00:00Z");

    private static final Map<String, Object> DRILLED =
            Map.of("schedule", "0 2 * * 1", "rpoHours", 400, "drillSchedule", "0 4 * * *");

    private Scripts() {}

    /** Returns a history at whose end the cause holds; its alerts are not delivered yet. */
    public static ScriptedHistory into(String cluster, Cause cause) {
        ScriptedHistory history = new ScriptedHistory(cluster);
        Records records = history.records();
        ScriptedHistory first = history.settings(WEEKLY);
        if (cause == Cause.FIRST_SNAPSHOT_AWAITED) {
            return first.pass("2026-11-23T02:31:00Z");
        }
        if (cause == Cause.FIRST_SNAPSHOT_OVERDUE) {
            return first.pass("2026-11-23T02:41:00Z");
        }
        first.see(records.proven(FIRST));
        return switch (cause) {
            case PROVEN, FIRST_SNAPSHOT_AWAITED, FIRST_SNAPSHOT_OVERDUE -> first;
            case PAUSE -> first.settings(PAUSED).pass("2026-11-23T12:00:00Z");
            case SNAPSHOT_AWAITED -> first.pass("2026-11-30T02:31:00Z");
            case PROOF_AWAITED -> first.see(records.unread(MANUAL));
            case SNAPSHOT_UNREADABLE -> first.see(records.unread(MANUAL)).pass("2026-11-24T09:46:00Z");
            case FORMAT_UNKNOWN -> first.see(records.tooNew(MANUAL));
            case REPLICA_UNREADABLE -> withoutReplica(first).pass("2026-11-23T03:01:00Z");
            case REPLICA_BEHIND -> withoutCopy(first).pass("2026-11-23T08:16:00Z");
            case INTACT_PROOF_EXPIRED ->
                first.settings(STRICT).see(records.unread(SECOND)).pass("2026-11-30T03:06:00Z");
            case UNSEALABLE_PROOF_EXPIRED ->
                first.settings(STRICT).see(records.intact(SECOND)).pass("2026-11-30T03:06:00Z");
            case SEAL_KEY_UNCHECKED -> first.checkSeal("2026-11-23T03:00:00Z").pass("2026-11-25T03:01:00Z");
            case SEAL_KEY_UNUSABLE -> first.checkSeal("2026-11-24T03:00:00Z", FindingCode.KMS_KEY_DISABLED);
            case DRILL_FAILED ->
                first.settings(DRILLED)
                        .drill("2026-11-24T04:00:05Z", DrillResult.STAYED_SEALED, "2026-11-24T04:02:00Z");
            // Seen first at 09:00, so the first drill is that of the next day, and it may take 1 h 5 min 36 s.
            case DRILL_OVERDUE ->
                first.settings(DRILLED).pass("2026-11-24T09:00:00Z").pass("2026-11-25T05:05:37Z");
            case RESTORED_PROOF_EXPIRED ->
                first.settings(DRILLED)
                        .drill("2026-11-24T04:00:05Z", DrillResult.RESTORED, "2026-11-24T04:02:00Z")
                        .drill("2026-11-25T04:00:05Z", DrillResult.SEALED, "2026-11-25T04:02:00Z")
                        .drill("2026-11-26T04:00:05Z", DrillResult.SEALED, "2026-11-26T04:02:00Z")
                        .pass("2026-11-26T04:03:00Z");
            case SNAPSHOT_OVERDUE -> first.pass("2026-11-30T02:41:00Z");
            case SNAPSHOT_OVERWRITTEN -> first.seeOther(records.overwritten(FIRST, "v2"), "2026-11-24T09:01:00Z");
            case SNAPSHOT_SUSPECT -> first.see(records.suspect(MANUAL));
            case SNAPSHOT_CORRUPT -> first.see(records.corrupt(MANUAL));
        };
    }

    private static ScriptedHistory withoutCopy(ScriptedHistory first) {
        Instant since = Instant.parse("2026-11-23T02:15:00Z");
        ProvenSnapshot proven = first.status().observations().lastProven();
        ReplicaLag lag = new ReplicaLag(
                proven.key(), proven.versionId(), proven.bytes(), since, since.plus(Duration.ofHours(6)));
        return first.lookAtReplica(new ReplicaWatch(null, since, lag, null), since.toString());
    }

    private static ScriptedHistory withoutReplica(ScriptedHistory first) {
        Instant since = Instant.parse("2026-11-23T02:15:00Z");
        return first.lookAtReplica(ReplicaWatch.NONE.failed(since, "Access Denied"), since.toString());
    }
}

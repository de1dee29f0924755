package io.vaultsnapshot.verifier.statemachine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillOutcome;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillReading;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.DrillRun;
import io.vaultsnapshot.contract.drill.DrilledSnapshot;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.SealCheck;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the state machine decides about one cluster, step by step. Delivered alerts are taken out of the status. */
public final class ScriptedHistory {
    private static final String KEY_ARN = "arn:aws:kms:eu-north-1:111122223333:key/1234";

    private final String cluster;
    private Map<String, ?> settings = Map.of();
    private ClusterStatus status;

    /** Begins when the cluster is first seen, on Sunday 2026-11-22. */
    public ScriptedHistory(String cluster) {
        this.cluster = cluster;
        this.status = ClusterStatus.firstSeen(cluster, Instant.parse("2026-11-22T12:00:00Z"));
    }

    /** Changes the cluster's settings; the defaults are a schedule of 02:00 UTC on weekdays. */
    public ScriptedHistory settings(Map<String, ?> keys) {
        settings = keys;
        return this;
    }

    /** The records of the cluster's snapshots. */
    public Records records() {
        return new Records(cluster);
    }

    /** A snapshot was verified, at the time that its record says. */
    public ScriptedHistory see(VerificationRecord record) {
        return see(record, record.verifiedAt().toString());
    }

    /** A snapshot was verified, and the verifier's clock shows another time. */
    public ScriptedHistory see(VerificationRecord record, String now) {
        status = machine().afterVerification(status, record, Instant.parse(now));
        return this;
    }

    /** Another version of a snapshot was compared with the first one, or acknowledged. */
    public ScriptedHistory seeOther(VerificationRecord other, String now) {
        status = machine().afterOtherVersion(status, other, Instant.parse(now));
        return this;
    }

    /** Only time passed. */
    public ScriptedHistory pass(String now) {
        status = machine().afterTime(status, Instant.parse(now));
        return this;
    }

    /** KMS answered about the seal's key. */
    public ScriptedHistory checkSeal(String now, FindingCode... codes) {
        List<Finding> findings = Arrays.stream(codes)
                .map(code -> Finding.of(code, KEY_ARN + " is Disabled"))
                .toList();
        SealCheck check = new SealCheck(KEY_ARN, Instant.parse(now), findings);
        status = machine().afterSealCheck(status, check, Instant.parse(now));
        return this;
    }

    /** The sweep looked at the replica. */
    public ScriptedHistory lookAtReplica(ReplicaWatch watch, String now) {
        status = machine().afterReplicaLook(status, watch, Instant.parse(now));
        return this;
    }

    /** The proof of a drill was judged: it restored the newest proven snapshot and ended like that. */
    public ScriptedHistory drill(String startedAt, DrillOutcome outcome, String now) {
        Instant start = Instant.parse(startedAt);
        DrillProof proof = new DrillProof(
                new DrillRun(cluster, start, start.plusSeconds(60), DrillResult.RESTORED, ""),
                new DrilledSnapshot(status.observations().lastProven().key(), "v1", "00".repeat(32), 1),
                null,
                new DrillReading(null, null, null, null),
                List.of());
        DrillEnd end = new DrillEnd(new DrillKey(cluster, start), outcome, "");
        DrillRecord record = new DrillRecord(end, "v1", Instant.parse(now), proof, null);
        status = machine().afterDrill(status, record, Instant.parse(now));
        return this;
    }

    /** Returns the alerts that were decided since the last delivery, and delivers them. */
    public List<Alert> takeAlerts() {
        List<Alert> alerts = status.undelivered();
        status = status.withUndelivered(List.of());
        return alerts;
    }

    /** Delivers the alerts, which must be of the given kinds, and returns the last. */
    public Alert deliver(AlertKind... kinds) {
        List<Alert> alerts = takeAlerts();
        assertEquals(List.of(kinds), alerts.stream().map(Alert::kind).toList(), alerts::toString);
        return alerts.get(alerts.size() - 1);
    }

    public ClusterStatus status() {
        return status;
    }

    public ClusterState state() {
        return status.state();
    }

    public Cause cause() {
        return status.situation().cause();
    }

    private StatusMachine machine() {
        return new StatusMachine(Clusters.cluster(cluster, settings));
    }
}

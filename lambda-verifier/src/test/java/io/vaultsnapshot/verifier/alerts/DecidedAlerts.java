package io.vaultsnapshot.verifier.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.MissingProof;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import io.vaultsnapshot.verifier.statemachine.Records;
import io.vaultsnapshot.verifier.statemachine.ScriptedHistory;
import io.vaultsnapshot.verifier.statemachine.Scripts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Alerts for tests. The state machine decided every one of them, over a scripted history; none is made by hand. */
public final class DecidedAlerts {
    static final AlertLinks LINKS = new AlertLinks("snapshots", "docs/runbook.md", any -> ZoneOffset.UTC);

    private static final Duration DAY = Duration.ofDays(1);

    private DecidedAlerts() {}

    /** Returns the causes that subscribers are told. */
    static Stream<Cause> toldCauses() {
        return Stream.of(Cause.values()).filter(cause -> cause.state().isBad());
    }

    /** Returns the alert that a bad state begins, lasts for a day, or has ended. */
    public static Alert of(String cluster, Cause cause, AlertKind kind) {
        ScriptedHistory history = Scripts.into(cluster, cause);
        Alert problem = last(history.takeAlerts(), cause);
        if (kind == AlertKind.PROBLEM) {
            return problem;
        }
        Instant nextDay = problem.at().plus(DAY);
        history.pass(nextDay.toString());
        Alert reminder = history.deliver(AlertKind.REMINDER);
        return kind == AlertKind.REMINDER ? reminder : recovery(history, nextDay.plusSeconds(3600));
    }

    private static Alert recovery(ScriptedHistory history, Instant at) {
        Records records = history.records();
        history.checkSeal(at.toString());
        if (history.cause() == Cause.SNAPSHOT_OVERWRITTEN) {
            history.see(records.proven(at.minusSeconds(60).toString()))
                    .seeOther(records.acknowledged(records.overwritten("2026-11-23T02:05:00Z", "v2")), at.toString());
        } else if (history.status().situation().replica() != null) {
            history.lookAtReplica(
                    new ReplicaWatch(
                            history.status().observations().lastProven().key(), at, null, null),
                    at.toString());
        } else if (history.cause().missing() == MissingProof.RESTORED) {
            history.drill(
                    at.toString(), DrillResult.RESTORED, at.plusSeconds(60).toString());
        } else if (history.state().isBad()) {
            history.see(records.proven(at.plusSeconds(60).toString()));
        }
        return history.deliver(AlertKind.RECOVERY);
    }

    private static Alert last(List<Alert> alerts, Cause cause) {
        Alert alert = alerts.get(alerts.size() - 1);
        assertEquals(cause, alert.situation().cause());
        return alert;
    }

    /** Returns the recovery of a cluster whose next snapshot is already awaited. */
    static Alert recoveryWhilePending() {
        ScriptedHistory history = Scripts.into("demo", Cause.SNAPSHOT_CORRUPT);
        history.takeAlerts();
        history.see(history.records().proven("2026-11-30T01:40:00Z"), "2026-11-30T02:35:00Z");
        return history.deliver(AlertKind.RECOVERY);
    }

    /** Returns the notice about a warning in a proven snapshot. */
    static Alert warning() {
        ScriptedHistory history = Scripts.into("demo", Cause.PROVEN);
        return history.see(history.records().proven("2026-11-24T09:00:00Z", FindingCode.SEAL_CONFIG_INVALID))
                .deliver(AlertKind.NOTICE);
    }

    /** Returns the notice about a key from the future. */
    static Alert fromTheFuture() {
        ScriptedHistory history = Scripts.into("demo", Cause.PROVEN);
        return history.see(
                        history.records().proven("2031-01-01T00:00:00Z", FindingCode.TAKEN_IN_FUTURE),
                        "2026-11-24T09:00:00Z")
                .deliver(AlertKind.NOTICE);
    }

    /** Returns the alert that a pause begins. */
    static Alert pause() {
        return Scripts.into("demo", Cause.PAUSE).deliver(AlertKind.PAUSE);
    }

    /** Returns the alert that a pause is over. */
    static Alert resume() {
        ScriptedHistory history = Scripts.into("demo", Cause.PAUSE);
        history.takeAlerts();
        return history.pass("2026-12-24T06:00:00Z").deliver(AlertKind.RESUME);
    }

    /** Returns the alert of the self-test, as the verifier publishes it. */
    static Alert selfTest() {
        VerifierWorld world = new VerifierWorld();
        world.handle(new VerifierEvent.SelfTestDue());
        world.deliver("alert-path-self-test", "2026-11-23T02:10:00Z", "v1");
        return world.alerts.published().get(0);
    }

    /** Returns a group of alerts of so many clusters. */
    static AlertGroup group(Cause cause, AlertKind kind, int members) {
        return new AlertGroup(several(cause, kind, members));
    }

    /** Returns alerts of so many clusters about the same thing. */
    static List<Alert> several(Cause cause, AlertKind kind, int members) {
        return IntStream.range(0, members)
                .mapToObj(number -> of("cluster-%04d".formatted(number), cause, kind))
                .toList();
    }

    /** Returns every single alert that can be told, by the name of its golden file. */
    static Map<String, Alert> all() {
        Map<String, Alert> alerts = new TreeMap<>();
        toldCauses().forEach(cause -> Stream.of(AlertKind.PROBLEM, AlertKind.REMINDER, AlertKind.RECOVERY)
                .forEach(
                        kind -> alerts.put((cause.id() + "-" + kind.id()).replace('_', '-'), of("demo", cause, kind))));
        alerts.put("recovery-while-pending", recoveryWhilePending());
        alerts.put("notice-warning", warning());
        alerts.put("notice-key-from-the-future", fromTheFuture());
        alerts.put("pause", pause());
        alerts.put("resume", resume());
        alerts.put("self-test", selfTest());
        return alerts;
    }
}

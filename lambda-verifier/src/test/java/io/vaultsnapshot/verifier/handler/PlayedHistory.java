package io.vaultsnapshot.verifier.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.store.CommitListener;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.InMemoryDocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.testing.MovableClock;
import io.vaultsnapshot.verifier.alerts.RecordingAlertSink;
import io.vaultsnapshot.verifier.history.Act;
import io.vaultsnapshot.verifier.history.BackupsModel;
import io.vaultsnapshot.verifier.history.BackupsModel.Seen;
import io.vaultsnapshot.verifier.history.BackupsModel.Told;
import io.vaultsnapshot.verifier.history.Interruptions;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.statemachine.Clusters;
import io.vaultsnapshot.verifier.statemachine.Records;
import io.vaultsnapshot.verifier.statemachine.StatusMachine;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The product's status repository and state machine on one side, the model on the other; both play one history. */
final class PlayedHistory {
    private static final Instant DAY_0 = Instant.parse("2026-01-05T00:00:00Z");
    private static final Records RECORDS = new Records("demo");
    private static final String KEY_ARN = "arn:aws:kms:eu-north-1:111122223333:key/1234";

    private final InMemoryDocumentStore documents = new InMemoryDocumentStore();
    private final RecordingAlertSink subscribers = new RecordingAlertSink();
    private final Interruptions interruptions = new Interruptions();
    private final MovableClock clock = new MovableClock(DAY_0);
    private final BackupsModel model = new BackupsModel(0);
    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, Alert> decided = new LinkedHashMap<>();
    private final StatusRepository statuses;
    private ClusterSettings cluster = settings(null);
    private Invocation current = new Invocation(new Act.Pass());
    private int interruptionsPlayed;
    private int now;

    PlayedHistory() {
        statuses = new StatusRepository(
                interruptions.around(new CommitListener(documents, this::committed)),
                interruptions.around(subscribers),
                clock);
        invoke(new Act.Pass());
    }

    void play(Act.Step step) {
        now = Math.max(0, now + step.minutes());
        clock.moveTo(at(now).toString());
        if (step.pauseFor() >= 0) {
            Integer until = step.pauseFor() == 0 ? null : (Integer) (now + step.pauseFor());
            cluster = settings(until);
            model.declarePause(until);
        }
        Map<Integer, Runnable> planned = new HashMap<>();
        for (Act.Interruption each : step.interruptions()) {
            planned.put(each.point(), each.crash() ? this::crash : () -> between(each));
        }
        interruptions.plan(planned);
        invoke(step.act());
        interruptions.plan(Map.of());
    }

    /** Lets one sweep after another run undisturbed, and sees that everything decided was delivered, and nothing else. */
    void comeToRest() {
        invoke(new Act.Pass());
        assertEquals(List.of(), status().undelivered());
        Set<String> ids = new HashSet<>();
        for (Alert alert : subscribers.published()) {
            ids.add(alert.id());
            assertEquals(decided.get(alert.id()), alert, "one id is one alert");
        }
        assertEquals(decided.keySet(), ids, "what was decided was delivered");
        int repeated = subscribers.published().size() - ids.size();
        assertTrue(interruptionsPlayed > 0 || repeated == 0, () -> repeated + " repeated without any interruption");
    }

    private void crash() {
        interruptionsPlayed++;
        throw new Interruptions.Crash();
    }

    private void between(Act.Interruption interruption) {
        interruptionsPlayed++;
        Invocation outer = current;
        int end = interruption.otherCrashesAt();
        interruptions.plan(end < 0 ? Map.of() : Map.of(end, this::crash));
        invoke(interruption.other());
        outer.overtaken = true;
        current = outer;
    }

    private void invoke(Act act) {
        Invocation invocation = new Invocation(act);
        current = invocation;
        try {
            statuses.change("demo", status -> decide(invocation, status), new RunMetrics());
        } catch (Interruptions.Crash endOfProcess) {
            // The next invocation finds whatever this one left.
        } catch (StoreUnavailableException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private ClusterStatus decide(Invocation invocation, ClusterStatus before) {
        ClusterStatus after = step(invocation, before);
        invocation.before = before;
        invocation.after = after;
        if (after.equals(before) && !invocation.committed) {
            // Nothing is written, so the invocation took place when it read, before any that came in between. The
            // status
            // held all that it saw by then, and so does the model. If none came, the model has nothing to tell either.
            invocation.committed = true;
            if (!invocation.overtaken) {
                tellModel(invocation);
                assertEquals(List.of(), model.settle(now), () -> "nothing to tell after " + invocation.act);
            }
        }
        return after;
    }

    private ClusterStatus step(Invocation invocation, ClusterStatus before) {
        StatusMachine machine = new StatusMachine(cluster);
        Act act = invocation.act;
        if (act instanceof Act.LookAtSeal look) {
            List<Finding> findings =
                    look.dead() ? List.of(Finding.of(FindingCode.KMS_KEY_DISABLED, "dead")) : List.of();
            return machine.afterSealCheck(
                    before, new SealCheck(KEY_ARN, at(now - look.lookedAgo()), findings), at(now));
        }
        Seen snapshot = invocation.snapshot();
        return snapshot == null
                ? machine.afterTime(before, at(now))
                : machine.afterVerification(before, record(snapshot), at(now));
    }

    /** A status was written: if it is what the invocation decided, the model decides as well, and both must agree. */
    private void committed(String key, Map<String, Object> document) {
        Invocation invocation = current;
        ClusterStatus after = invocation.after;
        if (invocation.committed || after == null || !document.equals(after.toMap())) {
            return;
        }
        invocation.committed = true;
        tellModel(invocation);
        List<Told> expected = model.settle(now);
        List<Alert> news = after.undelivered().stream()
                .filter(alert -> !invocation.before.undelivered().contains(alert))
                .toList();
        assertEquals(expected, news.stream().map(PlayedHistory::told).toList(), () -> now + ": " + invocation.act);
        assertEquals(model.assessment(), told("", after.situation()), () -> now + ": " + invocation.act);
        for (Alert alert : news) {
            assertTrue(decided.put(alert.id(), alert) == null, () -> "two changes share the id " + alert.id());
        }
    }

    private void tellModel(Invocation invocation) {
        if (invocation.act instanceof Act.LookAtSeal look) {
            model.lookAtSeal(now - look.lookedAgo(), look.dead());
        }
        Seen snapshot = invocation.snapshot();
        if (snapshot != null) {
            model.see(snapshot, now);
        }
    }

    private static Told told(Alert alert) {
        return told(alert.kind().id(), alert.situation());
    }

    private static Told told(String kind, Situation situation) {
        return new Told(kind, situation.cause().id(), situation.severity().id());
    }

    private ClusterStatus status() {
        try {
            return ClusterStatus.of(
                    documents.read(StatusKey.of("demo")).orElseThrow().fields());
        } catch (CorruptDocumentException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Instant at(int minute) {
        return DAY_0.plus(Duration.ofMinutes(minute));
    }

    private static ClusterSettings settings(Integer pausedUntil) {
        Map<String, Object> keys = new LinkedHashMap<>(
                Map.of("schedule", "0 2 * * *", "startingDeadlineSeconds", 600, "jobDeadlineSeconds", 900));
        if (pausedUntil != null) {
            keys.put("pausedUntil", at(pausedUntil).toString());
        }
        return Clusters.cluster("demo", keys);
    }

    private static VerificationRecord record(Seen snapshot) {
        Instant takenAt = at(snapshot.takenAt());
        Instant lookedAt = at(snapshot.lookedAt());
        return switch (snapshot.look()) {
            case PROVEN -> RECORDS.record(takenAt, lookedAt, Verdict.INTACT, ProofLevel.UNSEALABLE);
            case INTACT -> RECORDS.record(takenAt, lookedAt, Verdict.INTACT, ProofLevel.INTACT);
            case PROVEN_WITH_WARNING ->
                RECORDS.record(
                        takenAt, lookedAt, Verdict.INTACT, ProofLevel.UNSEALABLE, FindingCode.SEAL_CONFIG_INVALID);
            case CORRUPT ->
                RECORDS.record(takenAt, lookedAt, Verdict.CORRUPT, ProofLevel.PRESENT, FindingCode.TRUNCATED);
            case SUSPECT -> RECORDS.record(takenAt, lookedAt, Verdict.SUSPECT, ProofLevel.UNSEALABLE);
            case UNREAD ->
                RECORDS.record(takenAt, lookedAt, Verdict.UNKNOWN, ProofLevel.NONE, FindingCode.STORE_UNAVAILABLE);
            case TIMED_OUT ->
                RECORDS.record(takenAt, lookedAt, Verdict.UNKNOWN, ProofLevel.NONE, FindingCode.VERIFICATION_TIMED_OUT);
            case TOO_NEW ->
                RECORDS.record(
                        takenAt, lookedAt, Verdict.UNKNOWN, ProofLevel.PRESENT, FindingCode.META_VERSION_UNKNOWN);
        };
    }

    /** One invocation, and what became of it. */
    private final class Invocation {
        private final Act act;
        private final Seen snapshot;
        private ClusterStatus before;
        private ClusterStatus after;
        private boolean committed;
        private boolean overtaken;

        Invocation(Act act) {
            this.act = act;
            Seen found = null;
            if (act instanceof Act.See see) {
                found = new Seen(now + see.takenFromNow(), now - see.lookedAgo(), see.look());
                seen.add(found);
            } else if (act instanceof Act.SeeAgain again && !seen.isEmpty()) {
                found = seen.get(again.which() % seen.size());
            }
            this.snapshot = found;
        }

        Seen snapshot() {
            return snapshot;
        }
    }
}

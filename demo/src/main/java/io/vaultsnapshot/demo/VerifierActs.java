package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the verifier is told, and what it is held to: its records, the cluster's status, and the subscriber's mail. */
final class VerifierActs {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ClusterSettings cluster;
    private final Bucket bucket;
    private final LocalVerifier verifier;
    private final AlertInbox inbox;
    private final MovableClock clock;
    private final Screen screen;
    private final Scoreboard board;

    VerifierActs(
            ClusterSettings cluster,
            Bucket bucket,
            LocalVerifier verifier,
            AlertInbox inbox,
            MovableClock clock,
            Screen screen,
            Scoreboard board) {
        this.cluster = cluster;
        this.bucket = bucket;
        this.verifier = verifier;
        this.inbox = inbox;
        this.clock = clock;
        this.screen = screen;
        this.board = board;
    }

    /** A snapshot arrives as it should: it is proven, and nobody is disturbed. */
    void wholeSnapshotArrives(Bucket.Stored snapshot, int secrets) {
        board.expect("the snapshot arrives", "intact, healthy, at least " + secrets + " secrets, no alert");
        verifier.arrived(snapshot);
        List<ReceivedAlert> alerts = inbox.news();
        RecordedProof proof = new RecordedProof(record(snapshot));
        boolean ok = proof.isIntact()
                && proof.hasReadAllOf(bucket.read(snapshot))
                && proof.secrets() >= secrets
                && state() == ClusterState.HEALTHY
                && alerts.isEmpty();
        board.saw(ok, proof.verdict() + ", " + state().id() + ", " + proof.secrets() + " secrets, " + told(alerts));
        screen.result(
                ok,
                "the verifier read it to the last byte: " + proof.verdict() + ", cluster " + state().id() + ", "
                        + told(alerts));
        screen.detail(proof.describe());
    }

    /** A damaged copy is planted under a later key: it is found out, and the subscriber told. */
    Bucket.Stored damagedSnapshotArrives(Bucket.Stored whole, UnaryOperator<byte[]> damage) {
        board.expect("a truncated snapshot arrives", "corrupt, alert INVALID");
        byte[] bytes = damage.apply(bucket.read(whole));
        SnapshotKey key = new SnapshotKey(cluster.name(), whole.key().takenAt().plusSeconds(1));
        Bucket.Stored planted = bucket.plant(key, bytes);
        verifier.arrived(planted);
        List<ReceivedAlert> alerts = inbox.news();
        VerificationRecord record = record(planted);
        boolean ok = record.verdict() == Verdict.CORRUPT
                && record.findings().stream().anyMatch(finding -> finding.code() == FindingCode.TRUNCATED)
                && only(alerts, AlertKind.PROBLEM, ClusterState.INVALID)
                && state() == ClusterState.INVALID;
        board.saw(ok, record.verdict().id() + ", " + told(alerts));
        screen.result(
                ok,
                "planted the first " + bytes.length + " of " + whole.size() + " bytes as the next snapshot: "
                        + record.verdict().id() + ", cluster " + state().id() + "; the subscriber gets");
        alerts.forEach(this::show);
        return planted;
    }

    /** The next whole snapshot arrives: the subscriber is told that all is well again. */
    void nextSnapshotArrives(Bucket.Stored snapshot) {
        board.expect("the next whole snapshot arrives", "intact, alert recovered from INVALID");
        verifier.arrived(snapshot);
        List<ReceivedAlert> alerts = inbox.news();
        Verdict verdict = record(snapshot).verdict();
        boolean ok = verdict == Verdict.INTACT
                && only(alerts, AlertKind.RECOVERY, ClusterState.INVALID)
                && state() == ClusterState.HEALTHY;
        board.saw(ok, verdict.id() + ", " + told(alerts));
        screen.result(ok, "it is " + verdict.id() + ", cluster " + state().id() + "; the subscriber gets");
        alerts.forEach(this::show);
    }

    /** Time passes without a snapshot: one alert, however often the sweep runs. */
    void noSnapshotArrives() {
        Instant overdue = overdue();
        board.expect("no snapshot by " + TIME.format(overdue), "alert STALE");
        clock.moveTo(overdue);
        verifier.sweep();
        List<ReceivedAlert> alerts = inbox.news();
        boolean ok = only(alerts, AlertKind.PROBLEM, ClusterState.STALE) && state() == ClusterState.STALE;
        board.saw(ok, told(alerts));
        screen.result(
                ok,
                "the clock says " + TIME.format(overdue) + " and no snapshot came: cluster " + state().id()
                        + "; the subscriber gets");
        alerts.forEach(this::show);

        board.expect("another sweep", "no second alert");
        verifier.sweep();
        List<ReceivedAlert> more = inbox.news();
        board.saw(more.isEmpty(), told(more));
        screen.result(more.isEmpty(), "another sweep: " + told(more) + ", since the subscriber knows");
    }

    /** Returns the first minute at which the next snapshot of the schedule is late, grace included. */
    private Instant overdue() {
        Duration grace = cluster.job().grace();
        // A due time that comes this soon counts as that of the snapshot just taken.
        return cluster.job()
                .schedule()
                .next(clock.instant().plus(SnapshotKey.CLOCK_TOLERANCE))
                .map(due -> due.plus(grace).plus(Duration.ofMinutes(1)))
                .orElseThrow(() -> new DemoException("the schedule has no next time"));
    }

    private VerificationRecord record(Bucket.Stored snapshot) {
        return bucket.record(snapshot.key())
                .orElseThrow(() -> new DemoException(
                        "the verifier left no record " + snapshot.key().recordKey()));
    }

    private ClusterState state() {
        return bucket.status(cluster.name())
                .map(ClusterStatus::state)
                .orElseThrow(() -> new DemoException("the verifier left no status of " + cluster.name()));
    }

    private boolean only(List<ReceivedAlert> alerts, AlertKind kind, ClusterState about) {
        return alerts.size() == 1 && alerts.get(0).is(cluster.name(), kind.id(), about.id());
    }

    private static String told(List<ReceivedAlert> alerts) {
        return alerts.isEmpty()
                ? "no alert"
                : alerts.stream().map(ReceivedAlert::summary).collect(Collectors.joining(", then ", "alert ", ""));
    }

    private void show(ReceivedAlert alert) {
        screen.detail("| " + alert.subject() + "\n|");
        alert.message().lines().forEach(line -> screen.detail("| " + line));
    }
}

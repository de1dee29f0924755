package io.vaultsnapshot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.sandbox.bucket.SnapshotBucket;
import io.vaultsnapshot.sandbox.inbox.AlertInbox;
import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the verifier is told, and the check of what it does: its records, the cluster's status, the subscriber's mail. */
final class VerifierScenario {
    private final String cluster;
    private final SnapshotBucket bucket;
    private final AlertInbox inbox;
    private final StepPrinter printer;
    private final Checks checks;

    VerifierScenario(String cluster, SnapshotBucket bucket, AlertInbox inbox, StepPrinter printer, Checks checks) {
        this.cluster = cluster;
        this.bucket = bucket;
        this.inbox = inbox;
        this.printer = printer;
        this.checks = checks;
    }

    /** A whole snapshot arrives. It is proven, and the subscriber gets nothing. */
    void wholeSnapshotArrives(LocalVerifier verifier, SnapshotBucket.Stored snapshot, int secrets) {
        checks.begin("the snapshot arrives", "intact, healthy, at least " + secrets + " secrets, no alert");
        verifier.arrived(snapshot);
        List<ReceivedAlert> alerts = inbox.unread();
        JsonNode record = record(snapshot);
        boolean ok = verdict(record).equals(Verdict.INTACT.id())
                && record.path("findings").isEmpty()
                && record.path("sha256").asText().equals(sha256(bucket.read(snapshot)))
                && secrets(record) >= secrets
                && state().equals(ClusterState.HEALTHY.id())
                && alerts.isEmpty();
        String seen = verdict(record) + ", " + state() + ", " + secrets(record) + " secrets, " + summary(alerts);
        checks.end(ok, seen, "the verifier read it to the last byte: " + seen);
        printer.detail(describe(record));
    }

    /** A damaged copy arrives under a later key. It is found, and the subscriber gets one alert. */
    SnapshotBucket.Stored damagedSnapshotArrives(
            LocalVerifier verifier, SnapshotBucket.Stored whole, UnaryOperator<byte[]> damage) {
        checks.begin("a truncated snapshot arrives", "corrupt, alert INVALID");
        byte[] bytes = damage.apply(bucket.read(whole));
        SnapshotKey key = new SnapshotKey(cluster, whole.key().takenAt().plusSeconds(1));
        SnapshotBucket.Stored damaged = bucket.put(key, bytes);
        verifier.arrived(damaged);
        List<ReceivedAlert> alerts = inbox.unread();
        JsonNode record = record(damaged);
        boolean ok = verdict(record).equals(Verdict.CORRUPT.id())
                && record.path("findings").findValuesAsText("code").contains(FindingCode.TRUNCATED.name())
                && isOne(alerts, AlertKind.PROBLEM, ClusterState.INVALID)
                && state().equals(ClusterState.INVALID.id());
        checks.end(
                ok,
                verdict(record) + ", " + summary(alerts),
                "the first " + bytes.length + " of " + whole.size() + " bytes arrive as the next snapshot: "
                        + verdict(record) + ", cluster " + state() + "; the subscriber gets");
        alerts.forEach(this::print);
        return damaged;
    }

    /** The next whole snapshot arrives. The subscriber is told that all is well again. */
    void nextSnapshotArrives(LocalVerifier verifier, SnapshotBucket.Stored snapshot) {
        checks.begin("the next whole snapshot arrives", "intact, alert recovered from INVALID");
        verifier.arrived(snapshot);
        List<ReceivedAlert> alerts = inbox.unread();
        String verdict = verdict(record(snapshot));
        boolean ok = verdict.equals(Verdict.INTACT.id())
                && isOne(alerts, AlertKind.RECOVERY, ClusterState.INVALID)
                && state().equals(ClusterState.HEALTHY.id());
        String step = "it is " + verdict + ", cluster " + state() + "; the subscriber gets";
        checks.end(ok, verdict + ", " + summary(alerts), step);
        alerts.forEach(this::print);
    }

    /** The time of the next snapshot passes without one. The subscriber gets one alert, however often the sweep runs. */
    void noSnapshotArrives(LocalVerifier verifierLater, String time) {
        checks.begin("no snapshot by " + time, "alert STALE");
        verifierLater.sweep();
        List<ReceivedAlert> alerts = inbox.unread();
        boolean ok = isOne(alerts, AlertKind.PROBLEM, ClusterState.STALE) && state().equals(ClusterState.STALE.id());
        String step = "the clock says " + time + " and no snapshot came: cluster " + state() + "; the subscriber gets";
        checks.end(ok, summary(alerts), step);
        alerts.forEach(this::print);

        checks.begin("another sweep", "no second alert");
        verifierLater.sweep();
        List<ReceivedAlert> more = inbox.unread();
        checks.end(more.isEmpty(), summary(more), "another sweep: " + summary(more) + ", since the subscriber knows");
    }

    private JsonNode record(SnapshotBucket.Stored snapshot) {
        return bucket.record(snapshot.key())
                .orElseThrow(() -> new DemoException(
                        "the verifier wrote no record " + snapshot.key().recordKey()));
    }

    private String state() {
        return bucket.status(cluster)
                .map(status -> status.path("state").asText())
                .orElseThrow(() -> new DemoException("the verifier wrote no status of " + cluster));
    }

    private static String verdict(JsonNode record) {
        return record.path("verdict").asText();
    }

    /** Returns how many storage entries the secrets engines have. */
    private static long secrets(JsonNode record) {
        return record.path("prefixes").properties().stream()
                .filter(prefix -> prefix.getKey().startsWith("logical/"))
                .mapToLong(prefix -> prefix.getValue().path("entries").asLong())
                .sum();
    }

    private static String describe(JsonNode record) {
        return String.format(
                Locale.ROOT,
                "record   %s%nlevel    %s%nraft     index %s, term %s%nserver   %s%nseal     %s, %s of %s shares unseal%nSHA-256  %s",
                record.path("key").asText(),
                record.path("level").asText(),
                record.at("/meta/index"),
                record.at("/meta/term"),
                record.at("/serverVersions/0").asText(),
                record.at("/seal/type").asText(),
                record.at("/seal/threshold"),
                record.at("/seal/shares"),
                record.path("sha256").asText());
    }

    private boolean isOne(List<ReceivedAlert> alerts, AlertKind kind, ClusterState state) {
        return alerts.size() == 1
                && alerts.get(0).attribute("cluster").equals(cluster)
                && alerts.get(0).attribute("kind").equals(kind.id())
                && alerts.get(0).attribute("state").equals(state.id());
    }

    private static String summary(List<ReceivedAlert> alerts) {
        return alerts.isEmpty()
                ? "no alert"
                : alerts.stream().map(VerifierScenario::summary).collect(Collectors.joining(", then ", "alert ", ""));
    }

    private static String summary(ReceivedAlert alert) {
        String state = alert.attribute("state").toUpperCase(Locale.ROOT);
        return alert.attribute("kind").equals(AlertKind.RECOVERY.id()) ? "recovered from " + state : state;
    }

    private void print(ReceivedAlert alert) {
        printer.detail("| " + alert.subject() + "\n|");
        alert.body().lines().forEach(line -> printer.detail("| " + line));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}

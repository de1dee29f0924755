package io.vaultsnapshot.verifier.retention;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.retention.KeepPeriod;
import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The policy, computed from all snapshots that ever arrived and in another way than the rule: periods are the texts that a
 * calendar prints. Every snapshot that it says is kept must be in the bucket.
 */
final class RetentionModel {
    private static final Map<KeepPeriod, DateTimeFormatter> LABELS = new EnumMap<>(Map.of(
            KeepPeriod.HOUR, DateTimeFormatter.ofPattern("uuuu-MM-dd HH", Locale.ROOT),
            KeepPeriod.DAY, DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT),
            KeepPeriod.WEEK, DateTimeFormatter.ISO_WEEK_DATE,
            KeepPeriod.MONTH, DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT),
            KeepPeriod.YEAR, DateTimeFormatter.ofPattern("uuuu", Locale.ROOT)));

    private final Retention retention;
    private final ZoneId zone;
    private final NavigableMap<SnapshotKey, List<Stored>> arrived = new TreeMap<>();
    private final Map<SnapshotKey, Verdict> verdicts = new HashMap<>();

    private record Stored(String version, Instant at, Map<KeepPeriod, String> labels) {}

    RetentionModel(Retention retention, ZoneId zone) {
        this.retention = retention;
        this.zone = zone;
    }

    void stored(SnapshotKey key, String version, Instant at) {
        Map<KeepPeriod, String> labels = new EnumMap<>(KeepPeriod.class);
        LABELS.forEach((period, form) -> {
            String label = form.format(key.takenAt().atZone(period == KeepPeriod.HOUR ? ZoneOffset.UTC : zone));
            labels.put(period, period == KeepPeriod.WEEK ? label.substring(0, label.indexOf('W') + 3) : label);
        });
        arrived.computeIfAbsent(key, first -> new ArrayList<>()).add(new Stored(version, at, labels));
    }

    /** Returns the keys of all proven snapshots that the policy keeps when the given one is the newest. */
    Set<SnapshotKey> kept(SnapshotKey newest, VerifierWorld world) {
        List<SnapshotKey> counted = arrived.headMap(newest, true).keySet().stream()
                .filter(key -> isProven(key, world))
                .toList();
        Set<SnapshotKey> kept =
                new HashSet<>(counted.subList(Math.max(0, counted.size() - retention.atLeast()), counted.size()));
        counted.stream()
                .filter(key -> key.takenAt().plus(retention.leastAge()).isAfter(newest.takenAt()))
                .forEach(kept::add);
        retention.counts().forEach((period, count) -> {
            NavigableMap<String, SnapshotKey> firsts = new TreeMap<>();
            counted.forEach(
                    key -> firsts.putIfAbsent(arrived.get(key).get(0).labels().get(period), key));
            firsts.descendingMap().values().stream().limit(count).forEach(kept::add);
        });
        return kept;
    }

    /** Returns whether the snapshot may go at all: what nobody has judged, and what somebody looks into, never does. */
    boolean canGo(SnapshotKey key, VerifierWorld world) {
        List<Stored> versions = arrived.get(key);
        Stored only = versions.get(0);
        Duration off = Duration.between(key.takenAt(), only.at()).abs();
        Verdict verdict = verdict(key, world);
        return versions.size() == 1
                && off.compareTo(Duration.ofDays(1)) <= 0
                && (verdict == Verdict.INTACT || verdict == Verdict.CORRUPT);
    }

    private boolean isProven(SnapshotKey key, VerifierWorld world) {
        return canGo(key, world) && verdict(key, world) == Verdict.INTACT;
    }

    private Verdict verdict(SnapshotKey key, VerifierWorld world) {
        Verdict known = verdicts.get(key);
        if (known != null) {
            return known;
        }
        Verdict verdict = world.documents.list(key.recordKey()).isEmpty()
                ? Verdict.UNKNOWN
                : VerificationRecord.of(world.document(key.recordKey())).verdict();
        if (verdict != Verdict.UNKNOWN) {
            verdicts.put(key, verdict);
        }
        return verdict;
    }
}

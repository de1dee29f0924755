package io.vaultsnapshot.report.testing;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillReading;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.DrillRun;
import io.vaultsnapshot.contract.drill.DrillServer;
import io.vaultsnapshot.contract.drill.DrilledSnapshot;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.Deadlines;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.DrillWatch;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.LevelProof;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.NextSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.PastAlert;
import io.vaultsnapshot.snapshot.custody.RecordChain;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import io.vaultsnapshot.snapshot.freshness.DueTime;
import io.vaultsnapshot.snapshot.freshness.FreshnessPolicy;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.testing.ArchiveReports;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Thirty days of one cluster: a backup each night, a restore drill each Sunday, and what its story says of the last days. */
final class GeneratedCluster {
    private static final Instant NOW = GeneratedFleet.NOW;

    private final ClusterSettings cluster;
    private final Story story;
    private final Random chance;
    private final IndexedDocuments documents;
    private final ListedObjects objects;
    private final RecordChain chain;
    private final List<PastAlert> alerts = new ArrayList<>();
    private Observations seen;
    private long bytes;

    GeneratedCluster(
            ClusterSettings cluster,
            int number,
            Story story,
            IndexedDocuments documents,
            ListedObjects objects,
            RecordSigner signer) {
        this.cluster = cluster;
        this.story = story;
        this.chance = new Random(number);
        this.documents = documents;
        this.objects = objects;
        this.chain = new RecordChain(documents, signer);
        this.seen = ClusterStatus.firstSeen(cluster.name(), Instant.parse("2026-03-02T09:00:00Z"))
                .observations();
        this.bytes = 180L * 1024 * 1024 + chance.nextInt(400 * 1024 * 1024);
    }

    /** Writes the cluster's documents; returns its entry of the index. */
    FleetEntry write() throws StoreUnavailableException {
        List<LocalDate> days = GeneratedFleet.PERIOD.days();
        int gap = chance.nextInt(days.size() * 2);
        int damaged = chance.nextInt(days.size() * 3);
        for (int day = 0; day < days.size(); day++) {
            int left = days.size() - 1 - day;
            boolean none = day == gap || isMissing(left);
            if (none) {
                alert(at(days.get(day), 4, 30), AlertKind.PROBLEM, Cause.SNAPSHOT_OVERDUE, AlertSeverity.CRITICAL);
            } else {
                boolean corrupt = day == damaged || (story == Story.CORRUPT && left == 0);
                backup(at(days.get(day), 2, 0).plusSeconds(5 + chance.nextInt(30)), corrupt);
            }
            if (days.get(day).getDayOfWeek().getValue() == 7) {
                drill(at(days.get(day), 4, 0).plusSeconds(9), story == Story.DRILL_FAILED && left < 7);
            }
        }
        return status();
    }

    private boolean isMissing(int daysLeft) {
        return (story == Story.OVERDUE && daysLeft < 3)
                || (story == Story.LATE && daysLeft == 0)
                || (story == Story.PAUSED && daysLeft < 6);
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).toInstant(ZoneOffset.UTC);
    }

    private void backup(Instant takenAt, boolean corrupt) throws StoreUnavailableException {
        SnapshotKey key = new SnapshotKey(cluster.name(), takenAt);
        bytes += chance.nextInt(4 * 1024 * 1024) - 1024 * 1024;
        objects.put(key.format(), bytes, takenAt.plusSeconds(20));
        List<Finding> findings = corrupt
                ? List.of(Finding.of(FindingCode.TRUNCATED, "the object ends at byte " + bytes + ", inside state.bin"))
                : List.of();
        VerificationRecord record = new VerificationRecord(
                new SnapshotVersion(key, ListedObjects.VERSION),
                takenAt.plusSeconds(31),
                Verdict.of(findings.stream().map(Finding::code).toList()),
                corrupt ? ProofLevel.PRESENT : ProofLevel.UNSEALABLE,
                ArchiveReports.of("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", bytes),
                null,
                findings);
        chain.append(key, record);
        observe(record, corrupt);
    }

    private void observe(VerificationRecord record, boolean corrupt) {
        seen = seen.withNewest(NewestSnapshot.of(record), null);
        if (corrupt) {
            alert(record.verifiedAt(), AlertKind.PROBLEM, Cause.SNAPSHOT_CORRUPT, AlertSeverity.CRITICAL);
            return;
        }
        LevelProof proof = new LevelProof(record.key(), record.verifiedAt());
        Map<ProofLevel, LevelProof> levels = new EnumMap<>(ProofLevel.class);
        levels.putAll(seen.levels());
        List.of(ProofLevel.PRESENT, ProofLevel.INTACT, ProofLevel.UNSEALABLE).forEach(each -> levels.put(each, proof));
        seen = seen.withLevels(levels).withLastProven(ProvenSnapshot.of(record, ProofLevel.UNSEALABLE));
    }

    private void drill(Instant startedAt, boolean fails) throws StoreUnavailableException {
        ProvenSnapshot proven = seen.lastProven();
        if (proven == null) {
            return;
        }
        DrillKey key = new DrillKey(cluster.name(), startedAt);
        DrillResult result = fails ? DrillResult.STAYED_SEALED : DrillResult.RESTORED;
        DrillProof proof = new DrillProof(
                new DrillRun(
                        cluster.name(),
                        startedAt,
                        startedAt.plusSeconds(200 + chance.nextInt(200)),
                        result,
                        fails ? "the key of the seal is disabled" : ""),
                new DrilledSnapshot(proven.key(), ListedObjects.VERSION, String.valueOf(proven.sha256()), proven.bytes()),
                new DrillServer("openbao", "2.6.2"),
                reading(proven, fails),
                List.of());
        objects.put(key.format(), 2_000, startedAt.plusSeconds(420));
        DrillEnd end = new DrillEnd(key, result, proof.run().message());
        chain.append(
                key, new DrillRecord(end, ListedObjects.VERSION, startedAt.plusSeconds(425), proof, null));
        seen = seen.withDrills(new DrillWatch(Instant.parse("2026-03-02T09:00:00Z"), end));
        if (fails) {
            alert(startedAt.plusSeconds(425), AlertKind.PROBLEM, Cause.DRILL_FAILED, AlertSeverity.WARNING);
        } else {
            Map<ProofLevel, LevelProof> levels = new EnumMap<>(ProofLevel.class);
            levels.putAll(seen.levels());
            levels.put(ProofLevel.RESTORED, new LevelProof(proven.key(), startedAt));
            seen = seen.withLevels(levels);
        }
    }

    private static DrillReading reading(ProvenSnapshot proven, boolean fails) {
        return fails
                ? new DrillReading(null, null, null, null)
                : new DrillReading(new Canary("0b9f7c2e61d84f3aa1c5", proven.takenAt().minusSeconds(3)), 4L, 19L, 21L);
    }

    private void alert(Instant at, AlertKind kind, Cause cause, AlertSeverity severity) {
        alerts.add(new PastAlert(cluster.name() + "/" + alerts.size(), at, kind, cause, severity));
    }

    private FleetEntry status() {
        Instant since = story == Story.WELL ? NOW.minus(Duration.ofDays(20)) : NOW.minus(Duration.ofHours(11));
        Instant pausedUntil = null;
        if (story == Story.PAUSED) {
            since = Instant.parse("2026-11-21T08:00:00Z");
            pausedUntil = Instant.parse("2026-12-01T08:00:00Z");
            alerts.removeIf(each -> each.at().isAfter(Instant.parse("2026-11-21T08:00:00Z")));
            alert(since, AlertKind.PAUSE, Cause.PAUSE, AlertSeverity.INFO);
        }
        Situation situation = new Situation(story.cause(), story.severity(), since, null, failedDrill(), null, null);
        Assessment assessment =
                new Assessment(situation, null, pausedUntil, alerts.size(), alerts);
        ClusterStatus status = new ClusterStatus(cluster.name(), assessment, seen, List.of(), List.of());
        documents.overwrite(StatusKey.of(cluster.name()), status.toMap());
        return FleetEntry.of(status, Deadlines.of(cluster).ages(), next());
    }

    private @Nullable DrillEnd failedDrill() {
        DrillWatch drills = seen.drills();
        return story == Story.DRILL_FAILED && drills != null ? drills.last() : null;
    }

    private @Nullable NextSnapshot next() {
        return new FreshnessPolicy(cluster)
                .next(seen)
                .map(DueTime::dueAt)
                .map(due -> new NextSnapshot(due, due.plus(cluster.job().grace())))
                .orElse(null);
    }
}

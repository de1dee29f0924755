package io.vaultsnapshot.verifier.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillReading;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.DrillRun;
import io.vaultsnapshot.contract.drill.DrillServer;
import io.vaultsnapshot.contract.drill.DrilledSnapshot;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.record.StateKind;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.custody.AuditCode;
import io.vaultsnapshot.snapshot.custody.CustodyAudit;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import io.vaultsnapshot.verifier.history.Interruptions;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.statemachine.Clusters;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Years of one cluster, with the real verifier and all that can go wrong: outages of the backups and of the verifier, damaged
 * snapshots, failed drills, clocks that step, keys that are written twice, runs that crash and runs at the same time.
 */
final class RetentionYears {
    static final String CLUSTER = "demo";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant BEGIN = Instant.parse("2026-11-23T00:00:00Z");
    private static final byte[] GOOD = Fixtures.named("openbao-2.6.2-awskms.snap");

    final VerifierWorld world = new VerifierWorld();
    final RetentionModel model;
    final CountedRequests requests;
    private final Random random;
    /** On which days a run has no time left. It has numbers of its own, so that all else happens as it does without it. */
    private final Random runsWithoutTime;

    private final Retention retention;
    private final ClusterSettings cluster;
    private final Interruptions interruptions = new Interruptions();
    private final ClusterRetention run;
    private Instant today = BEGIN;
    private int backupsDown;
    private int verifierDown;
    private Duration nodeClock = Duration.ZERO;

    RetentionYears(long seed, String schedule, Retention retention) {
        this.random = new Random(seed);
        this.runsWithoutTime = new Random(-seed);
        this.retention = retention;
        this.cluster = Clusters.cluster(
                CLUSTER,
                Map.of(
                        "schedule",
                        schedule,
                        "timeZone",
                        "Europe/Helsinki",
                        "proofLevel",
                        "intact",
                        "rpoHours",
                        400,
                        "drillSchedule",
                        "0 4 * * 0",
                        "server",
                        "openbao"));
        SnapshotSettings settings = Clusters.settings(List.of(cluster));
        world.withSettings(settings);
        this.model = new RetentionModel(retention, cluster.job().schedule().zone());
        this.requests = new CountedRequests(world.snapshots, world.documents);
        this.run = RetentionOf.of(
                interruptions.around(requests.documents()),
                requests.versions(),
                interruptions.around(requests.tags()),
                world.clock);
    }

    Instant now() {
        return today;
    }

    /** Plays one day up to the retention's turn. Returns whether it had its turn, undisturbed. */
    boolean playDay() {
        decideWhatFails();
        CronSchedule schedule = cluster.job().schedule();
        Instant due = schedule.next(today).orElseThrow();
        while (due.isBefore(today.plus(DAY))) {
            if (backupsDown <= 0) {
                backup(due);
            }
            due = schedule.next(due).orElseThrow();
        }
        world.clock.moveTo(today.plus(Duration.ofHours(23)).toString());
        if (verifierDown > 0) {
            return false;
        }
        drill();
        world.sweep();
        return retain();
    }

    /** What S3 does every night, whoever else is down. */
    void expire() {
        today = today.plus(DAY);
        world.clock.moveTo(today.toString());
        world.snapshots.expire(today, retention.leastAge(), Retention.HIDDEN);
    }

    /** Returns what an audit finds missing, and where it finds the chain broken. */
    List<String> missing() {
        try {
            return new CustodyAudit(world.documents, world.snapshots, (signature, digest) -> true)
                    .audit(CLUSTER, today).findings().stream()
                            .filter(finding -> !finding.message().contains("delete marker"))
                            .filter(finding -> List.of(
                                            AuditCode.SNAPSHOT_REMOVED,
                                            AuditCode.RECORD_REMOVED,
                                            AuditCode.RECORD_CHANGED)
                                    .contains(finding.code()))
                            .map(String::valueOf)
                            .toList();
        } catch (StoreUnavailableException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void decideWhatFails() {
        backupsDown = backupsDown > 0 ? backupsDown - 1 : happens(90) ? 1 + random.nextInt(15) : 0;
        verifierDown = verifierDown > 0 ? verifierDown - 1 : happens(120) ? 1 + random.nextInt(25) : 0;
        nodeClock = happens(50) ? DAY.multipliedBy(random.nextInt(9) - 4).plusSeconds(11) : Duration.ZERO;
    }

    private boolean happens(int onceIn) {
        return random.nextInt(onceIn) == 0;
    }

    private void backup(Instant due) {
        Instant taken = due.plus(Duration.ofMinutes(1)).plus(nodeClock);
        Instant stored = due.plus(Duration.ofMinutes(3));
        world.clock.moveTo(stored.toString());
        SnapshotKey key = new SnapshotKey(CLUSTER, taken);
        put(key, happens(40) ? Fixtures.truncated() : GOOD, stored);
        if (happens(200)) {
            put(key, GOOD, stored.plusSeconds(5));
        }
        if (happens(150)) {
            // A thief's: a whole snapshot with the time of another year.
            put(
                    new SnapshotKey(
                            CLUSTER,
                            taken.minus(DAY.multipliedBy(random.nextInt(300))).minusSeconds(7)),
                    GOOD,
                    stored);
        }
    }

    private void put(SnapshotKey key, byte[] bytes, Instant stored) {
        Map<String, String> metadata = Map.of(
                Canary.NONCE_METADATA,
                "nonce-1",
                Canary.WRITTEN_AT_METADATA,
                key.takenAt().minusSeconds(2).toString());
        String version = world.snapshots.put(key.format(), bytes, metadata, stored);
        model.stored(key, version, stored);
        if (verifierDown <= 0 && !happens(100)) {
            world.handle(new VerifierEvent.ObjectCreated(VerifierWorld.BUCKET, key.format(), version));
        }
    }

    private void drill() {
        if (world.documents.list(StatusKey.of(CLUSTER)).isEmpty()) {
            return;
        }
        ClusterStatus status = world.status(CLUSTER);
        ProvenSnapshot proven = status.observations().lastProven();
        if (proven == null || today.atOffset(ZoneOffset.UTC).getDayOfWeek() != DayOfWeek.SUNDAY) {
            return;
        }
        VerificationRecord record =
                VerificationRecord.of(world.document(proven.key().recordKey()));
        ArchiveReport archive = record.archive();
        DrillKey key = new DrillKey(CLUSTER, world.clock.instant());
        boolean fails = happens(8);
        DrillProof proof = new DrillProof(
                new DrillRun(
                        CLUSTER,
                        key.startedAt(),
                        key.startedAt().plusSeconds(60),
                        fails ? DrillResult.STAYED_SEALED : DrillResult.RESTORED,
                        ""),
                new DrilledSnapshot(proven.key(), record.versionId(), archive.sha256(), archive.size()),
                new DrillServer("openbao", "2.6.2"),
                new DrillReading(
                        record.snapshot().canary(),
                        archive.contents().of(StateKind.MOUNTS).entries(),
                        6L,
                        7L),
                List.of());
        String version =
                world.snapshots.put(key.format(), Json.write(proof.toMap()).getBytes(UTF_8));
        world.handle(new VerifierEvent.ObjectCreated(VerifierWorld.BUCKET, key.format(), version));
    }

    /** The retention's turn: one run, one that crashes anywhere, or another one in its midst, each with a clock of its own. */
    private boolean retain() {
        interruptions.plan(Map.of());
        boolean disturbed = happens(10);
        if (disturbed) {
            int point = random.nextInt(40);
            boolean crash = random.nextBoolean();
            interruptions.plan(Map.of(point, () -> {
                if (crash) {
                    throw new Interruptions.Crash();
                }
                runOnce();
            }));
        }
        if (happens(40)) {
            disturbed = true;
            world.clock.moveTo(world.clock
                    .instant()
                    .plus(DAY.multipliedBy(random.nextInt(800) - 400))
                    .toString());
        }
        if (runsWithoutTime.nextInt(40) == 0) {
            disturbed = true;
            runUntil(Deadline.in(Duration.ZERO));
        }
        try {
            runOnce();
        } catch (Interruptions.Crash crashed) {
            // Lambda tries again, or the next day's run finds what this one left.
            if (random.nextBoolean()) {
                runOnce();
            }
        }
        world.clock.moveTo(today.plus(Duration.ofHours(23)).toString());
        return !disturbed;
    }

    private void runOnce() {
        runUntil(Deadline.in(DAY));
    }

    private void runUntil(Deadline deadline) {
        try {
            run.run(cluster, retention, deadline, new RunMetrics());
        } catch (StoreUnavailableException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

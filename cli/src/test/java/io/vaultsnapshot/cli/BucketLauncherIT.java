package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.contract.status.FleetProofs;
import io.vaultsnapshot.contract.status.PastAlert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads of a bucket, as text and through the real launcher: a cluster that is corrupt, and why. */
class BucketLauncherIT {
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private Path folder;

    private FakeS3 bucket;

    @BeforeEach
    void corruptCluster() throws Exception {
        bucket = new FakeS3();
        RecordedSnapshots snapshots = new RecordedSnapshots(bucket);
        snapshots.add(ago(50));
        snapshots.add(ago(2), FindingCode.TRAILING_DATA);
        DrillKey drill = new DrillKey("demo", Instant.parse(ago(46)));
        bucket.putJson(
                drill.recordKey(),
                new DrillRecord(new DrillEnd(drill, DrillResult.STAYED_SEALED, ""), "v1", drill.startedAt(), null, null)
                        .toMap());
        Situation situation =
                new Situation(Cause.SNAPSHOT_CORRUPT, AlertSeverity.CRITICAL, now.minus(Duration.ofHours(2)), null);
        ClusterStatus first = ClusterStatus.firstSeen("demo", now.minus(Duration.ofDays(90)));
        List<PastAlert> alerts =
                List.of(new PastAlert("1", now, AlertKind.PROBLEM, Cause.SNAPSHOT_CORRUPT, AlertSeverity.CRITICAL));
        bucket.putJson(
                StatusKey.of("demo"),
                new ClusterStatus(
                                "demo",
                                new Assessment(situation, now, null, 1, alerts),
                                first.observations(),
                                List.of(),
                                List.of())
                        .toMap());
        FleetEntry entry = new FleetEntry(
                situation, new FleetProofs(now.minus(Duration.ofDays(90)), null, Map.of(), Map.of()), null, null, null);
        bucket.putJson(StatusKey.FLEET_INDEX, new FleetIndex(now, Map.of("demo", entry)).toMap());
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void status_ofTheFleet_namesWhatIsWrong() throws Exception {
        CommandRun run = run("status");

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertSeen(run, "1 cluster: 1 invalid. Swept 0 min ago", "  the newest snapshot is corrupt");
    }

    @Test
    void status_ofOneCluster_showsSnapshotsDrillsAndAlerts() throws Exception {
        CommandRun run = run("status", "--cluster", "demo");

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertSeen(
                run,
                "demo is invalid: the newest snapshot is corrupt",
                "TRAILING_DATA",
                "The throw-away server restored the snapshot and did not unseal.",
                "critical");
    }

    @Test
    void report_ofTheBucket_isWrittenAndSaysThatOneIsBad() throws Exception {
        CommandRun run = run("report");

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        String page = Files.readString(folder.resolve("report.html"));
        assertTrue(page.contains("the newest snapshot is corrupt"), page);
    }

    @Test
    void audit_drillRecordThatTheChainDoesNotLeadTo_isNamed() throws Exception {
        CommandRun run = run("audit", "demo");

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertSeen(run, "demo: 2 snapshots, 3 records, 2 in the chain", "RECORD_UNCHAINED  drills/demo/");
    }

    private String ago(int hours) {
        return now.minus(Duration.ofHours(hours)).toString();
    }

    private CommandRun run(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--bucket";
        all[arguments.length + 1] = FakeS3.BUCKET;
        CommandRun run = new Launcher(folder)
                .with("AWS_ENDPOINT_URL_S3", System.getProperty("aws.endpointUrlS3"))
                .run(all);
        assertEquals("", run.err());
        return run;
    }

    private static void assertSeen(CommandRun run, String... texts) {
        for (String text : texts) {
            assertTrue(run.out().contains(text), () -> text + "\nis not in\n" + run.out());
        }
    }
}

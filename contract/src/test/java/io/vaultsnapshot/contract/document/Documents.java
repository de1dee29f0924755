package io.vaultsnapshot.contract.document;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertIdentity;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.RetentionKey;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillReading;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.DrillRun;
import io.vaultsnapshot.contract.drill.DrillServer;
import io.vaultsnapshot.contract.drill.DrillStep;
import io.vaultsnapshot.contract.drill.DrilledSnapshot;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.Acknowledgement;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.ChainHead;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.RaftServer;
import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.contract.record.RetentionRecord;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.StateContents;
import io.vaultsnapshot.contract.record.StateKind;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.replica.ReplicaLag;
import io.vaultsnapshot.contract.replica.ReplicaOutage;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.retention.LedgerEntry;
import io.vaultsnapshot.contract.retention.RetentionLedger;
import io.vaultsnapshot.contract.retention.Standing;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.run.JobWatch;
import io.vaultsnapshot.contract.run.RunStart;
import io.vaultsnapshot.contract.run.RunStep;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.DrillWatch;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.contract.status.LaterChecks;
import io.vaultsnapshot.contract.status.LevelProof;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.NextSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.OverwrittenSnapshot;
import io.vaultsnapshot.contract.status.PastAlert;
import io.vaultsnapshot.contract.status.RunDelay;
import io.vaultsnapshot.contract.status.SealCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One document of each kind, every field filled: what docs/documents.md shows. */
final class Documents {
    static final Instant TAKEN_AT = Instant.parse("2026-11-23T02:00:07Z");
    static final SnapshotKey KEY = new SnapshotKey("prod", TAKEN_AT);
    static final Instant VERIFIED_AT = Instant.parse("2026-11-23T02:00:31Z");

    private static final SnapshotVersion SNAPSHOT = new SnapshotVersion(
            KEY,
            "3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY",
            new Canary("0b9f7c2e61d84f3aa1c5", Instant.parse("2026-11-23T02:00:05Z")),
            new RunStart(Instant.parse("2026-11-23T02:00:04Z"), 1));
    private static final Instant DRILLED_AT = Instant.parse("2026-11-22T04:00:09Z");
    private static final SnapshotKey PROVEN_KEY = new SnapshotKey("prod", Instant.parse("2026-11-20T02:00:04Z"));
    private static final String KMS_KEY =
            "arn:aws:kms:eu-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private Documents() {}

    static RetentionRecord retentionRecord() {
        Instant at = Instant.parse("2026-11-23T09:30:00Z");
        SnapshotKey old = new SnapshotKey("prod", Instant.parse("2026-09-21T02:00:04Z"));
        SnapshotKey back = new SnapshotKey("prod", Instant.parse("2026-09-22T02:00:04Z"));
        return new RetentionRecord(
                new RetentionKey("prod", at),
                at,
                new SnapshotVersion(KEY, "3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY"),
                List.of(new SnapshotVersion(old, "n4kR2sXq0pVb1m7aLw")),
                List.of(new SnapshotVersion(back, "Qe8oT1yW5zAcD3fGhJ")),
                new ChainLink(41, KEY, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", null));
    }

    static RetentionLedger retentionLedger() {
        return new RetentionLedger(
                "prod",
                Instant.parse("2026-11-23T09:30:00Z"),
                List.of(new LedgerEntry(
                        Instant.parse("2026-09-21T02:00:04Z"), "n4kR2sXq0pVb1m7aLw", Standing.PROVEN, true)));
    }

    static ChainHead chainHead() {
        return new ChainHead(41, KEY, "9b74c9897bac770ffc029102a200c5de2e6e0f1d9d9e7d8f0a1b2c3d4e5f6071");
    }

    static Acknowledgement acknowledgement() {
        return new Acknowledgement(
                SNAPSHOT,
                List.of(FindingCode.REGRESSION),
                "Restored the server after the failed upgrade.",
                Instant.parse("2026-11-23T07:12:40Z"),
                "arn:aws:sts::111122223333:assumed-role/operator/kim");
    }

    static VerificationRecord record() {
        return new VerificationRecord(
                SNAPSHOT,
                VERIFIED_AT,
                Verdict.CORRUPT,
                ProofLevel.PRESENT,
                archive(),
                new ChainLink(
                        41,
                        PROVEN_KEY,
                        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                        new RecordSignature(KMS_KEY, "MEUCIQDExampleOfItsFormOnly==")),
                List.of(finding()));
    }

    private static ArchiveReport archive() {
        return new ArchiveReport(
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                20_011,
                new SnapshotMeta(
                        1,
                        "bolt-snapshot",
                        29,
                        3,
                        1,
                        11_968,
                        List.of(new RaftServer("vault-0", "vault-0.vault-internal:8201", true))),
                List.of("2.6.1", "2.6.2"),
                new SealInfo(
                        "awskms", 1, 1, new Quorum(5, 3), List.of(KMS_KEY), "5f70bf18a0860070", "e3b0c44298fc1c14"),
                Map.of("core", new PrefixCount(24, 9_120), "logical", new PrefixCount(300, 81_400)),
                new StateContents(
                        324,
                        90_520,
                        Map.of(StateKind.SECRETS, new PrefixCount(300, 81_400)),
                        List.of("b2c7c1e0-6a52-4b2f-9c0e-0123456789ab"),
                        List.of("7df923e1-50bd-f1ae-6b39-7ce1e7078640")));
    }

    static Finding finding() {
        return new Finding(FindingCode.TRAILING_DATA, "15 bytes follow the end of the gzip stream.", 19_996L);
    }

    static ProvenSnapshot proven() {
        return new ProvenSnapshot(
                PROVEN_KEY,
                Instant.parse("2026-11-20T02:00:29Z"),
                ProofLevel.INTACT,
                "7dR1bqtKlmXpRoDTDmJ.smSpXd3dIbaaa",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                19_996);
    }

    static Situation situation() {
        return new Situation(
                Cause.SNAPSHOT_OVERDUE,
                AlertSeverity.CRITICAL,
                VERIFIED_AT,
                Instant.parse("2026-11-23T02:00:00Z"),
                drillEnd(),
                jobWatch(),
                replicaWatch());
    }

    private static ReplicaWatch replicaWatch() {
        return new ReplicaWatch(
                PROVEN_KEY,
                Instant.parse("2026-11-23T02:15:02Z"),
                new ReplicaLag(
                        KEY,
                        "7dR1bqtKlmXpRoDTDmJ.smSpXd3dIbaaa",
                        19_996,
                        VERIFIED_AT,
                        VERIFIED_AT.plus(Duration.ofHours(6))),
                new ReplicaOutage(VERIFIED_AT, "listing the versions failed: Access Denied"));
    }

    static Alert alert() {
        return new Alert(
                new AlertIdentity(
                        "prod/problem/snapshot_overdue/2026-11-23T02:00:31Z/3", "prod", AlertKind.PROBLEM, VERIFIED_AT),
                situation(),
                ClusterState.STALE,
                proven(),
                KEY,
                List.of(finding()),
                false);
    }

    static ClusterStatus status() {
        return new ClusterStatus(
                "prod",
                new Assessment(
                        situation(),
                        VERIFIED_AT,
                        Instant.parse("2026-12-01T00:00:00Z"),
                        3,
                        List.of(PastAlert.of(alert()))),
                observations(),
                List.of("prod/notice/1"),
                List.of(alert()));
    }

    private static Observations observations() {
        LevelProof proof = new LevelProof(PROVEN_KEY, proven().verifiedAt());
        return new Observations(
                Instant.parse("2026-11-01T08:15:00Z"),
                proven(),
                NewestSnapshot.of(record()),
                Map.of(
                        ProofLevel.PRESENT,
                        new LevelProof(KEY, VERIFIED_AT),
                        ProofLevel.INTACT,
                        proof,
                        ProofLevel.UNSEALABLE,
                        proof),
                List.of(new RunDelay(Instant.parse("2026-11-23T02:00:00Z"), Duration.ofSeconds(31), 20_011L)),
                VERIFIED_AT,
                new LaterChecks(
                        new SealCheck(KMS_KEY, VERIFIED_AT, List.of(finding())),
                        new DrillWatch(Instant.parse("2026-11-01T08:15:00Z"), drillEnd()),
                        jobWatch(),
                        List.of(new OverwrittenSnapshot(
                                PROVEN_KEY,
                                "b6tQm1WcYp0vXz4e",
                                "version b6tQm1WcYp0vXz4e of 2026-11-23T01:12:40Z, 77 bytes, has other bytes than version"
                                        + " Jq8nR5sTk2uHf7dA, which came first")),
                        replicaWatch()));
    }

    private static JobWatch jobWatch() {
        return new JobWatch(jobRun(), 2, Instant.parse("2026-11-22T02:00:04Z"), Instant.parse("2026-11-20T02:00:11Z"));
    }

    static JobRun jobRun() {
        return new JobRun(
                new RunKey("prod", Instant.parse("2026-11-23T02:00:04Z")),
                Instant.parse("2026-11-23T02:02:09Z"),
                1,
                3,
                RunStep.LOGIN,
                "permission denied");
    }

    private static DrillEnd drillEnd() {
        return new DrillEnd(drill().run().key(), DrillResult.STAYED_SEALED, "the key of the seal is disabled");
    }

    static DrillProof drill() {
        return new DrillProof(
                new DrillRun(
                        "prod",
                        DRILLED_AT,
                        Instant.parse("2026-11-22T04:01:31Z"),
                        DrillResult.STAYED_SEALED,
                        "the key of the seal is disabled"),
                new DrilledSnapshot(
                        PROVEN_KEY,
                        "3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY",
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                        20_011),
                new DrillServer("openbao", "2.6.2"),
                new DrillReading(
                        new Canary("0b9f7c2e61d84f3aa1c5", Instant.parse("2026-11-20T02:00:02Z")), 4L, 9L, 10L),
                List.of(new DrillStep("restore", Instant.parse("2026-11-22T04:00:41Z"), 9, DrillStep.OK)));
    }

    static DrillRecord drillRecord() {
        return new DrillRecord(
                drillEnd(),
                "n4kR2sXq0pVb1m7aLw",
                Instant.parse("2026-11-22T04:01:35Z"),
                drill(),
                new ChainLink(
                        40,
                        PROVEN_KEY,
                        "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                        new RecordSignature(KMS_KEY, "MEUCIQDExampleOfItsFormOnly==")));
    }

    static FleetIndex index() {
        Map<ProofLevel, Duration> ages =
                Map.of(ProofLevel.INTACT, Duration.ofHours(26), ProofLevel.RESTORED, Duration.ofDays(8));
        NextSnapshot next =
                new NextSnapshot(Instant.parse("2026-11-24T02:00:00Z"), Instant.parse("2026-11-24T02:45:00Z"));
        return new FleetIndex(
                Instant.parse("2026-11-23T02:15:00Z"), Map.of("prod", FleetEntry.of(status(), ages, next)));
    }
}

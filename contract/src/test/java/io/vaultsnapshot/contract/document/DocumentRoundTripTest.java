package io.vaultsnapshot.contract.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertIdentity;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillOutcome;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.ProofFinding;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.StateContents;
import io.vaultsnapshot.contract.record.StateKind;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.replica.ReplicaLag;
import io.vaultsnapshot.contract.replica.ReplicaOutage;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.run.JobWatch;
import io.vaultsnapshot.contract.run.RunStart;
import io.vaultsnapshot.contract.run.RunStep;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.DrillWatch;
import io.vaultsnapshot.contract.status.LaterChecks;
import io.vaultsnapshot.contract.status.LevelProof;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.OverwrittenSnapshot;
import io.vaultsnapshot.contract.status.PastAlert;
import io.vaultsnapshot.contract.status.RunDelay;
import io.vaultsnapshot.contract.status.SealCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read back, whichever optional fields are there. */
class DocumentRoundTripTest {
    private static final double ABSENT = 0.3;

    @Property(tries = 200)
    void of_verificationRecord_isTheSame(@ForAll("records") VerificationRecord record) {
        assertEquals(record, VerificationRecord.of(record.toMap()));
    }

    @Property(tries = 200)
    void of_clusterStatus_isTheSame(@ForAll("statuses") ClusterStatus status) {
        assertEquals(status, ClusterStatus.of(status.toMap()));
    }

    @Property(tries = 200)
    void of_alert_isTheSame(@ForAll("alerts") Alert alert) {
        assertEquals(alert, Alert.of(new JsonObject(alert.toMap())));
    }

    @Provide
    Arbitrary<VerificationRecord> records() {
        return Combinators.combine(
                        snapshots(),
                        times(),
                        Arbitraries.of(Verdict.values()),
                        Arbitraries.of(ProofLevel.values()),
                        archives().injectNull(ABSENT),
                        chainLinks().injectNull(ABSENT),
                        findings())
                .as(VerificationRecord::new);
    }

    private static Arbitrary<SnapshotVersion> snapshots() {
        return Combinators.combine(
                        keys(),
                        texts().injectNull(ABSENT),
                        canaries().injectNull(ABSENT),
                        times().map(time -> new RunStart(time, 2)).injectNull(ABSENT))
                .as(SnapshotVersion::new);
    }

    private static Arbitrary<Canary> canaries() {
        return times().map(time -> new Canary("0b9f7c2e", time));
    }

    private static Arbitrary<DrillEnd> drillEnds() {
        Arbitrary<DrillOutcome> outcomes = Arbitraries.of(DrillResult.RESTORED, ProofFinding.PROOF_FORGED);
        return Combinators.combine(times(), outcomes, texts())
                .as((time, outcome, message) -> new DrillEnd(new DrillKey("prod", time), outcome, message));
    }

    private static Arbitrary<SnapshotKey> keys() {
        return times().map(takenAt -> new SnapshotKey("prod", takenAt));
    }

    private static Arbitrary<ArchiveReport> archives() {
        Arbitrary<SnapshotMeta> metas = Combinators.combine(numbers(), texts(), numbers(), numbers())
                .as((version, id, index, size) ->
                        new SnapshotMeta(version, id, index, version, index, size, List.of()));
        Arbitrary<Quorum> quorums = Combinators.combine(numbers(), numbers()).as(Quorum::new);
        Arbitrary<SealInfo> seals = Combinators.combine(
                        texts(),
                        numbers(),
                        numbers(),
                        quorums.injectNull(ABSENT),
                        texts().list().ofMaxSize(2),
                        texts().injectNull(ABSENT),
                        texts().injectNull(ABSENT))
                .as(SealInfo::new);
        Arbitrary<StateContents> contents = Combinators.combine(
                        numbers(),
                        numbers(),
                        Arbitraries.maps(Arbitraries.of(StateKind.values()), counts())
                                .ofMaxSize(3),
                        texts().list().ofMaxSize(3),
                        texts().list().ofMaxSize(3))
                .as(StateContents::new);
        return Combinators.combine(
                        texts(),
                        numbers(),
                        metas.injectNull(ABSENT),
                        texts().list().ofMaxSize(3),
                        seals.injectNull(ABSENT),
                        Arbitraries.maps(texts(), counts()).ofMaxSize(3),
                        contents)
                .as(ArchiveReport::new);
    }

    private static Arbitrary<PrefixCount> counts() {
        return Combinators.combine(numbers(), numbers()).as(PrefixCount::new);
    }

    private static Arbitrary<ChainLink> chainLinks() {
        return Combinators.combine(
                        numbers(),
                        Arbitraries.oneOf(
                                        keys().map(RecordKey.class::cast),
                                        times().map(time -> new DrillKey("prod", time)),
                                        keys().map(key -> new OtherVersionKey(key, "3/L4kqt+d3dIb_r.HY")))
                                .injectNull(ABSENT),
                        texts().injectNull(ABSENT),
                        Combinators.combine(texts(), texts())
                                .as(RecordSignature::new)
                                .injectNull(ABSENT))
                .as(ChainLink::new);
    }

    @Provide
    Arbitrary<ClusterStatus> statuses() {
        return Combinators.combine(
                        texts(),
                        assessments(),
                        observations(),
                        texts().list().ofMaxSize(2),
                        alerts().list().ofMaxSize(2))
                .as(ClusterStatus::new);
    }

    private static Arbitrary<Situation> situations() {
        return Combinators.combine(
                        Arbitraries.of(Cause.values()),
                        Arbitraries.of(AlertSeverity.values()),
                        times(),
                        times().injectNull(ABSENT),
                        drillEnds().injectNull(ABSENT),
                        jobs().injectNull(ABSENT),
                        replicas().injectNull(ABSENT))
                .as(Situation::new);
    }

    private static Arbitrary<JobWatch> jobs() {
        Arbitrary<JobRun> runs = Combinators.combine(
                        times(),
                        times(),
                        Arbitraries.integers().between(0, JobRun.LARGEST_EXIT_CODE),
                        Arbitraries.integers().between(0, JobRun.MOST_ATTEMPTS),
                        Arbitraries.of(RunStep.values()).injectNull(ABSENT),
                        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(JobRun.LONGEST_ERROR))
                .as((start, end, code, attempts, step, error) -> new JobRun(
                        new RunKey("prod", start), end.truncatedTo(ChronoUnit.SECONDS), code, attempts, step, error));
        return Combinators.combine(runs, numbers(), times().injectNull(ABSENT), times().injectNull(ABSENT))
                .as(JobWatch::new);
    }

    private Arbitrary<Assessment> assessments() {
        return Combinators.combine(
                        situations(),
                        times().injectNull(ABSENT),
                        times().injectNull(ABSENT),
                        numbers(),
                        alerts().map(PastAlert::of).list().ofMaxSize(2))
                .as(Assessment::new);
    }

    private Arbitrary<OverwrittenSnapshot> overwritten() {
        return Combinators.combine(keys(), texts(), texts()).as(OverwrittenSnapshot::new);
    }

    private static Arbitrary<ReplicaWatch> replicas() {
        Arbitrary<ReplicaLag> lags = Combinators.combine(
                        keys(), texts().injectNull(ABSENT), numbers(), times(), times())
                .as(ReplicaLag::new);
        Arbitrary<ReplicaOutage> outages = Combinators.combine(times(), texts()).as(ReplicaOutage::new);
        return Combinators.combine(
                        keys().injectNull(ABSENT),
                        times().injectNull(ABSENT),
                        lags.injectNull(ABSENT),
                        outages.injectNull(ABSENT))
                .as(ReplicaWatch::new);
    }

    private Arbitrary<Observations> observations() {
        Arbitrary<LevelProof> proofs = Combinators.combine(keys(), times()).as(LevelProof::new);
        Arbitrary<RunDelay> runs = Combinators.combine(
                        times(),
                        Arbitraries.longs().between(-9, 99_999).map(Duration::ofSeconds),
                        numbers().injectNull(ABSENT))
                .as(RunDelay::new);
        Arbitrary<SealCheck> seals =
                Combinators.combine(texts(), times(), findings()).as(SealCheck::new);
        Arbitrary<DrillWatch> drills =
                Combinators.combine(times(), drillEnds().injectNull(ABSENT)).as(DrillWatch::new);
        return Combinators.combine(
                        times(),
                        proven().injectNull(ABSENT),
                        records().map(NewestSnapshot::of).injectNull(ABSENT),
                        Arbitraries.maps(Arbitraries.of(ProofLevel.values()), proofs),
                        runs.list().ofMaxSize(3),
                        times().injectNull(ABSENT),
                        Combinators.combine(
                                        seals.injectNull(ABSENT),
                                        drills.injectNull(ABSENT),
                                        jobs().injectNull(ABSENT),
                                        overwritten().list().ofMaxSize(3),
                                        replicas().injectNull(ABSENT))
                                .as(LaterChecks::new))
                .as(Observations::new);
    }

    @Provide
    Arbitrary<Alert> alerts() {
        Arbitrary<AlertIdentity> identities = Combinators.combine(
                        texts(), texts(), Arbitraries.of(AlertKind.values()), times())
                .as(AlertIdentity::new);
        return Combinators.combine(
                        identities,
                        situations(),
                        Arbitraries.of(ClusterState.values()),
                        proven().injectNull(ABSENT),
                        keys().injectNull(ABSENT),
                        findings(),
                        Arbitraries.of(true, false))
                .as(Alert::new);
    }

    private static Arbitrary<ProvenSnapshot> proven() {
        return Combinators.combine(
                        keys(),
                        times(),
                        Arbitraries.of(ProofLevel.values()),
                        texts().injectNull(ABSENT),
                        texts(),
                        numbers())
                .as(ProvenSnapshot::new);
    }

    private static Arbitrary<List<Finding>> findings() {
        return Combinators.combine(
                        Arbitraries.of(FindingCode.values()),
                        texts(),
                        numbers().injectNull(ABSENT),
                        texts().injectNull(ABSENT))
                .as(Finding::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(12);
    }

    private static Arbitrary<Long> numbers() {
        return Arbitraries.longs().greaterOrEqual(0);
    }

    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(-62_000_000_000L, 250_000_000_000L).flatMap(second -> Arbitraries.integers()
                .between(0, 999_999_999)
                .map(nano -> Instant.ofEpochSecond(second, nano)));
    }
}

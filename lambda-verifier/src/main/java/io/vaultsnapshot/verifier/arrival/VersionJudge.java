package io.vaultsnapshot.verifier.arrival;

import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.metric.MetricDimension;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.VersionListing;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.records.SealRecheck;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.statemachine.StatusMachine;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Judges the versions of one snapshot. The first one that was read counts, for good. When none was read yet, the first in S3's
 * order is read. Any other version is compared with it.
 */
final class VersionJudge {
    private final Sources sources;
    private final StatusRepository statuses;
    private final Clock clock;
    private final ClusterSettings cluster;
    private final SnapshotKey key;
    private final Deadline deadline;
    private final RunMetrics metrics;

    /**
     * What a judgement is made of.
     *
     * @param verifier reads snapshots
     * @param versions lists their versions
     * @param records keeps what was found
     */
    record Sources(SnapshotVerifier verifier, VersionListing versions, VerificationRecords records) {}

    VersionJudge(
            Sources sources,
            StatusRepository statuses,
            Clock clock,
            ClusterSettings cluster,
            SnapshotKey key,
            Deadline deadline,
            RunMetrics metrics) {
        this.sources = sources;
        this.statuses = statuses;
        this.clock = clock;
        this.cluster = cluster;
        this.key = key;
        this.deadline = deadline;
        this.metrics = metrics;
    }

    /** Judges a version, or with null those that are there: the first and the last one. */
    void judge(@Nullable String versionId) throws StoreUnavailableException {
        VerificationRecord known = sources.records().known(key, null).orElse(null);
        if (known != null && (versionId == null || versionId.equals(known.versionId()))) {
            apply(known);
            return;
        }
        SnapshotVersions versions = SnapshotVersions.of(sources.versions(), key);
        String first = versions.areSeveral() ? versions.first().orElseThrow().versionId() : versionId;
        if (known == null && (versionId == null || versionId.equals(first))) {
            known = judgeFirst(first);
        }
        String counts = known == null ? first : known.versionId();
        Optional<ObjectVersion> other = versionId == null ? versions.last() : versions.version(versionId);
        if (versions.areSeveral()
                && other.isPresent()
                && !other.get().versionId().equals(counts)) {
            judgeOther(other.get(), versions, known);
        }
    }

    private VerificationRecord judgeFirst(@Nullable String versionId) throws StoreUnavailableException {
        VerificationRecord record = sources.records().keep(cluster, key, read(versionId));
        apply(record);
        return record;
    }

    private void judgeOther(ObjectVersion other, SnapshotVersions versions, @Nullable VerificationRecord known)
            throws StoreUnavailableException {
        OtherVersionKey otherKey = new OtherVersionKey(key, other.versionId());
        Optional<VerificationRecord> before = sources.records().known(otherKey);
        if (before.isPresent()) {
            applyOther(before.get());
        } else if (!sources.records().isCopy(otherKey)) {
            VerificationRecord read = read(other.versionId());
            compare(otherKey, new OtherVersion(first(versions, known), versions, other, read));
        }
    }

    /** The run that reads the first version may have ended while this one read the other. Else this one reads both. */
    private VerificationRecord first(SnapshotVersions versions, @Nullable VerificationRecord known)
            throws StoreUnavailableException {
        if (known != null) {
            return known;
        }
        Optional<VerificationRecord> meanwhile = sources.records().known(key, null);
        return meanwhile.isPresent()
                ? meanwhile.get()
                : judgeFirst(versions.first().orElseThrow().versionId());
    }

    private void compare(OtherVersionKey otherKey, OtherVersion other) throws StoreUnavailableException {
        if (other.isCopy()) {
            metrics.describe("otherVersion", "same bytes");
            sources.records().keepCopy(otherKey, other.read());
        } else {
            applyOther(sources.records().keep(otherKey, other.overwritten()));
        }
    }

    private VerificationRecord read(@Nullable String versionId) {
        Instant begin = clock.instant();
        VerificationRecord record = sources.verifier().verify(key, versionId, deadline);
        measure(record, Duration.between(begin, clock.instant()));
        return record;
    }

    private void apply(VerificationRecord record) throws StoreUnavailableException {
        metrics.describe("verdict", record.verdict().id());
        statuses.change(cluster.name(), step(cluster, record, clock), metrics);
    }

    private void applyOther(VerificationRecord other) throws StoreUnavailableException {
        metrics.describe("otherVersion", "other bytes");
        StatusMachine machine = new StatusMachine(cluster);
        statuses.change(cluster.name(), status -> machine.afterOtherVersion(status, other, clock.instant()), metrics);
    }

    /** Returns how the record of a snapshot changes the status. */
    static UnaryOperator<ClusterStatus> step(ClusterSettings cluster, VerificationRecord record, Clock clock) {
        StatusMachine machine = new StatusMachine(cluster);
        Optional<SealCheck> seal = SealRecheck.of(record);
        return status -> {
            ClusterStatus after = machine.afterVerification(status, record, clock.instant());
            return seal.map(check -> machine.afterSealCheck(after, check, clock.instant()))
                    .orElse(after);
        };
    }

    /** What is known of one cluster's snapshot, for the trend of its size and of the time it takes. */
    private void measure(VerificationRecord record, Duration took) {
        ArchiveReport archive = record.archive();
        int findings = record.findings().size();
        if (archive != null) {
            metrics.record(MetricDimension.CLUSTER, key.cluster(), VerifierMetrics.SNAPSHOT_SIZE, archive.size());
        }
        metrics.record(MetricDimension.CLUSTER, key.cluster(), VerifierMetrics.VERIFICATION_DURATION, took.toMillis());
        metrics.record(MetricDimension.CLUSTER, key.cluster(), VerifierMetrics.SNAPSHOT_FINDINGS, findings);
        metrics.add(VerifierMetrics.SNAPSHOTS_VERIFIED, 1);
        metrics.add(VerifierMetrics.FINDINGS, findings);
        metrics.add(VerifierMetrics.BYTES_VERIFIED, archive == null ? 0 : archive.size());
    }
}

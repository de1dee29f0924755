package io.vaultsnapshot.verifier.selftest;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertIdentity;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.PlantingStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.alerts.AlertSink;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The verifier's half of the self-test: it stores a damaged snapshot, and when the event of that comes back, it verifies the
 * snapshot like any other and publishes what it found, marked as a self-test. The other half is an alarm that rings when
 * that message does not arrive; it needs nothing of this.
 */
public final class AlertPathSelfTest {
    /** The first half of a snapshot that OpenBao 2.6.2 wrote. */
    private static final String PLANTED = "self-test.snap";

    private final PlantingStore bucket;
    private final SnapshotVerifier verifier;
    private final AlertSink alerts;
    private final Clock clock;

    /** Creates the self-test over a bucket and the place that alerts go to. */
    public AlertPathSelfTest(PlantingStore bucket, SnapshotVerifier verifier, AlertSink alerts, Clock clock) {
        this.bucket = bucket;
        this.verifier = verifier;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Plants the snapshot. The rest happens when S3's event about it arrives. */
    public void plant() throws StoreUnavailableException {
        bucket.plant(new SnapshotKey(SelfTest.CLUSTER, clock.instant()).format(), planted());
    }

    /**
     * Verifies a planted snapshot and publishes that it is bad.
     *
     * @throws IllegalStateException if it is not bad; then nothing is published, and the alarm rings
     */
    public void found(SnapshotKey key, @Nullable String versionId, Deadline deadline, RunMetrics metrics) {
        VerificationRecord record = verifier.verify(key, versionId, deadline);
        metrics.describe("verdict", record.verdict().id());
        if (record.verdict() != Verdict.CORRUPT) {
            throw new IllegalStateException("the planted snapshot " + key.format() + " is "
                    + record.verdict().id() + " instead of corrupt: " + record.findings());
        }
        alerts.publish(alert(key, record.findings()));
        metrics.add(VerifierMetrics.ALERTS_PUBLISHED, 1);
    }

    private Alert alert(SnapshotKey key, List<Finding> findings) {
        Instant now = clock.instant();
        Cause cause = Cause.SNAPSHOT_CORRUPT;
        String id = String.join("/", SelfTest.CLUSTER, key.format());
        return new Alert(
                new AlertIdentity(id, SelfTest.CLUSTER, AlertKind.PROBLEM, now),
                new Situation(cause, AlertSeverity.INFO, now, null),
                cause.state(),
                null,
                key,
                findings,
                true);
    }

    private static byte[] planted() {
        try (InputStream resource = AlertPathSelfTest.class.getResourceAsStream(PLANTED)) {
            return Objects.requireNonNull(resource, PLANTED).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

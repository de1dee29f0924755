package io.vaultsnapshot.verifier.selftest;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.alert.AlertSeverity;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.PlantingStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.alerts.AlertSink;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The verifier's half of the self-test: plants a snapshot that is cut off, and when its event comes back, verifies it as
 * any other and publishes what was found, marked as a self-test. The other half is an alarm on the self-test's absence, which
 * needs nothing of this.
 */
public final class AlertPathSelfTest {
    /** The first half of a snapshot that OpenBao 2.6.2 wrote. */
    private static final String PLANTED = "self-test.snap";

    private final PlantingStore bucket;
    private final SnapshotVerifier verifier;
    private final AlertSink alerts;
    private final Clock clock;

    public AlertPathSelfTest(PlantingStore bucket, SnapshotVerifier verifier, AlertSink alerts, Clock clock) {
        this.bucket = bucket;
        this.verifier = verifier;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Plants the snapshot. Everything after it hangs on the event that S3 sends. */
    public void plant() throws StoreUnavailableException {
        bucket.plant(new SnapshotKey(SelfTest.CLUSTER, clock.instant()).format(), planted());
    }

    /**
     * Verifies a planted snapshot and tells that it was found to be bad.
     *
     * @throws IllegalStateException if it was not: then nothing is published, and the alarm rings
     */
    public void found(SnapshotKey key, @Nullable String versionId, RunMetrics metrics) {
        VerificationRecord record = verifier.verify(key, versionId);
        metrics.describe("verdict", record.verdict().id());
        if (record.verdict() != Verdict.CORRUPT) {
            throw new IllegalStateException("the planted snapshot " + key.format() + " came to "
                    + record.verdict().id() + " instead of corrupt: " + record.findings());
        }
        Instant now = clock.instant();
        alerts.publish(new Alert(
                String.join("/", SelfTest.CLUSTER, key.format()),
                SelfTest.CLUSTER,
                AlertKind.PROBLEM,
                ClusterState.INVALID,
                AlertSeverity.INFO,
                ProofLevel.INTACT,
                now,
                now,
                null,
                null,
                key.format(),
                record.findings()));
        metrics.add(VerifierMetrics.ALERTS_PUBLISHED, 1);
    }

    private static byte[] planted() {
        try (InputStream resource = AlertPathSelfTest.class.getResourceAsStream(PLANTED)) {
            return Objects.requireNonNull(resource, PLANTED).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

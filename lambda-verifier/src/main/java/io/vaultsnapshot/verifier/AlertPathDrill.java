package io.vaultsnapshot.verifier;

import io.vaultsnapshot.contract.AlertSeverity;
import io.vaultsnapshot.contract.ClusterState;
import io.vaultsnapshot.contract.ProofLevel;
import io.vaultsnapshot.contract.SelfTest;
import io.vaultsnapshot.contract.SnapshotKey;
import io.vaultsnapshot.contract.Verdict;
import io.vaultsnapshot.contract.VerifierMetrics;
import io.vaultsnapshot.contract.document.Alert;
import io.vaultsnapshot.contract.document.AlertKind;
import io.vaultsnapshot.contract.document.VerificationRecord;
import io.vaultsnapshot.verifier.alert.AlertSink;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.store.PlantingStore;
import io.vaultsnapshot.verifier.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The verifier's half of the self-test: plants a snapshot that is cut off, and when its event comes back, verifies it as
 * any other and publishes what was found, marked as a drill. The other half is an alarm on the drill's absence, which
 * needs nothing of this.
 */
final class AlertPathDrill {
    /** The first half of a snapshot that OpenBao 2.6.2 wrote. */
    private static final String PLANTED = "self-test.snap";

    private final PlantingStore bucket;
    private final SnapshotVerifier verifier;
    private final AlertSink alerts;
    private final Clock clock;

    AlertPathDrill(PlantingStore bucket, SnapshotVerifier verifier, AlertSink alerts, Clock clock) {
        this.bucket = bucket;
        this.verifier = verifier;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Plants the snapshot. Everything after it hangs on the event that S3 sends. */
    void plant() throws StoreUnavailableException {
        bucket.plant(new SnapshotKey(SelfTest.CLUSTER, clock.instant()).format(), planted());
    }

    /**
     * Verifies a planted snapshot and tells that it was found to be bad.
     *
     * @throws IllegalStateException if it was not: then nothing is published, and the alarm rings
     */
    void found(SnapshotKey key, @Nullable String versionId, RunMetrics metrics) {
        VerificationRecord record = verifier.verify(key, versionId);
        metrics.describe("verdict", record.verdict().word());
        if (record.verdict() != Verdict.CORRUPT) {
            throw new IllegalStateException("the planted snapshot " + key.format() + " came to "
                    + record.verdict().word() + " instead of corrupt: " + record.findings());
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
        try (InputStream resource = AlertPathDrill.class.getResourceAsStream(PLANTED)) {
            return Objects.requireNonNull(resource, PLANTED).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

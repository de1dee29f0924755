package io.vaultsnapshot.verifier.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real function in its own process, and a snapshot whose bytes never come: it ends by the time that Lambda gives it. */
@Timeout(120)
class FunctionDeadlineTest {
    private static final Duration FOR_READING = Duration.ofSeconds(4);

    private final SimulatedFleet fleet = new SimulatedFleet(200, 2);

    @TempDir
    private Path folder;

    @Test
    void arrival_bytesNeverCome_isRecordedAndToldBeforeLambdaEndsTheRun() throws IOException {
        FleetBucket bucket = new FleetBucket(fleet, Fixtures.whole());
        Path settings = Files.writeString(folder.resolve("settings.json"), fleet.settings());
        SnapshotKey key = fleet.key(0, 1);
        try (FleetServer server = new FleetServer(bucket, Duration.ZERO);
                SweepProcess function =
                        new SweepProcess(server.uri(), settings, VerifierFunction.RESERVE.plus(FOR_READING))) {
            server.hangOn(key.format());

            SweepProcess.Cost run = function.arrive("2026-11-23T02:10:00Z", key);

            assertEquals("ok", run.end());
            assertTrue(run.wallMillis() < FOR_READING.plusSeconds(20).toMillis(), run::toString);
            VerificationRecord record = VerificationRecord.of(Json.read(bucket.text(key.recordKey())));
            assertEquals(Verdict.UNKNOWN, record.verdict());
            assertEquals(
                    FindingCode.VERIFICATION_TIMED_OUT, record.findings().get(0).code());
            ClusterStatus status = ClusterStatus.of(Json.read(bucket.text(StatusKey.of(key.cluster()))));
            assertEquals(ClusterState.UNKNOWN, status.state());
            assertEquals(1, server.published.size());
        }
    }
}

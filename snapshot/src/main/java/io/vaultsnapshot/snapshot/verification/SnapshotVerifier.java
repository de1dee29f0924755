package io.vaultsnapshot.snapshot.verification;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.run.RunStart;
import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Verifies one snapshot and returns the record of it. */
public final class SnapshotVerifier {
    private final SnapshotStore store;
    private final Clock clock;

    /** Creates a verifier for the snapshots of a store. */
    public SnapshotVerifier(SnapshotStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Reads a snapshot to its last byte. A snapshot that seems corrupt is read once more, since a byte can also change
     * on the way. A snapshot that cannot be read, or not in time, is {@code unknown}, never corrupt.
     *
     * <p>The reading is done by a thread of its own, so this method returns at the deadline whatever the store does. The
     * thread is interrupted then. It ends when it notices that: at once while it waits for a range, and at the latest when
     * the store's timeouts end the request that it is in.
     *
     * @param versionId the version to read, or null for the current one
     */
    public VerificationRecord verify(SnapshotKey key, @Nullable String versionId, Deadline deadline) {
        SnapshotReading reading = new SnapshotReading(store, key.format(), versionId);
        ExecutorService thread = Executors.newSingleThreadExecutor(SnapshotVerifier::daemon);
        try {
            Future<SnapshotReading.Result> result = thread.submit(reading);
            return record(key, result.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            Finding finding = Finding.of(FindingCode.VERIFICATION_TIMED_OUT, reading.progress());
            return unread(key, reading, finding);
        } catch (ExecutionException failed) {
            return unread(key, reading, finding(failed.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return unread(
                    key, reading, finding(new StoreUnavailableException("the verification was interrupted", stopped)));
        } finally {
            thread.shutdownNow();
        }
    }

    /** Returns the finding for an unavailable store. Everything else is a bug, and is thrown. */
    private static Finding finding(@Nullable Throwable failure) {
        if (failure instanceof StoreUnavailableException unavailable) {
            return Finding.of(unavailable.finding(), String.valueOf(unavailable.getMessage()));
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw failure instanceof RuntimeException bug ? bug : new IllegalStateException(failure);
    }

    private VerificationRecord record(SnapshotKey key, SnapshotReading.Result result) {
        ArchiveInspection inspection = result.inspection();
        Instant now = clock.instant();
        List<Finding> findings = new ArrayList<>(inspection.findings());
        if (key.isInFuture(now)) {
            findings.add(Finding.of(FindingCode.TAKEN_IN_FUTURE, "the key says " + key.takenAt() + ", it is " + now));
        }
        return new VerificationRecord(
                version(key, result),
                now,
                inspection.verdict(),
                inspection.level(),
                inspection.archive(),
                null,
                findings);
    }

    private static SnapshotVersion version(SnapshotKey key, SnapshotReading.Result result) {
        Map<String, String> said = result.metadata();
        return new SnapshotVersion(
                key,
                result.versionId(),
                Canary.parse(said.get(Canary.NONCE_METADATA), said.get(Canary.WRITTEN_AT_METADATA))
                        .orElse(null),
                RunStart.parse(said.get(RunStart.STARTED_AT_METADATA), said.get(RunStart.ATTEMPTS_METADATA))
                        .orElse(null));
    }

    private VerificationRecord unread(SnapshotKey key, SnapshotReading reading, Finding finding) {
        return VerificationRecord.unread(new SnapshotVersion(key, reading.versionId()), clock.instant(), finding);
    }

    private static Thread daemon(Runnable reading) {
        Thread thread = new Thread(reading, "snapshot-reading");
        thread.setDaemon(true);
        return thread;
    }
}

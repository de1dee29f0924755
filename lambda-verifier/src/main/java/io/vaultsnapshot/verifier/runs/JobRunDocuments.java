package io.vaultsnapshot.verifier.runs;

import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.run.JobWatch;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import io.vaultsnapshot.snapshot.store.SnapshotContent;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents that runs of backup jobs left in the bucket. Whoever has a job's role can write any text there. */
public final class JobRunDocuments {
    private final SnapshotStore store;
    private final Clock clock;

    /** Reads them from a store. */
    public JobRunDocuments(SnapshotStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Reads one.
     *
     * @param versionId the version that arrived, or null for the current one
     * @throws RefusedRunException if it is not what a run of that cluster's job writes
     * @throws StoreUnavailableException if it could not be read
     */
    JobRun read(RunKey key, @Nullable String versionId) throws StoreUnavailableException, RefusedRunException {
        if (key.isInFuture(clock.instant())) {
            throw new RefusedRunException("its key names a time in the future");
        }
        try (SnapshotContent content = store.open(key.format(), versionId)) {
            return parse(key, content);
        } catch (StoreUnavailableException unavailable) {
            throw unavailable;
        } catch (MalformedJsonException notJson) {
            throw new RefusedRunException("it is not a JSON object");
        } catch (DocumentException shapeless) {
            throw new RefusedRunException(String.valueOf(shapeless.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a store's stream fails with StoreUnavailableException only", impossible);
        }
    }

    private static JobRun parse(RunKey key, SnapshotContent content) throws IOException, RefusedRunException {
        if (content.size() > JobRun.LONGEST_DOCUMENT) {
            throw new RefusedRunException("it is longer than " + JobRun.LONGEST_DOCUMENT + " bytes");
        }
        JobRun run = JobRun.of(Json.read(content.stream().readAllBytes()));
        if (!run.key().equals(key)) {
            throw new RefusedRunException("it is about another run than its key");
        }
        return run;
    }

    /**
     * Returns the newest run that the status does not know yet: its event was lost. One that is refused is no run.
     *
     * @throws StoreUnavailableException if the bucket could not be asked
     */
    public Optional<JobRun> newer(ClusterStatus status) throws StoreUnavailableException {
        JobWatch known = status.observations().job();
        String after = known == null ? null : known.last().key().format();
        Optional<RunKey> newest = store.list(RunKey.prefix(status.cluster()), after).stream()
                .flatMap(object -> RunKey.parse(object.key()).stream())
                .filter(key -> !key.isInFuture(clock.instant()))
                .max(RunKey::compareTo);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(newest.get(), null));
        } catch (RefusedRunException refused) {
            return Optional.empty();
        }
    }
}

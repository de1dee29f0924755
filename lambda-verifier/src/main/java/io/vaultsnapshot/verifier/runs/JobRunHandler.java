package io.vaultsnapshot.verifier.runs;

import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.statemachine.StatusMachine;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A run of a backup job said how it ended: the cluster's status remembers it. That alone is never an alert. */
public final class JobRunHandler {
    private final JobRunDocuments runs;
    private final StatusRepository statuses;
    private final Clock clock;

    /** Creates the handler over the places that it reads from and writes to. */
    public JobRunHandler(JobRunDocuments runs, StatusRepository statuses, Clock clock) {
        this.runs = runs;
        this.statuses = statuses;
        this.clock = clock;
    }

    /**
     * Applies what the run said to the cluster's status. A document that is refused changes nothing; the log says why.
     *
     * @param versionId the version that arrived, or null for the current one
     * @throws StoreUnavailableException if document or status could not be read or written
     */
    public void handle(ClusterSettings cluster, RunKey key, @Nullable String versionId, RunMetrics metrics)
            throws StoreUnavailableException {
        JobRun run;
        try {
            run = runs.read(key, versionId);
        } catch (RefusedRunException refused) {
            metrics.add(VerifierMetrics.FINDINGS, 1);
            metrics.describe("refused", String.valueOf(refused.getMessage()));
            return;
        }
        metrics.describe("exitCode", String.valueOf(run.exitCode()));
        StatusMachine machine = new StatusMachine(cluster);
        statuses.change(cluster.name(), status -> machine.afterJobRun(status, run, clock.instant()), metrics);
    }
}

package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.run.JobWatch;
import io.vaultsnapshot.contract.run.RunStart;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cluster's backup job after one more run has said how it ended. Runs count by the time at which they began.
 * One that is not newer than the newest changes nothing, so the number of failures is that of those seen in their order.
 */
final class JobRules {
    private final CronSchedule schedule;

    JobRules(ClusterSettings cluster) {
        this.schedule = cluster.job().schedule();
    }

    /** Returns the same with the run that took the snapshot, if that is known. */
    Observations with(Observations before, VerificationRecord record, Instant now) {
        RunStart start = record.snapshot().run();
        return start == null ? before : with(before, JobRun.of(record.key(), start), now);
    }

    Observations with(Observations before, JobRun run, Instant now) {
        JobWatch watch = before.job();
        boolean older = watch != null && watch.last().key().compareTo(run.key()) >= 0;
        return older || run.key().isInFuture(now) ? before : before.withJob(after(watch, run, before.newest()));
    }

    private JobWatch after(@Nullable JobWatch watch, JobRun run, @Nullable NewestSnapshot newest) {
        if (run.succeeded()) {
            return new JobWatch(run, 0, null, run.endedAt());
        }
        Instant success = watch == null ? null : watch.lastSuccess();
        Instant since = watch == null ? null : watch.failingSince();
        if (watch == null || since == null || hasSnapshotSince(watch.last(), newest)) {
            return new JobWatch(run, 1, run.startedAt(), success);
        }
        long more = isOfAnotherTime(watch.last(), run) ? 1 : 0;
        return new JobWatch(run, watch.failures() + more, since, success);
    }

    /** A snapshot without metadata, as somebody takes by hand, is a success too. */
    private static boolean hasSnapshotSince(JobRun failed, @Nullable NewestSnapshot newest) {
        return newest != null && newest.key().takenAt().isAfter(failed.startedAt());
    }

    /** Kubernetes starts up to three pods for one time of the schedule. */
    private boolean isOfAnotherTime(JobRun last, JobRun run) {
        return schedule.next(last.startedAt())
                .filter(due -> !due.isAfter(run.startedAt()))
                .isPresent();
    }
}

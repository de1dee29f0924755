package io.vaultsnapshot.contract.health;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.run.JobWatch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a cluster at one time.
 *
 * @param cause why the cluster is in its state
 * @param severity how much it matters; {@code info} when subscribers need not know
 * @param since since when the state has lasted
 * @param dueAt the time that passed: when a snapshot was due or a proof ran out; null when no time is the matter
 * @param drill the restore drill that failed, or null when no drill is the matter
 * @param job what runs of the backup job said, or null when no missing snapshot is the matter, or none has said anything
 * @param replica what was seen of the copies in the replica, or null when those are not the matter
 */
public record Situation(
        Cause cause,
        AlertSeverity severity,
        Instant since,
        @Nullable Instant dueAt,
        @Nullable DrillEnd drill,
        @Nullable JobWatch job,
        @Nullable ReplicaWatch replica) {
    /** Returns a situation that is not about a drill, the backup job or the replica. */
    public Situation(Cause cause, AlertSeverity severity, Instant since, @Nullable Instant dueAt) {
        this(cause, severity, since, dueAt, null, null, null);
    }

    /** Returns a situation that subscribers are not told of. */
    public static Situation quiet(Cause cause, Instant since) {
        return new Situation(cause, AlertSeverity.INFO, since, null);
    }

    /** Returns the same situation with another severity. */
    public Situation withSeverity(AlertSeverity other) {
        return new Situation(cause, other, since, dueAt, drill, job, replica);
    }

    /** Returns the same situation with what runs of the backup job said. */
    public Situation withJob(@Nullable JobWatch watch) {
        return new Situation(cause, severity, since, dueAt, drill, watch, replica);
    }

    /** Returns the same situation with what was seen of the replica. */
    public Situation withReplica(ReplicaWatch watch) {
        return new Situation(cause, severity, since, dueAt, drill, job, watch);
    }

    /** Returns the same situation since another time. */
    public Situation withSince(Instant other) {
        return new Situation(cause, severity, other, dueAt, drill, job, replica);
    }

    /**
     * Returns why it holds, as a clause: why no snapshot came as far as runs of the backup job have said it, or how far the
     * replica is.
     *
     * @param text writes a time
     */
    public Optional<String> reason(Function<Instant, String> text) {
        if (replica != null) {
            return Optional.of(replica.position(text));
        }
        return job == null || dueAt == null ? Optional.empty() : Optional.of(job.reason(dueAt, text));
    }

    /** Returns the state that the cluster is in. */
    public ClusterState state() {
        return cause.state();
    }

    /** Returns whether subscribers are told, and reminded while it lasts. */
    public boolean isBad() {
        return state().isBad();
    }

    /** Adds the fields of the document's form. */
    public void putInto(Map<String, Object> map) {
        map.put("state", state().id());
        map.put("cause", cause.id());
        map.put("missing", cause.missing().id());
        map.put("severity", severity.id());
        map.put("since", since.toString());
        if (dueAt != null) {
            map.put("dueAt", dueAt.toString());
        }
        if (drill != null) {
            map.put("drill", drill.toMap());
        }
        if (job != null) {
            map.put("job", job.toMap());
        }
        if (replica != null) {
            map.put("replica", replica.toMap());
        }
    }

    /** Reads the situation from a document's fields; the state and the missing proof follow from the cause. */
    public static Situation of(JsonObject document) {
        return new Situation(
                document.oneOf("cause", Cause::ofId),
                document.oneOf("severity", AlertSeverity::ofId),
                document.time("since"),
                document.optionalTime("dueAt").orElse(null),
                document.optionalObject("drill").map(DrillEnd::of).orElse(null),
                document.optionalObject("job").map(JobWatch::of).orElse(null),
                document.optionalObject("replica").map(ReplicaWatch::of).orElse(null));
    }
}

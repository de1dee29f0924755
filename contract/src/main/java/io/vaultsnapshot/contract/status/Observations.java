package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.run.JobWatch;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of one cluster's backups.
 *
 * @param watchedSince when the verifier first saw the cluster in its settings; lateness counts from here at the earliest
 * @param lastProven the newest proven snapshot, or null when there is none yet
 * @param newest the newest snapshot that was looked at, or null when there is none yet
 * @param levels when each level was last reached, for those that were
 * @param runs how long the last scheduled runs took, oldest first, at most {@value #RUNS_KEPT}
 * @param unknownSince since when the newest snapshot could not be read, or null when it was read
 * @param checks what was seen beside the snapshots themselves
 */
public record Observations(
        Instant watchedSince,
        @Nullable ProvenSnapshot lastProven,
        @Nullable NewestSnapshot newest,
        Map<ProofLevel, LevelProof> levels,
        List<RunDelay> runs,
        @Nullable Instant unknownSince,
        LaterChecks checks) {
    /** How many runs are kept. */
    public static final int RUNS_KEPT = 10;

    /** Copies the collections; levels are sorted, lowest first. */
    public Observations {
        EnumMap<ProofLevel, LevelProof> sorted = new EnumMap<>(ProofLevel.class);
        sorted.putAll(levels);
        levels = Collections.unmodifiableMap(sorted);
        runs = List.copyOf(runs);
    }

    /** Returns what is known of a cluster seen for the first time: nothing. */
    static Observations firstSeen(Instant now) {
        return new Observations(now, null, null, Map.of(), List.of(), null, LaterChecks.NONE);
    }

    /** Returns the same with another last proven snapshot. */
    public Observations withLastProven(ProvenSnapshot proven) {
        return new Observations(watchedSince, proven, newest, levels, runs, unknownSince, checks);
    }

    /** Returns the same with another newest snapshot, of unknown worth since the given time or never. */
    public Observations withNewest(NewestSnapshot snapshot, @Nullable Instant unknown) {
        return new Observations(watchedSince, lastProven, snapshot, levels, runs, unknown, checks);
    }

    /** Returns the same with other proofs of levels. */
    public Observations withLevels(Map<ProofLevel, LevelProof> proofs) {
        return new Observations(watchedSince, lastProven, newest, proofs, runs, unknownSince, checks);
    }

    /** Returns the same with other runs. */
    public Observations withRuns(List<RunDelay> delays) {
        return new Observations(watchedSince, lastProven, newest, levels, delays, unknownSince, checks);
    }

    /** Returns the same with another look at the seal's key. */
    public Observations withSeal(@Nullable SealCheck check) {
        return with(new LaterChecks(check, drills(), job(), overwritten(), replica()));
    }

    /** Returns the same with other drills, or without any. */
    public Observations withDrills(@Nullable DrillWatch drills) {
        return with(new LaterChecks(seal(), drills, job(), overwritten(), replica()));
    }

    /** Returns the same with other runs of the backup job. */
    public Observations withJob(@Nullable JobWatch job) {
        return with(new LaterChecks(seal(), drills(), job, overwritten(), replica()));
    }

    /** Returns the same with other overwritten snapshots. */
    public Observations withOverwritten(List<OverwrittenSnapshot> overwritten) {
        return with(new LaterChecks(seal(), drills(), job(), overwritten, replica()));
    }

    /** Returns the same with another look at the replica, or without one. */
    public Observations withReplica(@Nullable ReplicaWatch replica) {
        return with(new LaterChecks(seal(), drills(), job(), overwritten(), replica));
    }

    private Observations with(LaterChecks later) {
        return new Observations(watchedSince, lastProven, newest, levels, runs, unknownSince, later);
    }

    /** Returns the last look at the seal's key, or null when there is no key to look at. */
    public @Nullable SealCheck seal() {
        return checks.seal();
    }

    /** Returns what was seen of restore drills, or null when none is expected. */
    public @Nullable DrillWatch drills() {
        return checks.drills();
    }

    /** Returns what runs of the backup job said, or null when none has said anything. */
    public @Nullable JobWatch job() {
        return checks.job();
    }

    /** Returns the snapshots over which other bytes were written, as far as nobody has acknowledged that. */
    public List<OverwrittenSnapshot> overwritten() {
        return checks.overwritten();
    }

    /** Returns what was seen of the copies in the replica, or null when there is none. */
    public @Nullable ReplicaWatch replica() {
        return checks.replica();
    }

    void putInto(Map<String, Object> map) {
        map.put("watchedSince", watchedSince.toString());
        if (lastProven != null) {
            map.put("lastProven", lastProven.toMap());
        }
        if (newest != null) {
            map.put("newest", newest.toMap());
        }
        Map<String, Object> proofs = new LinkedHashMap<>();
        levels.forEach((level, proof) -> proofs.put(level.id(), proof.toMap()));
        map.put("levels", proofs);
        map.put("runs", runs.stream().map(RunDelay::toMap).toList());
        if (unknownSince != null) {
            map.put("unknownSince", unknownSince.toString());
        }
        SealCheck seal = seal();
        if (seal != null) {
            map.put("seal", seal.toMap());
        }
        DrillWatch drills = drills();
        if (drills != null) {
            map.put("drills", drills.toMap());
        }
        JobWatch job = job();
        if (job != null) {
            map.put("backupJob", job.toMap());
        }
        if (!overwritten().isEmpty()) {
            map.put(
                    "overwritten",
                    overwritten().stream().map(OverwrittenSnapshot::toMap).toList());
        }
        ReplicaWatch replica = replica();
        if (replica != null) {
            map.put("copies", replica.toMap());
        }
    }

    static Observations of(JsonObject document) {
        EnumMap<ProofLevel, LevelProof> proofs = new EnumMap<>(ProofLevel.class);
        document.optionalObject("levels").ifPresent(levels -> levels.objectsByField()
                .forEach((id, proof) -> proofs.put(
                        ProofLevel.ofId(id)
                                .orElseThrow(() -> new DocumentException("levels", "has '" + id + "', not a level")),
                        LevelProof.of(proof))));
        return new Observations(
                document.time("watchedSince"),
                document.optionalObject("lastProven").map(ProvenSnapshot::of).orElse(null),
                document.optionalObject("newest").map(NewestSnapshot::of).orElse(null),
                proofs,
                document.objects("runs").stream().map(RunDelay::of).toList(),
                document.optionalTime("unknownSince").orElse(null),
                new LaterChecks(
                        document.optionalObject("seal").map(SealCheck::of).orElse(null),
                        document.optionalObject("drills").map(DrillWatch::of).orElse(null),
                        document.optionalObject("backupJob").map(JobWatch::of).orElse(null),
                        document.objects("overwritten").stream()
                                .map(OverwrittenSnapshot::of)
                                .toList(),
                        document.optionalObject("copies").map(ReplicaWatch::of).orElse(null)));
    }
}

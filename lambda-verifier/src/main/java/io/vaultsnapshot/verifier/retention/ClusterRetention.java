package io.vaultsnapshot.verifier.retention;

import io.vaultsnapshot.contract.bucket.RetentionKey;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.record.RetentionRecord;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.retention.LedgerEntry;
import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.retention.RetentionLedger;
import io.vaultsnapshot.contract.retention.Standing;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.custody.RecordChain;
import io.vaultsnapshot.snapshot.store.DocumentConflictException;
import io.vaultsnapshot.snapshot.store.SnapshotTags;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run of the retention for one cluster. It decides, writes the decision down, adds it to the chain, and marks versions
 * last. A run that ends in between is carried out again by the next one. Marking a version twice changes nothing.
 */
public final class ClusterRetention {
    /** How many versions one run decides to let go. It limits what the first run over an old bucket costs. */
    static final int MOST_DECIDED = 500;

    private final SnapshotInventory inventory;
    private final RetentionLedgers ledgers;
    private final RecordChain chain;
    private final SnapshotTags tags;
    private final StatusRepository statuses;
    private final Clock clock;

    /** Creates it over the places that it reads from and writes to. */
    public ClusterRetention(
            SnapshotInventory inventory,
            RetentionLedgers ledgers,
            RecordChain chain,
            SnapshotTags tags,
            StatusRepository statuses,
            Clock clock) {
        this.inventory = inventory;
        this.ledgers = ledgers;
        this.chain = chain;
        this.tags = tags;
        this.statuses = statuses;
        this.clock = clock;
    }

    /**
     * Looks at all snapshots of the cluster and marks those that may go.
     *
     * @param deadline from when on it reads no further record and changes no further tag, but writes down how far it came. The
     *     next run goes on there.
     * @throws StoreUnavailableException if not all could be looked at or marked; what is left over waits for the next run
     */
    public void run(ClusterSettings cluster, Retention retention, Deadline deadline, RunMetrics metrics)
            throws StoreUnavailableException {
        Instant now = clock.instant();
        ClusterStatus status = statuses.read(cluster.name()).status();
        RetentionLedgers.Stored before = ledgers.read(cluster.name());
        List<SeenVersion> seen = inventory.of(cluster.name(), before.ledger(), deadline);
        RetentionRule rule = new RetentionRule(retention, cluster.get(ClusterSetting.TIME_ZONE));
        SeenVersion anchor = RetentionRule.anchor(seen, status, now).orElse(null);
        Set<SeenVersion> mayGo = rule.superseded(seen, status, now);
        RetentionPlan plan = RetentionPlan.of(seen, mayGo, before.ledger(), deadline.isPassed() ? 0 : MOST_DECIDED);
        // A version that must not go is safe before anything is written.
        Set<SeenVersion> stillMarked = unmark(plan.unmark(), deadline);
        if (!stillMarked.isEmpty()) {
            stillMarked.addAll(mayGo);
            plan = RetentionPlan.of(seen, stillMarked, before.ledger(), 0);
        }
        carryOut(plan, before, anchor, now, deadline);
        metrics.add(VerifierMetrics.SNAPSHOTS_SUPERSEDED, plan.newlySuperseded().size());
        metrics.add(VerifierMetrics.SNAPSHOTS_RELEASED, plan.newlyReleased().size());
    }

    /** Returns those for which there was no time. */
    private Set<SeenVersion> unmark(Set<SeenVersion> versions, Deadline deadline) throws StoreUnavailableException {
        Set<SeenVersion> left = new TreeSet<>(versions);
        for (SeenVersion each : versions) {
            if (deadline.isPassed()) {
                break;
            }
            tags.unmark(each.key().format(), each.versionId());
            left.remove(each);
        }
        return left;
    }

    private void carryOut(
            RetentionPlan plan,
            RetentionLedgers.Stored before,
            @Nullable SeenVersion anchor,
            Instant now,
            Deadline deadline)
            throws StoreUnavailableException {
        String cluster = before.ledger().cluster();
        finish(before.ledger());
        RetentionKey key = ledgers.newKey(cluster, now);
        boolean decides = plan.decides();
        try {
            RetentionLedgers.Stored written =
                    ledgers.write(before, ledger(cluster, plan, decides ? key.decidedAt() : null));
            if (decides) {
                tell(key, plan, anchor, now);
            }
            for (SeenVersion each : plan.mark()) {
                if (deadline.isPassed()) {
                    // Every run marks what the ledger has and S3 has not hidden yet.
                    break;
                }
                tags.mark(each.key().format(), each.versionId());
            }
            ledgers.write(written, written.ledger().carriedOut());
        } catch (DocumentConflictException anotherRunWasFaster) {
            // It looks at the same bucket. What it did not see is left for tomorrow.
        }
    }

    /** A record that a crash kept out of the chain is added to it. What it says may be said twice. */
    private void finish(RetentionLedger before) throws StoreUnavailableException {
        Instant unfinished = before.decidedAt();
        if (unfinished != null) {
            Optional<RetentionRecord> lost = ledgers.decision(new RetentionKey(before.cluster(), unfinished));
            if (lost.isPresent()) {
                chain.join(lost.get().key(), lost.get());
            }
        }
    }

    private void tell(RetentionKey key, RetentionPlan plan, @Nullable SeenVersion anchor, Instant now)
            throws StoreUnavailableException {
        chain.append(
                key,
                new RetentionRecord(
                        key,
                        now,
                        anchor == null ? null : anchor.version(),
                        versions(plan.newlySuperseded()),
                        versions(plan.newlyReleased()),
                        null));
    }

    private static RetentionLedger ledger(String cluster, RetentionPlan plan, @Nullable Instant decidedAt) {
        Set<SeenVersion> superseded = plan.superseded();
        List<LedgerEntry> entries = new ArrayList<>();
        plan.seen().stream()
                .filter(each -> each.standing() != Standing.HELD)
                .sorted()
                .map(each ->
                        new LedgerEntry(each.takenAt(), each.versionId(), each.standing(), superseded.contains(each)))
                .forEach(entries::add);
        return new RetentionLedger(cluster, decidedAt, entries);
    }

    private static List<SnapshotVersion> versions(Set<SeenVersion> seen) {
        return seen.stream().sorted().map(SeenVersion::version).collect(Collectors.toList());
    }
}

package io.vaultsnapshot.verifier.retention;

import io.vaultsnapshot.contract.retention.LedgerEntry;
import io.vaultsnapshot.contract.retention.RetentionLedger;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one run does.
 *
 * @param seen all versions in the bucket
 * @param superseded those that may go, as the ledger has it from now on
 * @param newlySuperseded those of them that the record of this run names
 * @param newlyReleased those that may go no longer
 * @param mark those that get the mark
 * @param unmark those that lose it
 */
record RetentionPlan(
        List<SeenVersion> seen,
        Set<SeenVersion> superseded,
        Set<SeenVersion> newlySuperseded,
        Set<SeenVersion> newlyReleased,
        Set<SeenVersion> mark,
        Set<SeenVersion> unmark) {
    /**
     * Compares what the rule says with what the last run wrote down. When that run did not end, all that it decided is
     * decided again. A version that is hidden and may not go loses a mark that nobody wrote down.
     */
    static RetentionPlan of(
            Collection<SeenVersion> seen, Set<SeenVersion> byRule, RetentionLedger ledger, int mostDecided) {
        Set<String> before = ledger.entries().stream()
                .filter(LedgerEntry::superseded)
                .map(entry -> entry.takenAt() + " " + entry.versionId())
                .collect(Collectors.toSet());
        Set<SeenVersion> known = where(seen, each -> before.contains(each.takenAt() + " " + each.versionId()));
        Set<SeenVersion> added = new TreeSet<>(byRule);
        added.removeAll(known);
        added = added.stream().limit(mostDecided).collect(Collectors.toCollection(TreeSet::new));
        Set<SeenVersion> superseded = where(known, byRule::contains);
        superseded.addAll(added);
        Set<SeenVersion> released = where(known, each -> !byRule.contains(each));
        Set<SeenVersion> told = ledger.decidedAt() != null ? superseded : added;
        Set<SeenVersion> unmark = where(seen, each -> each.hidden() && !byRule.contains(each));
        unmark.addAll(released);
        return new RetentionPlan(
                List.copyOf(seen),
                superseded,
                told,
                released,
                where(superseded, each -> !each.hidden() || told.contains(each)),
                unmark);
    }

    private static Set<SeenVersion> where(Collection<SeenVersion> versions, Predicate<SeenVersion> condition) {
        return versions.stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns whether anything is decided that was not before. */
    boolean decides() {
        return !newlySuperseded.isEmpty() || !newlyReleased.isEmpty();
    }
}

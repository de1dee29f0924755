package io.vaultsnapshot.verifier.retention;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.retention.KeepPeriod;
import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.LevelProof;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which snapshots may go. Pure: the same versions and the same status give the same answer. Ages count from the last proven
 * snapshot and not from the clock, so when backups stop, nothing more may go. While the cluster is not well, nothing may.
 */
final class RetentionRule {
    private final Retention retention;
    private final ZoneId zone;

    /**
     * Creates the rule.
     *
     * @param zone the cluster's time zone, in which a day begins at midnight
     */
    RetentionRule(Retention retention, ZoneId zone) {
        this.retention = retention;
        this.zone = zone;
    }

    /**
     * Returns the snapshot that supersedes others, or empty when none does: the last proven one, if it is there, can be seen,
     * and nothing is wrong with the cluster.
     */
    static Optional<SeenVersion> anchor(Collection<SeenVersion> all, ClusterStatus status, Instant now) {
        ProvenSnapshot proven = status.observations().lastProven();
        return proven == null || status.state().isBad()
                ? Optional.empty()
                : all.stream()
                        .filter(each -> each.key().equals(proven.key()))
                        .filter(each -> each.versionId().equals(proven.versionId()))
                        .filter(each -> each.isProven() && !each.hidden())
                        .filter(each -> !each.key().isInFuture(now))
                        .findFirst();
    }

    /** Returns the versions that may go. Those that are not among them must not. */
    Set<SeenVersion> superseded(Collection<SeenVersion> all, ClusterStatus status, Instant now) {
        Optional<SeenVersion> anchor = anchor(all, status, now);
        if (anchor.isEmpty()) {
            return Set.of();
        }
        Instant newest = anchor.get().takenAt();
        NavigableSet<SeenVersion> proven = all.stream()
                .filter(SeenVersion::isProven)
                .filter(each -> !each.takenAt().isAfter(newest))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<SeenVersion> kept = new HashSet<>(newestOf(proven));
        retention.counts().forEach((period, count) -> kept.addAll(firstOfEach(period, count, proven)));
        Set<SnapshotKey> named = namedBy(status.observations());
        return all.stream()
                .filter(SeenVersion::canGo)
                .filter(each -> !each.takenAt().plus(retention.leastAge()).isAfter(newest))
                .filter(each -> !kept.contains(each) && !named.contains(each.key()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<SeenVersion> newestOf(NavigableSet<SeenVersion> proven) {
        return proven.descendingSet().stream()
                .filter(each -> !each.hidden())
                .limit(retention.atLeast())
                .toList();
    }

    /** The first one of a period stays the first when newer ones come. The last one would change with each. */
    private Collection<SeenVersion> firstOfEach(KeepPeriod period, int count, NavigableSet<SeenVersion> proven) {
        NavigableMap<Instant, SeenVersion> firsts = new TreeMap<>();
        Iterator<SeenVersion> newestFirst = proven.descendingIterator();
        while (newestFirst.hasNext()) {
            SeenVersion each = newestFirst.next();
            Instant begin = begin(period, each.takenAt());
            if (!firsts.containsKey(begin) && firsts.size() == count) {
                break;
            }
            firsts.put(begin, each);
        }
        return firsts.values();
    }

    private Instant begin(KeepPeriod period, Instant time) {
        ZonedDateTime there = time.atZone(zone);
        ZonedDateTime day = there.toLocalDate().atStartOfDay(zone);
        return switch (period) {
            // Of the instant, so that the hour that a clock has twice counts as two.
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> day.toInstant();
            case WEEK -> day.with(ChronoField.DAY_OF_WEEK, 1).toInstant();
            case MONTH -> day.withDayOfMonth(1).toInstant();
            case YEAR -> day.withDayOfYear(1).toInstant();
        };
    }

    /** Whatever the status names is kept: a person, a restore or a drill may be about to read it. */
    private static Set<SnapshotKey> namedBy(Observations seen) {
        Set<SnapshotKey> keys =
                seen.levels().values().stream().map(LevelProof::key).collect(Collectors.toSet());
        ProvenSnapshot proven = seen.lastProven();
        if (proven != null) {
            keys.add(proven.key());
        }
        NewestSnapshot newest = seen.newest();
        if (newest != null) {
            keys.add(newest.key());
        }
        return keys;
    }
}

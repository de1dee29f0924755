package io.vaultsnapshot.verifier.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.retention.KeepPeriod;
import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.retention.Standing;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.LevelProof;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which snapshots may go, and which never do. */
class RetentionRuleTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Retention TEN_DAYS = new Retention(DAY.multipliedBy(10), Map.of(), 1);
    /** 100 nights; the last is 2026-04-10. */
    private static final List<SeenVersion> NIGHTS = Versions.every(DAY, "2026-01-01T02:00:00Z", 100);

    private static final SeenVersion NEWEST = NIGHTS.get(99);
    private static final Instant NOW = NEWEST.takenAt().plus(Duration.ofHours(1));

    @Test
    void superseded_noCounts_isAllThatIsOldEnough() {
        assertEquals(new TreeSet<>(NIGHTS.subList(0, 90)), superseded(TEN_DAYS, NIGHTS));
    }

    @Test
    void superseded_backupsStopped_isTheSameForEver() {
        Set<SeenVersion> now = superseded(TEN_DAYS, NIGHTS);
        assertEquals(now, rule(TEN_DAYS).superseded(NIGHTS, Versions.status(NEWEST), NOW.plus(DAY.multipliedBy(900))));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void superseded_clusterThatIsNotWell_isNothing(Cause cause) {
        ClusterStatus good = Versions.status(NEWEST);
        Situation situation = new Situation(cause, AlertSeverity.WARNING, NOW, null);
        ClusterStatus status = new ClusterStatus(
                good.cluster(),
                new Assessment(situation, null, null, 0, List.of()),
                good.observations(),
                List.of(),
                List.of());
        boolean well = cause.state().compareTo(ClusterState.PENDING) <= 0;
        assertEquals(well, !rule(TEN_DAYS).superseded(NIGHTS, status, NOW).isEmpty());
    }

    @Test
    void superseded_lastProvenIsGone_hidden_replacedOrHeld_isNothing() {
        List<SeenVersion> others = NIGHTS.subList(0, 99);
        SeenVersion replaced = new SeenVersion(NEWEST.key(), "other", NEWEST.storedAt(), false, Standing.PROVEN);
        SeenVersion held = Versions.at(NEWEST.takenAt(), Standing.HELD);
        assertEquals(Set.of(), superseded(TEN_DAYS, others));
        for (SeenVersion instead : List.of(Versions.hidden(NEWEST), replaced, held)) {
            List<SeenVersion> all = new ArrayList<>(others);
            all.add(instead);
            assertEquals(Set.of(), superseded(TEN_DAYS, all), instead::toString);
        }
    }

    @Test
    void superseded_lastProvenFromTheFuture_isNothing() {
        SeenVersion future = Versions.proven("2031-01-01T02:00:00Z");
        List<SeenVersion> all = new ArrayList<>(NIGHTS);
        all.add(future);
        assertEquals(Set.of(), rule(TEN_DAYS).superseded(all, Versions.status(future), NOW));
    }

    @Test
    void superseded_atLeast_keepsTheNewestProven_whateverTheirAge() {
        List<SeenVersion> rare = Versions.every(DAY.multipliedBy(30), "2026-01-01T02:00:00Z", 6);
        Set<SeenVersion> gone = rule(new Retention(DAY, Map.of(), 4))
                .superseded(rare, Versions.status(rare.get(5)), rare.get(5).takenAt());
        assertEquals(new TreeSet<>(rare.subList(0, 2)), gone);
    }

    @Test
    void superseded_damaged_goesByAgeAndTakesNobodysPlace() {
        List<SeenVersion> all = new ArrayList<>(NIGHTS);
        SeenVersion old = Versions.at(Instant.parse("2026-01-01T01:00:00Z"), Standing.DAMAGED);
        SeenVersion young = Versions.at(Instant.parse("2026-04-08T01:00:00Z"), Standing.DAMAGED);
        all.addAll(List.of(old, young));
        Set<SeenVersion> gone = superseded(counts(KeepPeriod.YEAR, 1), all);
        assertTrue(gone.contains(old));
        assertFalse(gone.contains(young));
        assertFalse(gone.contains(NIGHTS.get(0)), "it is the first proven one of its year");
    }

    @Test
    void superseded_held_neverGoes_andSupersedesNothing() {
        List<SeenVersion> all = new ArrayList<>(NIGHTS);
        SeenVersion held = Versions.at(Instant.parse("2026-01-01T01:00:00Z"), Standing.HELD);
        all.add(held);
        Set<SeenVersion> gone = superseded(counts(KeepPeriod.YEAR, 1), all);
        assertFalse(gone.contains(held));
        assertFalse(gone.contains(NIGHTS.get(0)));
    }

    /** Whoever may write a cluster's keys can write any time into them. */
    @Test
    void superseded_keyOfAnotherTime_neverGoes_andSupersedesNothing() {
        SeenVersion backdated = new SeenVersion(
                new SnapshotKey(Versions.CLUSTER, Instant.parse("2026-01-01T00:00:00Z")),
                "v",
                NOW,
                false,
                Standing.PROVEN);
        List<SeenVersion> all = new ArrayList<>(NIGHTS);
        all.add(backdated);
        Set<SeenVersion> gone = superseded(counts(KeepPeriod.YEAR, 1), all);
        assertFalse(gone.contains(backdated));
        assertFalse(gone.contains(NIGHTS.get(0)), "the backdated one is not the first of its year");
    }

    @Test
    void superseded_whatTheStatusNames_stays() {
        ClusterStatus status = Versions.status(NEWEST);
        LevelProof restored = new LevelProof(NIGHTS.get(3).key(), NOW);
        Set<SeenVersion> gone = rule(TEN_DAYS)
                .superseded(
                        NIGHTS,
                        new ClusterStatus(
                                status.cluster(),
                                status.assessment(),
                                status.observations().withLevels(Map.of(ProofLevel.RESTORED, restored)),
                                List.of(),
                                List.of()),
                        NOW);
        assertFalse(gone.contains(NIGHTS.get(3)));
        assertEquals(89, gone.size());
    }

    @Test
    void superseded_days_keepTheFirstOfEachInTheClustersZone() {
        List<SeenVersion> hours = Versions.every(Duration.ofHours(1), "2026-01-01T00:30:00Z", 24 * 40);
        SeenVersion newest = hours.get(hours.size() - 1);
        RetentionRule rule =
                new RetentionRule(new Retention(DAY, Map.of(KeepPeriod.DAY, 3), 1), ZoneId.of("Asia/Tokyo"));
        Set<SeenVersion> gone = rule.superseded(hours, Versions.status(newest), newest.takenAt());
        Set<SeenVersion> kept = new TreeSet<>(hours);
        kept.removeAll(gone);
        kept.removeIf(each -> each.takenAt().plus(DAY).isAfter(newest.takenAt()));
        // The newest is of 2026-02-09, 23:30 UTC: of the 10th there. The days before begin at 15:00 UTC.
        assertEquals(Set.of(Versions.proven("2026-02-07T15:30:00Z"), Versions.proven("2026-02-08T15:30:00Z")), kept);
    }

    @Test
    void superseded_weeksMonthsYears_beginOnMondayAndOnTheFirst() {
        List<SeenVersion> days = Versions.every(DAY, "2024-12-20T02:00:00Z", 400);
        assertKept(days, KeepPeriod.WEEK, 2, "2026-01-12T02:00:00Z", "2026-01-19T02:00:00Z");
        assertKept(days, KeepPeriod.MONTH, 2, "2025-12-01T02:00:00Z", "2026-01-01T02:00:00Z");
        assertKept(days, KeepPeriod.YEAR, 2, "2025-01-01T02:00:00Z", "2026-01-01T02:00:00Z");
    }

    private static void assertKept(List<SeenVersion> all, KeepPeriod period, int count, String... kept) {
        SeenVersion newest = all.get(all.size() - 1);
        Retention retention = new Retention(DAY, Map.of(period, count), 1);
        Set<SeenVersion> left = new TreeSet<>(all);
        left.removeAll(new RetentionRule(retention, ZoneOffset.UTC)
                .superseded(all, Versions.status(newest), newest.takenAt()));
        left.remove(newest);
        Set<SeenVersion> expected = new TreeSet<>();
        for (String each : kept) {
            expected.add(Versions.proven(each));
        }
        assertEquals(expected, left, period::name);
    }

    private static Retention counts(KeepPeriod period, int count) {
        return new Retention(DAY.multipliedBy(10), Map.of(period, count), 1);
    }

    private static RetentionRule rule(Retention retention) {
        return new RetentionRule(retention, ZoneOffset.UTC);
    }

    private static Set<SeenVersion> superseded(Retention retention, List<SeenVersion> all) {
        return rule(retention).superseded(all, Versions.status(NEWEST), NOW);
    }
}

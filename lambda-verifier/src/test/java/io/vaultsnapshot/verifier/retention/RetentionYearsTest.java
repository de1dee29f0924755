package io.vaultsnapshot.verifier.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.retention.KeepPeriod;
import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Years of retention. At no time can the last proven snapshot expire, nothing goes before its age, nothing in question goes,
 * and what is in the bucket is what the policy says. CI plays three years: {@code -Dretention.histories=2
 * -Dretention.days=1095}.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class RetentionYearsTest {
    private static final int HISTORIES = Integer.getInteger("retention.histories", 1);
    private static final int DAYS = Integer.getInteger("retention.days", 120);
    private static final double DAYS_OF_A_MONTH = 30.4;
    private static final double GIB_OF_ONE = 0.1;
    private static final double DOLLARS_OF_A_GIB = 0.023;

    /** One history. */
    record History(long seed, String schedule, Retention retention) {}

    static List<History> histories() {
        Map<KeepPeriod, Integer> counts =
                Map.of(KeepPeriod.DAY, 30, KeepPeriod.WEEK, 10, KeepPeriod.MONTH, 14, KeepPeriod.YEAR, 3);
        List<History> all = List.of(
                new History(35, "0 */6 * * *", new Retention(Duration.ofDays(14), counts, 3)),
                new History(36, "0 2 * * 1-5", new Retention(Duration.ofDays(30), Map.of(KeepPeriod.MONTH, 12), 10)),
                new History(
                        37,
                        "0 * * * *",
                        new Retention(Duration.ofDays(3), Map.of(KeepPeriod.HOUR, 100, KeepPeriod.DAY, 20), 3)));
        return all.subList(0, Math.min(HISTORIES, all.size()));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void years_whateverHappens_keepWhatThePolicySays(History history) {
        RetentionYears years = new RetentionYears(history.seed(), history.schedule(), history.retention());
        long objects = 0;
        long most = 0;
        int compared = 0;
        for (int day = 0; day < DAYS; day++) {
            boolean settled = years.playDay();
            checkMarks(years, history.retention());
            if (settled && comparesWithPolicy(years, history.retention())) {
                compared++;
            }
            years.expire();
            checkLastProven(years);
            long now = years.world
                    .snapshots
                    .versions(SnapshotKey.prefix(RetentionYears.CLUSTER))
                    .size();
            objects += now;
            most = Math.max(most, now);
        }
        int times = compared;
        assertTrue(compared > DAYS / 5, () -> "compared only on " + times + " days");
        assertEquals(List.of(), years.missing());
        double stored = (double) objects / DAYS * GIB_OF_ONE;
        System.out.printf(
                "retention, %d days of '%s': %d versions on average, %d at most; at 100 MiB each $%.2f a month; %s%n",
                DAYS,
                history.schedule(),
                objects / DAYS,
                most,
                stored * DOLLARS_OF_A_GIB,
                years.requests.monthly(DAYS / DAYS_OF_A_MONTH));
    }

    private static void checkLastProven(RetentionYears years) {
        if (years.world.documents.list(StatusKey.of(RetentionYears.CLUSTER)).isEmpty()) {
            return;
        }
        ProvenSnapshot proven =
                years.world.status(RetentionYears.CLUSTER).observations().lastProven();
        if (proven != null) {
            String key = proven.key().format();
            assertTrue(versions(years).stream().anyMatch(each -> each.key().equals(key) && each.latest()), key);
            assertFalse(years.world.snapshots.marked().contains(key), key);
        }
    }

    private static void checkMarks(RetentionYears years, Retention retention) {
        checkLastProven(years);
        for (String marked : years.world.snapshots.marked()) {
            SnapshotKey key = SnapshotKey.parse(marked).orElseThrow();
            assertTrue(years.model.canGo(key, years.world), () -> marked + " is in question");
            assertFalse(
                    key.takenAt().plus(retention.leastAge()).isAfter(years.now().plus(Duration.ofDays(1))),
                    () -> marked + " is too young");
        }
    }

    /** Returns whether there was something to compare: while the cluster is not well, nothing goes. */
    private static boolean comparesWithPolicy(RetentionYears years, Retention retention) {
        ClusterStatus status = years.world.status(RetentionYears.CLUSTER);
        ProvenSnapshot proven = status.observations().lastProven();
        if (proven == null || status.state().isBad() || !isOfItsTime(years, proven)) {
            assertEquals(Set.of(), years.world.snapshots.marked(), status.state()::id);
            return false;
        }
        Set<String> kept = years.model.kept(proven.key(), years.world).stream()
                .map(SnapshotKey::format)
                .collect(Collectors.toSet());
        Set<String> present = new TreeSet<>();
        Set<String> goes = years.world.snapshots.marked();
        for (ObjectVersion version : versions(years)) {
            present.add(version.key());
            SnapshotKey key = SnapshotKey.parse(version.key()).orElseThrow();
            boolean stays = !goes.contains(version.key()) && version.latest();
            if (stays && years.model.canGo(key, years.world)) {
                Instant old = proven.takenAt().minus(retention.leastAge());
                boolean named = status.observations().levels().values().stream()
                        .anyMatch(level -> level.key().equals(key));
                assertTrue(
                        kept.contains(version.key()) || key.takenAt().isAfter(old) || named,
                        () -> version.key() + " is kept and need not be, at " + years.now());
            }
        }
        kept.forEach(key -> assertTrue(present.contains(key) && !goes.contains(key), () -> key + " is gone or goes"));
        return true;
    }

    private static boolean isOfItsTime(RetentionYears years, ProvenSnapshot proven) {
        return versions(years).stream()
                                .filter(each -> each.key().equals(proven.key().format()))
                                .count()
                        == 1
                && versions(years).stream()
                        .filter(each -> each.key().equals(proven.key().format()))
                        .allMatch(each -> Duration.between(proven.takenAt(), each.lastModified())
                                        .abs()
                                        .compareTo(Duration.ofDays(1))
                                <= 0);
    }

    private static List<ObjectVersion> versions(RetentionYears years) {
        return years.world.snapshots.versions(SnapshotKey.prefix(RetentionYears.CLUSTER));
    }
}

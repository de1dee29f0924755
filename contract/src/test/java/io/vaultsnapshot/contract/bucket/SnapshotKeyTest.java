package io.vaultsnapshot.contract.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotKeyTest {
    private static final Instant TAKEN_AT = Instant.parse("2026-11-23T02:00:07Z");

    @Property
    void parse_formattedKey_isTheSame(@ForAll("keys") SnapshotKey key) {
        assertEquals(Optional.of(key), SnapshotKey.parse(key.format()));
    }

    @Property
    void compareTo_keysOfOneCluster_isTheOrderOfTimesAndOfTheBucket(
            @ForAll("keys") SnapshotKey key, @ForAll("times") Instant other) {
        SnapshotKey otherKey = new SnapshotKey(key.cluster(), other);
        int byTime = key.takenAt().compareTo(otherKey.takenAt());
        assertEquals(Integer.signum(byTime), Integer.signum(key.compareTo(otherKey)));
        assertEquals(Integer.signum(byTime), Integer.signum(key.format().compareTo(otherKey.format())));
        assertEquals(key.equals(otherKey), key.compareTo(otherKey) == 0);
    }

    @Property
    void parse_anyText_neverThrows(@ForAll String text) {
        assertEquals(Optional.empty(), SnapshotKey.parse(text));
        assertEquals(Optional.empty(), SnapshotKey.parse("snapshots/prod/" + text));
    }

    @Test
    void format_key_isTheSeedsFileNameUnderTheClustersPrefix() {
        SnapshotKey key = new SnapshotKey("prod", TAKEN_AT.plusMillis(999));

        assertEquals("snapshots/prod/vault_20261123_020007.snap", key.format());
        assertEquals("records/prod/vault_20261123_020007.json", key.recordKey());
        assertEquals("snapshots/prod/", SnapshotKey.prefix("prod"));
        assertEquals(TAKEN_AT, key.takenAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "snapshots/",
                "snapshots/prod/",
                "snapshots/vault_20261123_020007.snap",
                "snapshots//vault_20261123_020007.snap",
                "snapshots/../vault_20261123_020007.snap",
                "snapshots/prod//vault_20261123_020007.snap",
                "snapshots/prod/../vault_20261123_020007.snap",
                "snapshots/prod/x/vault_20261123_020007.snap",
                "/snapshots/prod/vault_20261123_020007.snap",
                "Snapshots/prod/vault_20261123_020007.snap",
                "records/prod/vault_20261123_020007.json",
                "snapshots/prod/vault_20261123_020007.json",
                "snapshots/prod/vault_20261123_020007.snap.snap",
                "snapshots/prod/vault_20261123_020007.snap\n",
                "snapshots/prod/vault_20261123_020007.snap ",
                "snapshots/prod/vault_20261123_020007xsnap",
                "snapshots/prod\n/vault_20261123_020007.snap",
                "snapshots/prod/vault_2026112_020007.snap",
                "snapshots/prod/vault_202611233_020007.snap",
                "snapshots/prod/vault_20261123_02000.snap",
                "snapshots/prod/vault_20261123020007.snap",
                "snapshots/prod/vault_20260230_020007.snap",
                "snapshots/prod/vault_20270229_020007.snap",
                "snapshots/prod/vault_20261301_020007.snap",
                "snapshots/prod/vault_20260001_020007.snap",
                "snapshots/prod/vault_20261123_240000.snap",
                "snapshots/prod/vault_20261123_026000.snap",
                "snapshots/prod/vault_20261123_020060.snap",
                "snapshots/prod/vault_\u0662\u0660261123_020007.snap",
                "snapshots/pr\u00f6d/vault_20261123_020007.snap",
                "snapshots/prod/vault_-0261123_020007.snap",
                "snapshots/-prod/vault_20261123_020007.snap",
            })
    void parse_keyOutsideTheGrammar_isEmpty(String key) {
        assertEquals(Optional.empty(), SnapshotKey.parse(key));
    }

    @Test
    void parse_clusterNameTooLong_isEmpty() {
        String name = "a".repeat(100);
        assertEquals(
                Optional.of(new SnapshotKey(name, TAKEN_AT)),
                SnapshotKey.parse("snapshots/" + name + "/vault_20261123_020007.snap"));
        assertEquals(Optional.empty(), SnapshotKey.parse("snapshots/" + name + "a/vault_20261123_020007.snap"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a\n", "a b", "_a"})
    void construct_badClusterName_throws(String cluster) {
        assertThrows(IllegalArgumentException.class, () -> new SnapshotKey(cluster, TAKEN_AT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void construct_yearThatDoesNotFitTheKey_throws(Instant takenAt) {
        assertThrows(IllegalArgumentException.class, () -> new SnapshotKey("prod", takenAt));
    }

    @Provide
    Arbitrary<SnapshotKey> keys() {
        Arbitrary<String> clusters = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars('_', '-')
                .ofMinLength(1)
                .ofMaxLength(100)
                .filter(name -> name.matches(SnapshotKey.CLUSTER_NAME_REGEX));
        return Combinators.combine(clusters, times()).as(SnapshotKey::new);
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }
}

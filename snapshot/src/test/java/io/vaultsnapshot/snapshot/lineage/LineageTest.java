package io.vaultsnapshot.snapshot.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.StateContents;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineageTest {
    private static final SnapshotKey BEFORE = key("2026-11-22T02:00:00Z");
    private static final SnapshotKey AFTER = key("2026-11-23T02:00:00Z");
    private static final List<String> MOUNTS = List.of("a", "b");
    private static final long MIB = 1 << 20;
    private static final VerificationRecord PROVEN = record(BEFORE, 100, 3, MOUNTS, 1000, 10 * MIB, 10 * MIB, "2.5.0");

    static Stream<Arguments> successors() {
        return Stream.of(
                successor("the next one", record(AFTER, 110, 3, MOUNTS, 1010, 10 * MIB, 10 * MIB, "2.5.0")),
                successor("nothing happened", record(AFTER, 100, 3, MOUNTS, 1000, 10 * MIB, 10 * MIB, "2.5.0")),
                successor(
                        "index lower",
                        record(AFTER, 99, 3, MOUNTS, 1000, 10 * MIB, 10 * MIB, "2.5.0"),
                        FindingCode.REGRESSION),
                successor(
                        "term lower",
                        record(AFTER, 110, 2, MOUNTS, 1000, 10 * MIB, 10 * MIB, "2.5.0"),
                        FindingCode.REGRESSION),
                successor("one mount left", record(AFTER, 110, 3, List.of("b"), 1000, 10 * MIB, 10 * MIB, "2.5.0")),
                successor(
                        "other mounts, and nothing else is compared",
                        record(AFTER, 5, 1, List.of("c"), 3, 1, 1, "2.5.0"),
                        FindingCode.NEW_LINEAGE),
                successor("30 of 100 gone", record(AFTER, 110, 3, MOUNTS, 700, 10 * MIB, 10 * MIB, "2.5.0")),
                successor(
                        "more than 30 of 100 gone",
                        record(AFTER, 110, 3, MOUNTS, 699, 10 * MIB, 10 * MIB, "2.5.0"),
                        FindingCode.MASS_DELETION),
                successor("four times as large", record(AFTER, 110, 3, MOUNTS, 1000, 40 * MIB, 40 * MIB, "2.5.0")),
                successor(
                        "more than that",
                        record(AFTER, 110, 3, MOUNTS, 1000, 51 * MIB, 51 * MIB, "2.5.0"),
                        FindingCode.SIZE_ANOMALY),
                successor(
                        "a fifth as large",
                        record(AFTER, 110, 3, MOUNTS, 1000, 2 * MIB, 2 * MIB, "2.5.0"),
                        FindingCode.SIZE_ANOMALY),
                successor(
                        "a new server that no longer compresses",
                        record(AFTER, 110, 3, MOUNTS, 1000, 10 * MIB, 51 * MIB, "2.6.0")),
                successor(
                        "the same server that no longer compresses",
                        record(AFTER, 110, 3, MOUNTS, 1000, 10 * MIB, 51 * MIB, "2.5.0"),
                        FindingCode.SIZE_ANOMALY),
                successor(
                        "everything at once",
                        record(AFTER, 1, 1, MOUNTS, 1, 1, 1, "2.5.0"),
                        FindingCode.REGRESSION,
                        FindingCode.MASS_DELETION,
                        FindingCode.SIZE_ANOMALY),
                successor(
                        "an older one that came late",
                        record(key("2026-11-21T02:00:00Z"), 1, 1, List.of("c"), 1, 1, 1, "2.5.0")),
                successor("itself", PROVEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("successors")
    void compare_successor_hasTheseFindings(String name, VerificationRecord record, List<FindingCode> codes) {
        assertEquals(codes, codes(PROVEN, record), name);
    }

    @Test
    void compare_oneMountEmptied_isFoundAlthoughTheRestGrew() {
        Map<String, PrefixCount> before = Map.of(
                "logical/a/", new PrefixCount(100, 1), "logical/b/", new PrefixCount(5000, 1), "sys/token/", many());
        Map<String, PrefixCount> after =
                Map.of("logical/a/", new PrefixCount(10, 1), "logical/b/", new PrefixCount(6000, 1));

        List<Finding> findings = Lineage.compare(withPrefixes(BEFORE, before), withPrefixes(AFTER, after), 30);

        assertEquals(1, findings.size(), findings.toString());
        assertEquals(
                "of 100 entries under logical/a/ 90 are gone since " + BEFORE.format(),
                findings.get(0).message());
    }

    @Test
    void compare_tokensAndLeasesGone_isNoDeletion() {
        Map<String, PrefixCount> before =
                Map.of("logical/a/", new PrefixCount(100, 1), "sys/token/", many(), "sys/expire/", many());
        Map<String, PrefixCount> after = Map.of("logical/a/", new PrefixCount(100, 1));

        assertEquals(List.of(), Lineage.compare(withPrefixes(BEFORE, before), withPrefixes(AFTER, after), 30));
    }

    @Test
    void compare_fewEntriesGone_isNoDeletionWhateverTheShare() {
        Map<String, PrefixCount> before = Map.of("logical/a/", new PrefixCount(19, 1));

        assertEquals(List.of(), Lineage.compare(withPrefixes(BEFORE, before), withPrefixes(AFTER, Map.of()), 30));
    }

    /** A server that goes on as usual has no finding, however much it grows below the limit. */
    @Property(tries = 500)
    void compare_serverThatGoesOn_isNeverSuspect(
            @ForAll @LongRange(min = 0, max = 1_000_000) long indexMore,
            @ForAll @LongRange(min = 0, max = 50) long termMore,
            @ForAll @IntRange(min = 0, max = 10_000) int entriesMore,
            @ForAll @LongRange(min = 0, max = 30 * MIB) long bytesMore) {
        VerificationRecord next = record(
                AFTER,
                100 + indexMore,
                3 + termMore,
                MOUNTS,
                1000 + entriesMore,
                10 * MIB + bytesMore,
                10 * MIB + bytesMore,
                "2.5.0");

        assertEquals(List.of(), codes(PROVEN, next));
    }

    /** A lower index or term is found in any other change, as long as a mount is the same. */
    @Property(tries = 500)
    void compare_anyRegression_isFound(
            @ForAll @LongRange(min = 0, max = 99) long index,
            @ForAll @LongRange(min = 0, max = 9) long term,
            @ForAll @IntRange(min = 0, max = 5000) int entries,
            @ForAll @LongRange(min = 0, max = 100 * MIB) long bytes) {
        List<FindingCode> codes =
                codes(PROVEN, record(AFTER, index, term, List.of("b", "z"), entries, bytes, bytes, "9"));

        assertEquals(FindingCode.REGRESSION, codes.get(0));
    }

    private static List<FindingCode> codes(VerificationRecord proven, VerificationRecord record) {
        return Lineage.compare(proven, record, 30).stream().map(Finding::code).toList();
    }

    private static Arguments successor(String name, VerificationRecord record, FindingCode... codes) {
        return Arguments.of(name, record, List.of(codes));
    }

    private static SnapshotKey key(String takenAt) {
        return new SnapshotKey("demo", Instant.parse(takenAt));
    }

    private static PrefixCount many() {
        return new PrefixCount(1_000_000, 1);
    }

    private static VerificationRecord withPrefixes(SnapshotKey key, Map<String, PrefixCount> prefixes) {
        return record(key, new ArchiveReport("00", 1, null, List.of(), null, prefixes, StateContents.EMPTY));
    }

    private static VerificationRecord record(
            SnapshotKey key,
            long index,
            long term,
            List<String> mounts,
            long entries,
            long state,
            long object,
            String version) {
        return record(
                key,
                new ArchiveReport(
                        "00",
                        object,
                        new SnapshotMeta(1, "bolt-snapshot", index, term, 1, state, List.of()),
                        List.of("1.9.4", version),
                        null,
                        Map.of("logical/a/", new PrefixCount(entries, state)),
                        new StateContents(entries, state, Map.of(), mounts, List.of())));
    }

    private static VerificationRecord record(SnapshotKey key, ArchiveReport archive) {
        return new VerificationRecord(
                new SnapshotVersion(key, "v"),
                Instant.EPOCH,
                Verdict.INTACT,
                ProofLevel.UNSEALABLE,
                archive,
                null,
                List.of());
    }
}

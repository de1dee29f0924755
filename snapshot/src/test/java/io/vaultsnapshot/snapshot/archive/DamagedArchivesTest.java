package io.vaultsnapshot.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedArchivesTest {
    /** The codes that the archive reader does not raise. They are the last ones in the enum. */
    private static final Set<FindingCode> NOT_OF_ARCHIVES =
            EnumSet.range(FindingCode.SEALED_SUMS_MISMATCH, FindingCode.VERIFICATION_AWAITED);

    static Stream<DamagedArchives.Case> cases() {
        return Stream.of(
                        DamagedArchives.gzip(),
                        DamagedArchives.tar(),
                        DamagedArchives.members(),
                        DamagedContents.contents())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inspect_damagedArchive_findsExactlyTheDamage(DamagedArchives.Case damaged) {
        ArchiveInspection inspection = SnapshotArchives.inspect(damaged.object());

        assertEquals(
                damaged.codes(), inspection.codes(), () -> inspection.findings().toString());
        assertEquals(damaged.object().length, inspection.archive().size(), "the whole object is read");
        assertEquals(
                SnapshotArchives.sha256(damaged.object()), inspection.archive().sha256());
        Verdict verdict = Verdict.of(damaged.codes());
        assertEquals(verdict, inspection.verdict());
        assertEquals(verdict != Verdict.INTACT, inspection.level() == ProofLevel.PRESENT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inspect_damagedArchive_saysSoInOneShortPrintableLine(DamagedArchives.Case damaged) {
        SnapshotArchives.inspect(damaged.object()).findings().forEach(finding -> {
            String message = finding.message();
            assertTrue(message.length() < 300, message);
            assertTrue(message.chars().allMatch(c -> c >= ' '), message);
            Long offset = finding.offset();
            assertTrue(offset != null && offset >= 0 && offset <= damaged.object().length, () -> "offset " + offset);
        });
    }

    @Test
    void cases_allTogether_coverEveryCodeOfArchives() {
        Set<FindingCode> covered = new TreeSet<>();
        cases().forEach(damaged -> covered.addAll(damaged.codes()));

        assertEquals(EnumSet.complementOf(EnumSet.copyOf(NOT_OF_ARCHIVES)), covered);
    }
}

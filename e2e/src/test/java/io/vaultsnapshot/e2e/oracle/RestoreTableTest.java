package io.vaultsnapshot.e2e.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.Consequence;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows, the damaged snapshots and the page agree. What a server does with them is the scenario's. */
class RestoreTableTest {
    private static final Path FIXTURE = Path.of("../fixtures/openbao-2.6.2-namespace.snap");
    private static final Path PAGE = Path.of("../docs/format.md");
    private static final String BEGIN = "<!-- restores:begin -->\n";
    private static final String END = "<!-- restores:end -->";
    /** Findings that need the seal's key, or a state that only Vault has. */
    private static final Set<FindingCode> BEYOND_THE_READER =
            EnumSet.of(FindingCode.SEALED_SUMS_MISMATCH, FindingCode.LEGACY_SHAMIR);

    static List<RestoreTable.Row> rows() {
        return RestoreTable.ROWS;
    }

    @Test
    void rows_coverEveryFindingAboutBytesWithAConsequence() {
        Set<FindingCode> expected = EnumSet.range(FindingCode.EMPTY, FindingCode.SEALED_SUMS_MISMATCH);
        expected.removeIf(code -> code.inOpenBao() == Consequence.NOT_KNOWN);

        assertEquals(
                new TreeSet<>(expected),
                rows().stream().map(RestoreTable.Row::code).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void mutants_ofAnySnapshot_areThoseOfTheRows() throws IOException {
        assertEquals(
                rows().stream().map(RestoreTable.Row::damage).sorted().toList(),
                mutants().keySet().stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void inspect_mutantOfARow_findsWhatTheRowSays(RestoreTable.Row row) throws IOException {
        if (!BEYOND_THE_READER.contains(row.code())) {
            List<FindingCode> found = found(mutants().get(row.damage()));
            assertTrue(found.contains(row.code()), () -> row + " is found: " + found);
        }
    }

    @Test
    void page_table_isThatOfTheRows() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page.substring(0, from) + RestoreTable.text() + page.substring(to));
            return;
        }
        assertEquals(RestoreTable.text(), page.substring(from, to));
    }

    static List<FindingCode> found(byte[] object) throws IOException {
        return SnapshotArchiveReader.inspect(new ByteArrayInputStream(object)).findings().stream()
                .map(Finding::code)
                .toList();
    }

    private static Map<String, byte[]> mutants() throws IOException {
        return Mutants.of(Files.readAllBytes(FIXTURE));
    }
}

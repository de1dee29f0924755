package io.vaultsnapshot.contract.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Runbook;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.drill.DrillOutcome;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.ProofFinding;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.testing.GeneratedBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FindingCodeTest {
    /**
     * Codes that several classes raise: a gzip and the tar in it can both end too early, two decoders can fail, a tar
     * has three kinds of headers, namespaces can be incomplete or too many, a key can be impossible to ask about or not
     * allowed to be asked about, and a file on this machine is no store.
     */
    private static final Set<FindingCode> RAISED_BY_SEVERAL = EnumSet.of(
            FindingCode.TRUNCATED,
            FindingCode.GZIP_DATA_INVALID,
            FindingCode.TAR_INVALID,
            FindingCode.MEMBER_NOT_A_FILE,
            FindingCode.NAMESPACE_SEAL_INCOMPLETE,
            FindingCode.KMS_KEY_UNCHECKED,
            FindingCode.STORE_UNAVAILABLE);

    private static final FindingSources SOURCES = new FindingSources();
    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\S+)$");

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void runbook_everyCode_hasASectionWithItsVerdictAndConsequence(FindingCode code) throws IOException {
        String section = section(code.runbookAnchor());

        assertTrue(
                section.startsWith(
                        "\n**Verdict:** " + code.verdict().id() + ". **Restoring it:** " + code.restoring() + ".\n"),
                () -> "begins with verdict and consequence as in the enum: " + section);
        assertTrue(section.contains("**For recovery:**"), section);
        assertTrue(section.contains("**Check:**"), section);
        assertTrue(section.contains("**Clears:**"), section);
    }

    @ParameterizedTest
    @EnumSource(ClusterState.class)
    void runbook_everyState_hasASectionWithItsCauses(ClusterState state) throws IOException {
        String section = section(state.id());

        for (Cause cause : Cause.values()) {
            assertTrue(
                    cause.state() != state || section.contains(cause.meaning(1)),
                    () -> state + " does not have: " + cause.meaning(1));
        }
        for (String part : List.of("**For recovery:**", "**Check:**", "**Clears:**", "kubectl")) {
            assertTrue(section.contains(part), () -> state + " lacks " + part);
        }
    }

    @ParameterizedTest
    @MethodSource("drillFailures")
    void runbook_everyFailureOfADrill_hasASectionWithItsTexts(DrillOutcome outcome) throws IOException {
        String section = section(outcome.runbookAnchor());

        for (String part :
                List.of(outcome.meaning(), outcome.hint(), "**For recovery:**", "**Check:**", "**Clears:**")) {
            assertTrue(section.contains(part), () -> outcome + " lacks " + part);
        }
    }

    static Stream<DrillOutcome> drillFailures() {
        return Stream.<DrillOutcome>concat(Stream.of(DrillResult.values()), Stream.of(ProofFinding.values()))
                .filter(DrillOutcome::isFailure);
    }

    @ParameterizedTest
    @MethodSource("alarmAnchors")
    void runbook_everyAlarm_hasASectionWithACommand(String anchor) throws IOException {
        String section = section(anchor);

        for (String part : List.of("**For recovery:**", "**Check:**", "**Clears:**", "```sh\n")) {
            assertTrue(section.contains(part), () -> anchor + " lacks " + part);
        }
    }

    static Stream<String> alarmAnchors() {
        return Stream.concat(Runbook.ALARMS.stream(), Stream.of(Runbook.GROUP_ALARM));
    }

    @Test
    void runbook_sections_areTheCodesStatesAndAlarmsAndNoOthers() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (FindingCode code : FindingCode.values()) {
            assertTrue(expected.add(code.runbookAnchor()), code.runbookAnchor());
        }
        for (ClusterState state : ClusterState.values()) {
            assertTrue(expected.add(state.id()), state.id());
        }
        drillFailures().forEach(outcome -> assertTrue(expected.add(outcome.runbookAnchor()), outcome.name()));
        assertTrue(expected.add(SelfTest.RUNBOOK_ANCHOR));
        assertTrue(expected.add(Runbook.GROUP_ALARM));
        assertTrue(expected.add(Runbook.REPLICA));
        expected.addAll(Runbook.ALARMS);
        List<String> sections = new ArrayList<>();
        SECTION.matcher(GeneratedBlock.page("docs/runbook.md"))
                .results()
                .forEach(match -> sections.add(match.group(1)));
        assertEquals(expected, new TreeSet<>(sections));
        assertEquals(expected.size(), sections.size(), "no section occurs twice");
    }

    @Test
    void findingsPage_tables_areWhatCodeAndSourcesSay() throws IOException {
        GeneratedBlock.check("docs/findings.md", "findings", FindingTable.byCode(SOURCES));
        GeneratedBlock.check("docs/findings.md", "classes", FindingTable.byClass(SOURCES));
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void sources_everyCode_isRaisedByOneClassOrANamedException(FindingCode code) {
        List<String> files = SOURCES.raising(code);

        assertFalse(files.isEmpty(), () -> code + " is raised nowhere");
        assertEquals(RAISED_BY_SEVERAL.contains(code), files.size() > 1, files::toString);
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void texts_everyCode_areSentences(FindingCode code) {
        assertTrue(code.meaning().endsWith("."), code.meaning());
        assertTrue(code.hint().endsWith("."), code.hint());
        assertTrue(code.runbookAnchor().matches("[a-z]+(-[a-z0-9]+)*"), code.runbookAnchor());
        assertEquals(Optional.of(code), FindingCode.ofName(code.name()));
    }

    @Test
    void ofName_unknownName_isEmpty() {
        assertEquals(Optional.empty(), FindingCode.ofName("truncated"));
        assertEquals(Optional.empty(), FindingCode.ofName("FROM_THE_FUTURE"));
    }

    @Test
    void hint_fileThatLosesTheTarget_forbidsRestoring() {
        for (FindingCode code : FindingCode.values()) {
            if (code.verdict() == Verdict.CORRUPT) {
                assertEquals(
                        code.inOpenBao() == Consequence.LEAVES_SEALED || code.inVault() == Consequence.LEAVES_SEALED,
                        code.hint().startsWith("Never restore this file"),
                        code.name());
            }
        }
    }

    /** Returns what follows the heading up to the next one. */
    private static String section(String anchor) throws IOException {
        String heading = "\n## " + anchor + "\n";
        String page = GeneratedBlock.page("docs/runbook.md");
        int from = page.indexOf(heading);
        assertTrue(from >= 0, () -> "docs/runbook.md has a section '## " + anchor + "'");
        int to = page.indexOf("\n## ", from + heading.length());
        return page.substring(from + heading.length(), to < 0 ? page.length() : to);
    }
}

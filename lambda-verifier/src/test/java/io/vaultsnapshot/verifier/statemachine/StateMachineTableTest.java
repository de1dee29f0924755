package io.vaultsnapshot.verifier.statemachine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.SealCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the tables in docs/state-machine.md, lived through. */
class StateMachineTableTest {
    private static final Path PAGE = Path.of("../docs/state-machine.md");
    private static final ClusterStatus FRESH = ClusterStatus.firstSeen("demo", Instant.parse("2026-11-22T12:00:00Z"));
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> PAUSED = Map.of("pausedUntil", "2026-12-24T06:00:00Z");

    @Test
    void states_rows_areTheStatesFromBestToWorst() throws IOException {
        assertEquals(
                Arrays.stream(ClusterState.values()).map(ClusterState::id).toList(),
                rows("states").stream().map(row -> row.get(0)).toList());
    }

    @ParameterizedTest
    @MethodSource("stateRows")
    void states_row_holdsInTheCode(String state, String when, String level, String told) {
        List<ClusterStatus> examples = examples(ClusterState.ofId(state).orElseThrow());
        for (ClusterStatus each : examples) {
            assertEquals(state, each.state().id(), when);
        }
        assertEquals(
                new TreeSet<>(List.of(level.split("(, | or )"))),
                examples.stream().map(each -> each.level().id()).collect(Collectors.toCollection(TreeSet::new)));
        boolean anyTold = examples.stream().anyMatch(each -> each.lastAlertAt() != null);
        boolean allTold = examples.stream().allMatch(each -> each.lastAlertAt() != null);
        assertEquals(told, !anyTold ? "no" : allTold ? "yes" : "once the first one is stale");
    }

    static Stream<Object[]> stateRows() throws IOException {
        return rows("states").stream().map(List::toArray);
    }

    @ParameterizedTest
    @MethodSource("alertRows")
    void alerts_row_holdsInTheCode(String told, String now, String and, String alert) {
        ClusterStatus before = told.equals("yes") ? stale() : healthy();
        assertEquals(told.equals("yes"), before.lastAlertAt() != null);
        ClusterStatus after = after(before, now, and);
        boolean bad = after.lastAlertAt() != null;
        boolean keeps = and.contains("could not be read yet");
        assertEquals(now.equals("bad") || keeps, bad, and);
        String kinds = after.undelivered().stream()
                .map(Alert::kind)
                .map(kind -> kind.id())
                .collect(Collectors.joining(", "));
        String expected = alert.startsWith("none") ? "" : alert.replace("the pause's ", "");
        assertEquals(expected, kinds, told + " " + now + " " + and);
    }

    static Stream<Object[]> alertRows() throws IOException {
        List<List<String>> rows = rows("alerts");
        assertEquals(11, rows.size(), "a new row needs a case here");
        return rows.stream().map(List::toArray);
    }

    private static ClusterStatus after(ClusterStatus before, String now, String and) {
        StatusMachine machine = machine(NOTHING);
        return switch (and) {
            case "" ->
                now.equals("bad")
                        ? machine.afterTime(before, at("2026-11-24T02:41:00Z"))
                        : before.lastAlertAt() == null
                                ? machine.afterTime(before, at("2026-11-23T12:00:00Z"))
                                : machine.afterVerification(
                                        before, Records.proven("2026-11-24T09:00:00Z"), at("2026-11-24T09:02:00Z"));
            case "no status was before" ->
                machine.afterVerification(FRESH, Records.proven("2026-11-23T02:05:00Z"), at("2026-11-23T02:06:00Z"));
            case "another state or level" ->
                now.equals("not bad")
                        ? machine.afterTime(before, at("2026-11-24T02:31:00Z"))
                        : machine.afterVerification(
                                before, Records.corrupt("2026-11-24T09:00:00Z"), at("2026-11-24T09:02:00Z"));
            case "same state and level, severity higher than ever since it began" ->
                machine.afterTime(
                        machine.afterTime(before, at("2026-11-25T09:00:00Z")).withUndelivered(List.of()),
                        at("2026-11-26T03:06:00Z"));
            case "same, a day since the last alert" -> machine.afterTime(before, at("2026-11-25T02:41:00Z"));
            case "same, less than a day" -> machine.afterTime(before, at("2026-11-25T02:40:59Z"));
            case "the newest snapshot could not be read yet" ->
                machine.afterVerification(before, Records.unread("2026-11-24T09:00:00Z"), at("2026-11-24T09:02:00Z"));
            case "a pause just began" -> machine(PAUSED).afterTime(before, at("2026-11-24T09:00:00Z"));
            default -> throw new AssertionError("no case for the row '" + and + "'");
        };
    }

    private static List<ClusterStatus> examples(ClusterState state) {
        StatusMachine machine = machine(NOTHING);
        ClusterStatus healthy = healthy();
        return switch (state) {
            case HEALTHY -> List.of(healthy);
            case PAUSED -> List.of(machine(PAUSED).afterTime(healthy, at("2026-11-24T12:00:00Z")));
            case LATE ->
                List.of(
                        machine.afterTime(healthy, at("2026-11-24T02:31:00Z")),
                        machine.afterVerification(
                                healthy, Records.unread("2026-11-23T09:00:00Z"), at("2026-11-23T09:45:59Z")));
            case NEVER ->
                List.of(
                        machine.afterTime(FRESH, at("2026-11-23T02:40:00Z")),
                        machine.afterTime(FRESH, at("2026-11-23T02:40:01Z")));
            case UNKNOWN ->
                List.of(
                        machine.afterVerification(
                                healthy, Records.unread("2026-11-23T09:00:00Z"), at("2026-11-23T09:46:00Z")),
                        machine.afterVerification(
                                healthy,
                                Records.record(
                                        at("2026-11-23T09:00:00Z"),
                                        at("2026-11-23T09:01:00Z"),
                                        Verdict.UNKNOWN,
                                        ProofLevel.PRESENT,
                                        FindingCode.META_VERSION_UNKNOWN),
                                at("2026-11-23T09:02:00Z")));
            case UNPROVEN -> unproven(healthy);
            case STALE -> List.of(machine.afterTime(healthy, at("2026-11-24T02:40:01Z")));
            case INVALID ->
                List.of(
                        machine.afterVerification(
                                healthy, Records.corrupt("2026-11-23T09:00:00Z"), at("2026-11-23T09:02:00Z")),
                        machine.afterVerification(
                                healthy, Records.suspect("2026-11-23T09:00:00Z"), at("2026-11-23T09:02:00Z")));
        };
    }

    private static List<ClusterStatus> unproven(ClusterStatus healthy) {
        StatusMachine machine = machine(NOTHING);
        Instant now = at("2026-11-26T04:00:00Z");
        SealCheck dead = new SealCheck(
                "arn:aws:kms:eu-north-1:111122223333:key/1",
                now,
                List.of(Finding.of(FindingCode.KEYRING_MISSING, "x")));
        return List.of(
                machine.afterVerification(healthy, Records.unread("2026-11-26T03:30:00Z"), now),
                machine.afterVerification(healthy, Records.intact("2026-11-26T03:30:00Z"), now),
                machine.afterSealCheck(healthy, dead, at("2026-11-23T09:00:00Z")));
    }

    private static ClusterStatus healthy() {
        return machine(NOTHING)
                .afterVerification(FRESH, Records.proven("2026-11-23T02:05:00Z"), at("2026-11-23T02:06:00Z"));
    }

    private static ClusterStatus stale() {
        return machine(NOTHING).afterTime(healthy(), at("2026-11-24T02:41:00Z")).withUndelivered(List.of());
    }

    private static StatusMachine machine(Map<String, ?> settings) {
        return new StatusMachine(Clusters.cluster("demo", settings));
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    /** Returns the cells of a table on the page, without its head, code marks taken off. */
    private static List<List<String>> rows(String table) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("<!-- " + table + ":begin -->");
        int end = page.indexOf("<!-- " + table + ":end -->");
        assertTrue(begin >= 0 && end > begin, () -> PAGE + " has a table " + table);
        return page.substring(begin, end)
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .toList();
    }
}

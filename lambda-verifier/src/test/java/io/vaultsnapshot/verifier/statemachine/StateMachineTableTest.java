package io.vaultsnapshot.verifier.statemachine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.health.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the tables in docs/state-machine.md, played through the machine. */
class StateMachineTableTest {
    private static final Path PAGE = Path.of("../docs/state-machine.md");

    @Test
    void causes_rows_areTheCausesFromBestToWorst() throws IOException {
        List<List<String>> expected = Arrays.stream(Cause.values())
                .map(cause ->
                        List.of(cause.state().id(), cause.id(), cause.missing().id()))
                .toList();
        List<List<String>> actual = rows("causes").stream()
                .map(row -> List.of(row.get(0), row.get(1), row.get(3)))
                .toList();
        assertEquals(expected, actual);
    }

    @Test
    void causes_order_isTheOrderOfTheirStates() {
        List<Cause> causes = List.of(Cause.values());
        for (int index = 1; index < causes.size(); index++) {
            assertTrue(
                    causes.get(index - 1).state().compareTo(causes.get(index).state()) <= 0,
                    causes.get(index).id());
        }
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void causes_each_canHold(Cause cause) {
        assertEquals(cause, Scripts.into("demo", cause).cause());
    }

    @ParameterizedTest
    @MethodSource("alertRows")
    void alerts_row_holdsInTheCode(String told, String now, String and, String alert) {
        ScriptedHistory history = told.equals("yes") ? stale() : healthy();
        play(history, now, and);
        String kinds = history.takeAlerts().stream()
                .map(Alert::kind)
                .map(AlertKind::id)
                .collect(Collectors.joining(", "));
        assertEquals(alert, kinds.isEmpty() ? "none" : kinds, told + " " + now + " " + and);
    }

    static Stream<Object[]> alertRows() throws IOException {
        List<List<String>> rows = rows("alerts");
        assertEquals(10, rows.size(), "a new row needs a case here");
        return rows.stream().map(List::toArray);
    }

    private static void play(ScriptedHistory history, String now, String and) {
        Records records = history.records();
        switch (now + ": " + and) {
            case "not bad: before it was not bad" -> history.pass("2026-11-24T02:31:00Z");
            case "not bad: before it was bad" -> history.see(records.proven("2026-11-24T09:00:00Z"));
            case "not bad: the newest snapshot could not be read yet" ->
                history.see(records.unread("2026-11-24T09:00:00Z"));
            case "not bad: a pause just began" ->
                history.settings(Map.of("pausedUntil", "2026-12-24T06:00:00Z")).pass("2026-11-24T09:00:00Z");
            case "bad: before it was not bad" -> history.pass("2026-11-24T02:41:00Z");
            case "bad: another cause" -> history.see(records.corrupt("2026-11-24T09:00:00Z"));
            case "bad: same cause, severity is higher than ever since it began" -> {
                history.pass("2026-11-25T09:00:00Z");
                history.takeAlerts();
                history.pass("2026-11-26T03:06:00Z");
            }
            case "bad: a drill failed in another way" -> {
                history.settings(Map.of("drillSchedule", "0 4 * * *"))
                        .see(records.proven("2026-11-24T09:00:00Z"))
                        .drill("2026-11-24T10:00:00Z", DrillResult.GATE_DOWN, "2026-11-24T10:01:00Z");
                history.takeAlerts();
                history.drill("2026-11-24T11:00:00Z", DrillResult.STAYED_SEALED, "2026-11-24T11:01:00Z");
            }
            case "bad: same cause, a day since the last alert" -> history.pass("2026-11-25T02:41:00Z");
            case "bad: same cause, less than a day" -> history.pass("2026-11-25T02:40:59Z");
            default -> throw new AssertionError("no case for the row '" + now + ": " + and + "'");
        }
    }

    private static ScriptedHistory healthy() {
        ScriptedHistory history = new ScriptedHistory("demo");
        return history.see(history.records().proven("2026-11-23T02:05:00Z"));
    }

    private static ScriptedHistory stale() {
        ScriptedHistory history = healthy().pass("2026-11-24T02:41:00Z");
        history.deliver(AlertKind.PROBLEM);
        return history;
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

package io.vaultsnapshot.verifier.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.Cause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertGroupTest {
    @Test
    void of_fewAboutTheSame_areToldOneByOne() {
        List<AlertGroup> groups = AlertGroup.of(stale(AlertGroup.SMALLEST - 1));
        assertEquals(AlertGroup.SMALLEST - 1, groups.size());
        assertTrue(groups.stream().allMatch(AlertGroup::isSingle));
        assertEquals(groups.get(0).first().id(), groups.get(0).id());
    }

    @Test
    void of_manyAboutTheSame_areToldTogether() {
        assertEquals(List.of(AlertGroup.SMALLEST), sizes(AlertGroup.of(stale(AlertGroup.SMALLEST))));
        assertEquals(List.of(500), sizes(AlertGroup.of(stale(500))));
        assertEquals(List.of(500, 1), sizes(AlertGroup.of(stale(501))));
    }

    @Test
    void of_anotherCauseOrKind_isAnotherGroup() {
        List<Alert> mixed = Stream.concat(
                        stale(5).stream(),
                        Stream.of(
                                DecidedAlerts.of("x", Cause.SNAPSHOT_OVERDUE, AlertKind.REMINDER),
                                DecidedAlerts.of("y", Cause.SNAPSHOT_CORRUPT, AlertKind.PROBLEM)))
                .toList();
        assertEquals(
                List.of(1, 1, 5), sizes(AlertGroup.of(mixed)).stream().sorted().toList());
    }

    @Test
    void of_everyAlert_isInExactlyOneGroup() {
        List<Alert> alerts = stale(1203);
        List<String> told = AlertGroup.of(alerts).stream()
                .flatMap(group -> group.alerts().stream())
                .map(Alert::id)
                .sorted()
                .toList();
        assertEquals(alerts.stream().map(Alert::id).sorted().toList(), told);
    }

    @Test
    void id_sameMembersInAnyOrder_isTheSame() {
        List<Alert> shuffled = new ArrayList<>(stale(9));
        Collections.reverse(shuffled);
        assertEquals(new AlertGroup(stale(9)).id(), new AlertGroup(shuffled).id());
        assertNotEquals(new AlertGroup(stale(9)).id(), new AlertGroup(stale(8)).id());
    }

    private static List<Integer> sizes(List<AlertGroup> groups) {
        return groups.stream().map(group -> group.alerts().size()).toList();
    }

    private static List<Alert> stale(int count) {
        return DecidedAlerts.several(Cause.SNAPSHOT_OVERDUE, AlertKind.PROBLEM, count);
    }
}

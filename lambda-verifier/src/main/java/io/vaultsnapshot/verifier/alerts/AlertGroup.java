package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.alert.AlertSeverity;
import io.vaultsnapshot.contract.health.ClusterState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Alerts of several clusters about the same thing, told in one message: five hundred clusters that go stale together are
 * one incident. The members keep their own ids; the group's id follows from them, so the same members, published again
 * after a crash, have the same id.
 *
 * @param alerts the members, at least one, all of one kind and one state, in the order of their ids
 */
public record AlertGroup(List<Alert> alerts) {
    /** So many alerts about the same thing in one sweep are told together; fewer are told one by one. */
    public static final int SMALLEST = 5;
    /** The most members of a group: with the longest names its ids still fit twice into a message of SNS's 256 KiB. */
    public static final int LARGEST = 500;

    /** Sorts the members. */
    public AlertGroup {
        if (alerts.isEmpty()) {
            throw new IllegalArgumentException("a group has at least one alert");
        }
        alerts = alerts.stream().sorted(Comparator.comparing(Alert::id)).toList();
    }

    /** Returns the alerts in as few publications as may be: groups of what belongs together, of one where nothing does. */
    public static List<AlertGroup> of(List<Alert> alerts) {
        Map<List<Object>, List<Alert>> byMatter = new LinkedHashMap<>();
        alerts.stream().sorted(Comparator.comparing(Alert::at)).forEach(alert -> byMatter.computeIfAbsent(
                        List.of(alert.kind(), alert.state()), matter -> new ArrayList<>())
                .add(alert));
        List<AlertGroup> groups = new ArrayList<>();
        for (List<Alert> same : byMatter.values()) {
            // The event bus takes several in one request, and nobody reads them together.
            boolean toldAlone = same.size() < SMALLEST && same.get(0).kind().isForPeople();
            int size = toldAlone ? 1 : LARGEST;
            for (int begin = 0; begin < same.size(); begin += size) {
                groups.add(new AlertGroup(same.subList(begin, Math.min(begin + size, same.size()))));
            }
        }
        return groups;
    }

    /** Returns whether this is a single alert. */
    public boolean isSingle() {
        return alerts.size() == 1;
    }

    /** Returns the first member. */
    public Alert first() {
        return alerts.get(0);
    }

    /** Returns the id: the single alert's own, or one that follows from all members' ids. */
    public String id() {
        if (isSingle()) {
            return first().id();
        }
        CRC32 members = new CRC32();
        alerts.forEach(alert -> members.update((alert.id() + "\n").getBytes(StandardCharsets.UTF_8)));
        return String.join(
                "/",
                "fleet",
                state().id(),
                kind().id(),
                decidedAt().toString(),
                String.format("%08x", members.getValue()));
    }

    /** Returns why it is sent. */
    public AlertKind kind() {
        return first().kind();
    }

    /** Returns the state it is about. */
    public ClusterState state() {
        return first().state();
    }

    /** Returns the worst severity of a member. */
    public AlertSeverity severity() {
        return Collections.max(alerts.stream().map(Alert::severity).toList());
    }

    /** Returns when the last member was decided. */
    public Instant decidedAt() {
        return Collections.max(alerts.stream().map(Alert::at).toList());
    }
}

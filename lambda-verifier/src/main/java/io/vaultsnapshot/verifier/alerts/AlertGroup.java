package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
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
 * @param alerts the members, at least one, all of one kind, one cause and one state after it, in the order of their ids
 */
public record AlertGroup(List<Alert> alerts) {
    /** This many alerts about the same thing in one sweep, or more, are told together. */
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
        List<AlertGroup> groups = new ArrayList<>();
        for (List<Alert> same : bySubject(alerts)) {
            int size = same.size() < SMALLEST ? 1 : LARGEST;
            for (int begin = 0; begin < same.size(); begin += size) {
                groups.add(new AlertGroup(same.subList(begin, Math.min(begin + size, same.size()))));
            }
        }
        return groups;
    }

    private static List<List<Alert>> bySubject(List<Alert> alerts) {
        Map<List<Object>, List<Alert>> bySubject = new LinkedHashMap<>();
        alerts.stream().sorted(Comparator.comparing(Alert::at)).forEach(alert -> bySubject
                .computeIfAbsent(
                        List.of(alert.kind(), alert.situation().cause(), alert.now()), subject -> new ArrayList<>())
                .add(alert));
        return List.copyOf(bySubject.values());
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
        return isSingle()
                ? first().id()
                : String.join(
                        "/", "fleet", kind().id(), cause().id(), decidedAt().toString(), checksumOfIds());
    }

    private String checksumOfIds() {
        CRC32 ids = new CRC32();
        alerts.forEach(alert -> ids.update((alert.id() + "\n").getBytes(StandardCharsets.UTF_8)));
        return String.format("%08x", ids.getValue());
    }

    /** Returns why it is sent. */
    public AlertKind kind() {
        return first().kind();
    }

    /** Returns the cause that it is about. */
    public Cause cause() {
        return first().situation().cause();
    }

    /** Returns the state that it is about. */
    public ClusterState state() {
        return cause().state();
    }

    /** Returns the worst severity of a member. */
    public AlertSeverity severity() {
        return Collections.max(
                alerts.stream().map(alert -> alert.situation().severity()).toList());
    }

    /** Returns since when the first of the members has been in its state. */
    public Instant since() {
        return Collections.min(
                alerts.stream().map(alert -> alert.situation().since()).toList());
    }

    /** Returns when the last member was decided. */
    public Instant decidedAt() {
        return Collections.max(alerts.stream().map(Alert::at).toList());
    }
}

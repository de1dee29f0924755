package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import java.util.ArrayList;
import java.util.List;

/** A topic and an event bus that keep what they are given, and can be told to refuse. */
public final class RecordingAlertSink implements AlertSink {
    private final List<AlertGroup> taken = new ArrayList<>();
    private int refusals;

    /** Makes the next so many publications fail. */
    public void refuseNext(int count) {
        refusals = count;
    }

    /** Returns everything that was given, in order. */
    public List<Alert> taken() {
        return members(taken);
    }

    /** Returns what people were told, in order. */
    public List<Alert> published() {
        return members(publications());
    }

    /** Returns what people were told, in order: each one message. */
    public List<AlertGroup> publications() {
        return taken.stream().filter(group -> group.kind().isForPeople()).toList();
    }

    /** Returns what the event bus alone was given, in order. */
    public List<Alert> changes() {
        return taken().stream().filter(alert -> !alert.kind().isForPeople()).toList();
    }

    private static List<Alert> members(List<AlertGroup> groups) {
        return groups.stream().flatMap(group -> group.alerts().stream()).toList();
    }

    @Override
    public void publish(Alert alert) {
        publish(new AlertGroup(List.of(alert)));
    }

    @Override
    public void publish(AlertGroup group) {
        if (refusals > 0) {
            refusals--;
            throw new AlertNotPublishedException("told to refuse", new IllegalStateException());
        }
        taken.add(group);
    }
}

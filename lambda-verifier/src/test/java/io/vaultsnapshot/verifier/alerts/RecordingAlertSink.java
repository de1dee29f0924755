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

    /** Returns every alert that was published, in order. */
    public List<Alert> published() {
        return taken.stream().flatMap(group -> group.alerts().stream()).toList();
    }

    /** Returns every message that was published, in order. */
    public List<AlertGroup> publications() {
        return List.copyOf(taken);
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

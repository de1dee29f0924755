package io.vaultsnapshot.verifier.alert;

import io.vaultsnapshot.contract.document.Alert;
import java.util.ArrayList;
import java.util.List;

/** A topic that keeps what it is given, and can be told to refuse. */
public final class RecordingAlertSink implements AlertSink {
    private final List<Alert> published = new ArrayList<>();
    private final List<AlertGroup> publications = new ArrayList<>();
    private int refusals;

    /** Makes the next so many publications fail. */
    public void refuseNext(int count) {
        refusals = count;
    }

    /** Returns what was published, in order. */
    public List<Alert> published() {
        return published;
    }

    /** Returns the publications, in order: each one message. */
    public List<AlertGroup> publications() {
        return publications;
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
        publications.add(group);
        published.addAll(group.alerts());
    }
}

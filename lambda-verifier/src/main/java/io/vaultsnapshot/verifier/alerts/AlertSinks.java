package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import java.util.List;
import java.util.function.Consumer;

/**
 * Several sinks as one. Each is tried even if one before it refused. If any refused, the alert counts as not published, and
 * all of them get it again with the same id.
 */
public final class AlertSinks implements AlertSink {
    private final List<AlertSink> sinks;

    /** Creates the sink over the others. */
    public AlertSinks(List<AlertSink> sinks) {
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void publish(Alert alert) {
        each(sink -> sink.publish(alert));
    }

    @Override
    public void publish(AlertGroup group) {
        each(sink -> sink.publish(group));
    }

    private void each(Consumer<AlertSink> publication) {
        AlertNotPublishedException first = null;
        for (AlertSink sink : sinks) {
            try {
                publication.accept(sink);
            } catch (AlertNotPublishedException refused) {
                if (first == null) {
                    first = refused;
                } else {
                    first.addSuppressed(refused);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}

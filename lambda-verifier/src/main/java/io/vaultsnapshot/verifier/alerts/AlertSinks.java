package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import java.util.List;
import java.util.function.Consumer;

/**
 * Several sinks as one. Each gets the kinds that it takes, and is tried even if one before it refused; if any refused, the
 * alert counts as not published, and all of them get it again with the same id.
 */
public final class AlertSinks implements AlertSink {
    private final List<AlertSink> sinks;

    /** Creates the sink over the others. */
    public AlertSinks(List<AlertSink> sinks) {
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public boolean takes(AlertKind kind) {
        return sinks.stream().anyMatch(sink -> sink.takes(kind));
    }

    @Override
    public void publish(Alert alert) {
        each(alert.kind(), sink -> sink.publish(alert));
    }

    @Override
    public void publish(AlertGroup group) {
        each(group.kind(), sink -> sink.publish(group));
    }

    private void each(AlertKind kind, Consumer<AlertSink> publication) {
        AlertNotPublishedException first = null;
        for (AlertSink sink : sinks.stream().filter(each -> each.takes(kind)).toList()) {
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

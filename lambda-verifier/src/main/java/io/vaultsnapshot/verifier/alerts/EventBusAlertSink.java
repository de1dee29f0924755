package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertEvent;
import io.vaultsnapshot.snapshot.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Puts an event on the bus for each alert, so that programs can react. Each member of a group is an event of its own. */
public final class EventBusAlertSink implements AlertSink {
    /** EventBridge's own limit of one request. */
    private static final int ENTRIES_AT_ONCE = 10;

    private final EventBridgeClient events;
    private final String bus;
    private final AlertLinks links;

    /** Creates the sink for a bus. */
    public EventBusAlertSink(EventBridgeClient events, String bus, AlertLinks links) {
        this.events = events;
        this.bus = bus;
        this.links = links;
    }

    @Override
    public void publish(Alert alert) {
        publish(new AlertGroup(List.of(alert)));
    }

    @Override
    public void publish(AlertGroup group) {
        List<Alert> alerts = group.alerts();
        for (int begin = 0; begin < alerts.size(); begin += ENTRIES_AT_ONCE) {
            put(alerts.subList(begin, Math.min(begin + ENTRIES_AT_ONCE, alerts.size())));
        }
    }

    private void put(List<Alert> alerts) {
        PutEventsResponse response;
        try {
            response = events.putEvents(
                    request -> request.entries(alerts.stream().map(this::entry).toList()));
        } catch (SdkException refused) {
            throw refused(alerts, String.valueOf(refused.getMessage()), refused);
        }
        // The request succeeds although entries of it fail.
        if (response.failedEntryCount() != null && response.failedEntryCount() > 0) {
            String reasons = response.entries().stream()
                    .filter(entry -> entry.errorCode() != null)
                    .map(PutEventsResultEntry::errorMessage)
                    .distinct()
                    .collect(Collectors.joining("; "));
            throw refused(alerts, response.failedEntryCount() + " entries failed: " + reasons, null);
        }
    }

    private PutEventsRequestEntry entry(Alert alert) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(AlertEvent.SOURCE)
                .detailType(AlertEvent.DETAIL_TYPE)
                .time(alert.at())
                .detail(Json.write(AlertDocument.of(alert, links)))
                .build();
    }

    private AlertNotPublishedException refused(List<Alert> alerts, String why, @Nullable Throwable cause) {
        return new AlertNotPublishedException(
                "event bus " + bus + " did not take alert " + alerts.get(0).id() + " and " + (alerts.size() - 1)
                        + " others: " + why + "; check the function's right to events:PutEvents",
                cause);
    }
}

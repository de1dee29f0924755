package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts as programs read them: from a queue, in a function, on the event bus. docs/documents.md has the shape. */
final class AlertDocument {
    private AlertDocument() {}

    /** Returns the document for one alert or for a group. */
    static Map<String, Object> of(AlertGroup group, AlertLinks links) {
        return group.isSingle() ? of(group.first(), links) : ofSeveral(group, links);
    }

    static Map<String, Object> of(Alert alert, AlertLinks links) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(Schema.FIELD, Schema.ALERT.text());
        document.putAll(alert.toMap());
        ProvenSnapshot proven = alert.lastProven();
        if (proven != null) {
            Duration age = Duration.between(proven.takenAt(), alert.at());
            document.put("actualRpoSeconds", age.toSeconds());
        }
        addLinksAndText(document, new AlertGroup(List.of(alert)), links);
        return document;
    }

    /** Of each member only what fits five hundred times; the rest is in its status. */
    private static Map<String, Object> ofSeveral(AlertGroup group, AlertLinks links) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(Schema.FIELD, Schema.ALERT_GROUP.text());
        document.put("id", group.id());
        document.put("kind", group.kind().id());
        document.put("state", group.state().id());
        document.put("cause", group.cause().id());
        document.put("missing", group.cause().missing().id());
        document.put("severity", group.severity().id());
        document.put("at", group.decidedAt().toString());
        document.put("selfTest", false);
        addLinksAndText(document, group, links);
        document.put(
                "alerts", group.alerts().stream().map(AlertDocument::member).toList());
        return document;
    }

    /** The words for people are in it as well, for programs that open tickets or write logs. */
    private static void addLinksAndText(Map<String, Object> document, AlertGroup group, AlertLinks links) {
        AlertMessage message = AlertMessage.of(group, links);
        document.put("bucket", links.bucket());
        document.put("runbook", links.runbook(group.first()));
        document.put("subject", message.subject());
        document.put("text", message.body());
    }

    private static Map<String, Object> member(Alert alert) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("id", alert.id());
        member.put("cluster", alert.cluster());
        member.put("since", alert.situation().since().toString());
        ProvenSnapshot proven = alert.lastProven();
        if (proven != null) {
            member.put("lastProvenTakenAt", proven.takenAt().toString());
        }
        return member;
    }
}

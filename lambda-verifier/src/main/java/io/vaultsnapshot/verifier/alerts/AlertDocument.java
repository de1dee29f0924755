package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts as programs read them: from a queue, in a function, on the event bus. The shape stands in docs/documents.md. */
final class AlertDocument {
    private static final String ALERT_SCHEMA = "alert/1.0";
    /** A change is no alert: whoever reads alerts of before must not take one for it. */
    private static final String CHANGE_SCHEMA = "change/1.0";

    private static final String GROUP_SCHEMA = "alert-group/1.0";

    private AlertDocument() {}

    /** Returns the document for one alert or for a group. */
    static Map<String, Object> of(AlertGroup group, AlertLinks links) {
        return group.isSingle() ? of(group.first(), links) : ofGroup(group, links);
    }

    static Map<String, Object> of(Alert alert, AlertLinks links) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", alert.kind().isForPeople() ? ALERT_SCHEMA : CHANGE_SCHEMA);
        document.putAll(alert.toMap());
        ProvenSnapshot proven = alert.lastProven();
        if (proven != null) {
            document.put(
                    "actualRpoSeconds",
                    Duration.between(proven.takenAt(), alert.at()).toSeconds());
        }
        document.put("selfTest", SelfTest.isOf(alert.cluster()));
        if (alert.kind().isForPeople()) {
            addLinksAndText(document, new AlertGroup(List.of(alert)), links);
        } else {
            document.put("bucket", links.bucket());
        }
        return document;
    }

    /** Of each member only what fits five hundred times; the rest is in its status. */
    private static Map<String, Object> ofGroup(AlertGroup group, AlertLinks links) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", GROUP_SCHEMA);
        document.put("id", group.id());
        document.put("kind", group.kind().id());
        document.put("state", group.state().id());
        document.put("severity", group.severity().id());
        document.put("at", group.decidedAt().toString());
        document.put("selfTest", false);
        addLinksAndText(document, group, links);
        document.put(
                "alerts", group.alerts().stream().map(AlertDocument::member).toList());
        return document;
    }

    /** The words for people stand in it as well: for whoever opens tickets or writes logs from it. */
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
        member.put("since", alert.since().toString());
        if (alert.lastProven() != null) {
            member.put("lastProvenTakenAt", alert.lastProven().takenAt().toString());
        }
        return member;
    }
}

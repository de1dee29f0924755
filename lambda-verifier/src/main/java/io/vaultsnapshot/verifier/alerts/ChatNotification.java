package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.alert.SelfTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert in the form that Amazon Q Developer in chat applications (AWS Chatbot) shows in Slack and Teams. It reads
 * topics over HTTPS and drops whatever does not have this form. All that follows up on one problem has one thread.
 *
 * <p>Source: the administrator guide of Amazon Q Developer in chat applications, "Custom notifications", event schema.
 */
final class ChatNotification {
    private ChatNotification() {}

    static Map<String, Object> of(AlertGroup group, AlertMessage message, AlertLinks links) {
        Map<String, Object> notification = new LinkedHashMap<>();
        notification.put("version", "1.0");
        notification.put("source", "custom");
        notification.put("id", group.id());
        notification.put("content", content(group, message, links));
        notification.put("metadata", metadata(group, message, links));
        return notification;
    }

    private static Map<String, Object> content(AlertGroup group, AlertMessage message, AlertLinks links) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("textType", "client-markdown");
        content.put("title", message.subject());
        content.put("description", "```\n" + message.body() + "```");
        if (group.kind() != AlertKind.RECOVERY) {
            content.put(
                    "nextSteps",
                    List.of(
                            group.isSingle() ? Wording.doNext(group.first(), links) : links.showFleet(),
                            links.runbook(group.first())));
        }
        content.put("keywords", List.of(group.state().id(), group.severity().id()));
        return content;
    }

    private static Map<String, Object> metadata(AlertGroup group, AlertMessage message, AlertLinks links) {
        Alert first = group.first();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(
                "threadId",
                group.isSingle()
                        ? String.join(
                                "/",
                                first.cluster(),
                                first.state().id(),
                                first.since().toString())
                        : group.id());
        metadata.put("summary", message.subject());
        metadata.put("eventType", group.kind().id());
        metadata.put("relatedResources", List.of(links.s3("")));
        Map<String, String> context = new TreeMap<>();
        context.put("id", group.id());
        context.put("clusters", String.valueOf(group.alerts().size()));
        context.put("state", group.state().id());
        context.put("kind", group.kind().id());
        context.put("severity", group.severity().id());
        context.put("selfTest", String.valueOf(SelfTest.isOf(first.cluster())));
        if (group.isSingle()) {
            context.put("cluster", first.cluster());
        }
        metadata.put("additionalContext", context);
        return metadata;
    }
}

package io.vaultsnapshot.verifier.alerts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert in the form that Amazon Q Developer in chat applications (AWS Chatbot) shows in Slack and Teams. It reads
 * topics over HTTPS and drops messages of any other form. All messages about one problem have one thread.
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
        List<String> nextSteps = nextSteps(group, links);
        if (!nextSteps.isEmpty()) {
            content.put("nextSteps", nextSteps);
        }
        content.put("keywords", List.of(group.state().id(), group.severity().id()));
        return content;
    }

    private static List<String> nextSteps(AlertGroup group, AlertLinks links) {
        String command = group.isSingle() ? NextStep.of(group.first(), links).command() : links.showFleet();
        return command == null ? List.of() : List.of(command, links.runbookPlace(group.first()));
    }

    private static Map<String, Object> metadata(AlertGroup group, AlertMessage message, AlertLinks links) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("threadId", thread(group));
        metadata.put("summary", message.subject());
        metadata.put("eventType", group.kind().id());
        metadata.put("relatedResources", List.of(links.s3("")));
        metadata.put("additionalContext", context(group));
        return metadata;
    }

    private static String thread(AlertGroup group) {
        return group.isSingle()
                ? String.join(
                        "/",
                        group.first().cluster(),
                        group.state().id(),
                        group.since().toString())
                : group.id();
    }

    private static Map<String, String> context(AlertGroup group) {
        Map<String, String> context = new TreeMap<>();
        context.put("id", group.id());
        context.put("clusters", String.valueOf(group.alerts().size()));
        context.put("state", group.state().id());
        context.put("cause", group.cause().id());
        context.put("kind", group.kind().id());
        context.put("severity", group.severity().id());
        context.put("selfTest", String.valueOf(group.first().selfTest()));
        if (group.isSingle()) {
            context.put("cluster", group.first().cluster());
        }
        return context;
    }
}

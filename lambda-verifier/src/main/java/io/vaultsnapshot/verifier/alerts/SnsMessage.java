package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertAttribute;
import io.vaultsnapshot.snapshot.json.Json;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * One publication with a body for each kind of reader, of which SNS delivers the one that fits the subscription: mail
 * and text messages for people, a chat notification over HTTPS, the alert document for all others, queues and functions
 * among them. The message holds the document once, as SNS's default: a large group would not fit twice.
 *
 * <p>Source: the Amazon SNS API reference, "Publish", MessageStructure.
 *
 * @param subject the subject
 * @param message the bodies by protocol, JSON
 * @param attributes what filter policies match
 */
record SnsMessage(String subject, String message, Map<String, MessageAttributeValue> attributes) {
    /** What SNS accepts, attributes included. */
    static final int LIMIT_BYTES = 262_144;

    static SnsMessage of(AlertGroup group, AlertLinks links) {
        AlertMessage message = AlertMessage.of(group, links);
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("default", Json.write(AlertDocument.of(group, links)));
        bodies.put("email", message.body());
        bodies.put("sms", sms(group, message, links));
        bodies.put("https", Json.write(ChatNotification.of(group, message, links)));
        return new SnsMessage(message.subject(), Json.write(bodies), attributes(group));
    }

    private static String sms(AlertGroup group, AlertMessage message, AlertLinks links) {
        return group.isSingle() && !group.first().selfTest()
                ? message.subject() + ". You would lose: " + Wording.loss(group.first(), links.zone(group.first()))
                : message.subject();
    }

    private static Map<String, MessageAttributeValue> attributes(AlertGroup group) {
        Map<AlertAttribute, MessageAttributeValue> values = new EnumMap<>(AlertAttribute.class);
        values.put(AlertAttribute.ID, text(group.id()));
        values.put(AlertAttribute.CLUSTER, clusters(group));
        values.put(AlertAttribute.STATE, text(group.state().id()));
        values.put(AlertAttribute.CAUSE, text(group.cause().id()));
        values.put(AlertAttribute.KIND, text(group.kind().id()));
        values.put(AlertAttribute.SEVERITY, text(group.severity().id()));
        values.put(AlertAttribute.MISSING, text(group.cause().missing().id()));
        values.put(AlertAttribute.SELF_TEST, text(String.valueOf(group.first().selfTest())));
        Map<String, MessageAttributeValue> byName = new TreeMap<>();
        values.forEach((attribute, value) -> byName.put(attribute.attribute(), value));
        return byName;
    }

    /** An array matches a filter policy when one of its values does, so a policy for one cluster also lets its groups in. */
    private static MessageAttributeValue clusters(AlertGroup group) {
        if (group.isSingle()) {
            return text(group.first().cluster());
        }
        List<String> names = group.alerts().stream().map(Alert::cluster).toList();
        return MessageAttributeValue.builder()
                .dataType("String.Array")
                .stringValue(names.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")))
                .build();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}

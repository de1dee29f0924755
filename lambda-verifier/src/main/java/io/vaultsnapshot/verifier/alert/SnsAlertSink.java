package io.vaultsnapshot.verifier.alert;

import io.vaultsnapshot.contract.document.Alert;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Publishes alerts to an SNS topic, with attributes that subscribers can filter by. */
public final class SnsAlertSink implements AlertSink {
    private final SnsClient sns;
    private final String topicArn;
    private final String bucket;

    /** Creates the sink for a topic and the bucket that alerts refer to. */
    public SnsAlertSink(SnsClient sns, String topicArn, String bucket) {
        this.sns = sns;
        this.topicArn = topicArn;
        this.bucket = bucket;
    }

    @Override
    public void publish(Alert alert) {
        AlertMessage message = AlertMessage.of(alert, bucket);
        try {
            sns.publish(request -> request.topicArn(topicArn)
                    .subject(message.subject())
                    .message(message.body())
                    .messageAttributes(Map.of(
                            "id", text(alert.id()),
                            "cluster", text(alert.cluster()),
                            "state", text(alert.state().word()),
                            "kind", text(alert.kind().word()))));
        } catch (SdkException refused) {
            throw new AlertNotPublishedException(
                    "topic " + topicArn + " did not take alert " + alert.id() + ": " + refused.getMessage()
                            + "; check the function's right to sns:Publish and the topic's key",
                    refused);
        }
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}

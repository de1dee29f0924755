package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Publishes alerts to an SNS topic, with attributes that subscribers can filter by. */
public final class SnsAlertSink implements AlertSink {
    private final SnsClient sns;
    private final String topicArn;
    private final AlertLinks links;

    /** Creates the sink for a topic and the places that alerts refer to. */
    public SnsAlertSink(SnsClient sns, String topicArn, AlertLinks links) {
        this.sns = sns;
        this.topicArn = topicArn;
        this.links = links;
    }

    @Override
    public void publish(Alert alert) {
        publish(new AlertGroup(List.of(alert)));
    }

    @Override
    public void publish(AlertGroup group) {
        SnsMessage message = SnsMessage.of(group, links);
        try {
            sns.publish(request -> request.topicArn(topicArn)
                    .subject(message.subject())
                    .messageStructure("json")
                    .message(message.message())
                    .messageAttributes(message.attributes()));
        } catch (SdkException refused) {
            throw new AlertNotPublishedException(
                    "topic " + topicArn + " did not take alert " + group.id() + ": " + refused.getMessage()
                            + "; check the function's right to sns:Publish and the topic's key",
                    refused);
        }
    }
}

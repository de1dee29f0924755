package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.settings.AlertProtocol;
import io.vaultsnapshot.contract.settings.AlertSubscription;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionProtocol;
import software.amazon.awscdk.services.sns.Topic;

/**
 * Adds the subscriptions of the settings. People and web hooks must confirm theirs, and the owner of a queue must let the
 * topic send.
 */
final class Subscriber {
    private Subscriber() {}

    static void add(Topic topic, AlertSubscription alert) {
        if (alert.protocol() == AlertProtocol.SLACK) {
            SlackChannel.add(topic, alert.endpoint());
            return;
        }
        // The id is the subscription itself. With a number as id, a new first entry would replace all the others.
        String id = alert.protocol().id() + ":" + alert.endpoint();
        Subscription.Builder.create(topic, id)
                .topic(topic)
                .protocol(protocol(alert.protocol()))
                .endpoint(alert.endpoint())
                .build();
        if (alert.protocol() == AlertProtocol.LAMBDA && isInStackOf(topic, alert.endpoint())) {
            letTopicInvoke(topic, id, alert.endpoint());
        }
    }

    /** Rights on a function of another account or region can only be given there. */
    private static boolean isInStackOf(Topic topic, String functionArn) {
        Stack stack = Stack.of(topic);
        return functionArn.contains(":lambda:" + stack.getRegion() + ":" + stack.getAccount() + ":");
    }

    private static void letTopicInvoke(Topic topic, String id, String functionArn) {
        CfnPermission.Builder.create(topic, "Invoke-" + id)
                .functionName(functionArn)
                .action("lambda:InvokeFunction")
                .principal("sns.amazonaws.com")
                .sourceArn(topic.getTopicArn())
                .build();
    }

    private static SubscriptionProtocol protocol(AlertProtocol protocol) {
        return switch (protocol) {
            case EMAIL -> SubscriptionProtocol.EMAIL;
            case SMS -> SubscriptionProtocol.SMS;
            case HTTPS -> SubscriptionProtocol.HTTPS;
            case SLACK -> throw new IllegalArgumentException("not a protocol of SNS");
            case SQS -> SubscriptionProtocol.SQS;
            case LAMBDA -> SubscriptionProtocol.LAMBDA;
        };
    }
}

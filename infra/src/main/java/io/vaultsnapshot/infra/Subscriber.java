package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.settings.AlertProtocol;
import io.vaultsnapshot.contract.settings.AlertSubscription;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionProtocol;
import software.amazon.awscdk.services.sns.Topic;

/** Subscribes whoever the settings name. People and web hooks still confirm; a queue's owner lets the topic send. */
final class Subscriber {
    private Subscriber() {}

    static void add(Topic topic, AlertSubscription alert) {
        // Named by what it is: with a number for a name, a new first entry would move all the others.
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

    /** Rights on a function elsewhere can only be given there. */
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
            case SQS -> SubscriptionProtocol.SQS;
            case LAMBDA -> SubscriptionProtocol.LAMBDA;
        };
    }
}

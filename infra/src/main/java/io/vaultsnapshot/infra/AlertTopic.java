package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * The topic for alerts, encrypted with a key of its own. The managed key {@code alias/aws/sns} cannot be used: CloudWatch
 * has no right on it and then drops alarms without an error.
 */
final class AlertTopic extends Construct {
    private final Key key;
    private final Topic topic;

    AlertTopic(Construct scope, SnapshotSettings settings) {
        super(scope, "Alerts");
        key = Key.Builder.create(this, "Key")
                .description("Encrypts alerts on their way to the subscribers")
                .enableKeyRotation(true)
                // No stored data is encrypted with this key, so it need not outlive the topic.
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        topic = Topic.Builder.create(this, "Topic")
                .topicName(AwsNames.ALERT_TOPIC)
                .displayName("Vault Snapshot")
                .masterKey(key)
                .enforceSsl(true)
                .build();
        letAlarmsPublish();
        settings.alerts().stream().distinct().forEach(each -> Subscriber.add(topic, each));
    }

    String arn() {
        return topic.getTopicArn();
    }

    Topic topic() {
        return topic;
    }

    /** Returns the right to publish. */
    PolicyStatement publish() {
        return Permission.to("PublishAlerts", List.of("sns:Publish"), List.of(arn()));
    }

    /** Returns the right to use the topic's key through SNS, without which nothing can be published. */
    PolicyStatement keyUse() {
        return Permission.to(
                "UseKeyForAlerts",
                List.of("kms:Decrypt", "kms:GenerateDataKey"),
                List.of(key.getKeyArn()),
                Map.of(
                        "StringEquals",
                        Map.of("kms:ViaService", "sns." + Stack.of(this).getRegion() + ".amazonaws.com")));
    }

    /** Services publish under their own name, so the condition on the account excludes those of other accounts. */
    private void letAlarmsPublish() {
        ServicePrincipal alarms = new ServicePrincipal("cloudwatch.amazonaws.com");
        // EventBridge may publish too, for rules that an operator points at the topic later. Without this grant and the
        // one on the key, their messages would be dropped without an error.
        ServicePrincipal rules = new ServicePrincipal("events.amazonaws.com");
        key.addToResourcePolicy(
                fromThisAccount("UseKeyForAlarmsAndRules", List.of("kms:Decrypt", "kms:GenerateDataKey*"), "*")
                        .principals(List.of(alarms, rules))
                        .build());
        topic.addToResourcePolicy(fromThisAccount("PublishAlarmsAndEvents", List.of("sns:Publish"), arn())
                .principals(List.of(alarms, rules))
                .build());
    }

    private PolicyStatement.Builder fromThisAccount(String sid, List<String> actions, String resource) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .actions(actions)
                .resources(List.of(resource))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())));
    }
}

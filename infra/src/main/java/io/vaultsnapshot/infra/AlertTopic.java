package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.alert.Runbook;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.settings.FleetSetting;
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
    private static final List<String> USE_KEY = List.of("kms:Decrypt", "kms:GenerateDataKey*");

    private final SnapshotSettings settings;
    private final Key key;
    private final Topic topic;

    AlertTopic(Construct scope, SnapshotSettings settings) {
        super(scope, "Alerts");
        this.settings = settings;
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

    /** Returns where the runbook lies, for what the topic's messages say. */
    Runbook runbook() {
        return new Runbook(settings.get(FleetSetting.RUNBOOK));
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
                        Map.of("kms:ViaService", settings.partition().serviceName("sns", settings.region()))));
    }

    /**
     * Services publish under their own name, so a condition on the account excludes alarms of other accounts. A rule of
     * EventBridge is another matter: its request to KMS carries no source account, and with the condition each of its
     * messages would be dropped without an error. So rules have a statement of their own on the key. The topic's policy
     * still says which account's rules may publish.
     *
     * <p>Source: Amazon SNS Developer Guide, "Enable compatibility between event sources from AWS services and encrypted
     * topics": {@code aws:SourceAccount}, {@code aws:SourceArn} and {@code aws:SourceOrgID} are not supported in a key
     * policy for EventBridge.
     */
    private void letAlarmsPublish() {
        ServicePrincipal alarms = new ServicePrincipal("cloudwatch.amazonaws.com");
        // For rules that an operator points at the topic later.
        ServicePrincipal rules = new ServicePrincipal("events.amazonaws.com");
        key.addToResourcePolicy(fromThisAccount("UseKeyForAlarms", USE_KEY, "*")
                .principals(List.of(alarms))
                .build());
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("UseKeyForRules")
                .actions(USE_KEY)
                .resources(List.of("*"))
                .principals(List.of(rules))
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

package io.vaultsnapshot.infra;

import java.util.List;
import software.amazon.awscdk.services.chatbot.CfnSlackChannelConfiguration;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;

/**
 * A channel of Slack that shows the topic's messages, through Amazon Q Developer in chat applications (AWS Chatbot). An
 * administrator must have let it into the workspace once, in its console.
 *
 * <p>People in a channel may run AWS commands with the channel's role, within its guardrail policies. Here both allow nothing:
 * without a guardrail it would be {@code AdministratorAccess} (CloudFormation reference of SlackChannelConfiguration).
 */
final class SlackChannel {
    private SlackChannel() {}

    /**
     * Adds the channel.
     *
     * @param endpoint the ids of workspace and channel, as {@code T0123ABCD/C0123ABCD}
     */
    static void add(Topic topic, String endpoint) {
        String id = "slack:" + endpoint;
        String workspace = endpoint.substring(0, endpoint.indexOf('/'));
        String channel = endpoint.substring(workspace.length() + 1);
        Role role = Role.Builder.create(topic, id + ":role")
                .description("Role of a Slack channel that only shows messages; it may do nothing")
                .assumedBy(new ServicePrincipal("chatbot.amazonaws.com"))
                .build();
        ManagedPolicy nothing = ManagedPolicy.Builder.create(topic, id + ":guardrail")
                .description("People in the Slack channel may run no AWS command")
                .statements(List.of(PolicyStatement.Builder.create()
                        .sid("Nothing")
                        .effect(Effect.DENY)
                        .actions(List.of("*"))
                        .resources(List.of("*"))
                        .build()))
                .build();
        CfnSlackChannelConfiguration.Builder.create(topic, id)
                .configurationName("vault-snapshot-" + channel)
                .slackWorkspaceId(workspace)
                .slackChannelId(channel)
                .snsTopicArns(List.of(topic.getTopicArn()))
                .iamRoleArn(role.getRoleArn())
                .guardrailPolicies(List.of(nothing.getManagedPolicyArn()))
                .loggingLevel("ERROR")
                .build();
    }
}

package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.settings.AlertProtocol;
import io.vaultsnapshot.contract.settings.AlertSubscription;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The stack, its bucket, and who is told. */
final class StackChecks {
    private static final String PAGE = "docs/before-the-first-deployment.md";
    /** Names the stack, since with a replica there are two. */
    static final String DEPLOY = "npx cdk deploy " + AwsNames.STACK;

    private static final Set<String> GOOD = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE");
    /** SNS has this in place of an ARN until the subscriber confirms. */
    private static final String PENDING = "PendingConfirmation";

    private final AwsCommands aws;
    private final SnapshotSettings settings;

    StackChecks(AwsCommands aws, SnapshotSettings settings) {
        this.aws = aws;
        this.settings = settings;
    }

    void run(Checkup checkup) {
        Stack stack = new Stack();
        checkup.look(Subject.BUCKET, () -> bucket(stack));
        checkup.look(Subject.STACK, stack::look);
        checkup.look(Subject.SUBSCRIPTIONS, this::subscriptions);
    }

    /** Bucket and stack are looked at together: a bucket without its stack is one that was kept. */
    private final class Stack {
        private Optional<Seen> seen = Optional.empty();
        private boolean exists;

        Seen look() {
            Seen now = seen.orElseGet(() -> aws.look(
                    this::status,
                    refused -> refused.is("ValidationError")
                            ? Seen.miss("stack " + AwsNames.STACK + " is not deployed", DEPLOY)
                            : refused.asUnknown(),
                    "cloudformation",
                    "describe-stacks",
                    "--stack-name",
                    AwsNames.STACK));
            seen = Optional.of(now);
            return now;
        }

        private Seen status(JsonObject answer) {
            exists = true;
            String status = answer.objects("Stacks").stream()
                    .findFirst()
                    .map(stack -> stack.text("StackStatus"))
                    .orElse("no status");
            if (GOOD.contains(status)) {
                return Seen.ok(AwsNames.STACK + " is " + status);
            }
            String next = status.endsWith("_IN_PROGRESS")
                    ? "wait until it has ended"
                    : status.startsWith("UPDATE")
                            ? "see why in the console's events of the stack, then " + DEPLOY
                            : PAGE + "#when-the-first-deployment-failed";
            return Seen.miss(AwsNames.STACK + " is " + status, next);
        }
    }

    private Seen bucket(Stack stack) {
        Outcome deployed = stack.look().outcome();
        if (deployed == Outcome.UNKNOWN) {
            return Seen.unknown("without the stack's status its owner is not known", "see 'stack' below");
        }
        String name = settings.bucket();
        return aws.look(
                answer -> stack.exists
                        ? Seen.ok(name + " is ours")
                        : Seen.miss(
                                name + " is in this account, and no stack: an earlier one left it",
                                PAGE + "#delete-the-stack-and-deploy-again-over-the-kept-bucket"),
                refused -> withoutBucket(name, stack.exists, refused),
                "s3api",
                "head-bucket",
                "--bucket",
                name,
                "--expected-bucket-owner",
                settings.account());
    }

    private Seen withoutBucket(String name, boolean stackExists, AwsCommands.Refused refused) {
        if (refused.is("404") && stackExists) {
            return Seen.miss(name + " is gone, and the stack is there", "find out in CloudTrail who deleted it");
        }
        if (refused.is("404")) {
            return Seen.ok(name + " is free; the stack creates it");
        }
        if (refused.is("403") || refused.is("400") || refused.is("301")) {
            return Seen.miss(
                    name + " is not ours: another account or region has it, or you may not see it",
                    "set another name: \"bucket\" in the settings");
        }
        return refused.asUnknown();
    }

    private Seen subscriptions() {
        List<AlertSubscription> expected = settings.alerts().stream()
                // Not a subscription of the topic's own.
                .filter(alert -> alert.protocol() != AlertProtocol.SLACK)
                .toList();
        if (expected.isEmpty()) {
            return Seen.skipped("the settings have no subscriber that confirms");
        }
        return aws.look(
                answer -> expected.stream()
                        .map(alert -> unconfirmed(alert, answer.objects("Subscriptions")))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseGet(() -> Seen.ok(expected.size() + " confirmed")),
                AwsCommands.Refused::asUnknown,
                "sns",
                "list-subscriptions-by-topic",
                "--topic-arn",
                settings.arn("sns", AwsNames.ALERT_TOPIC));
    }

    private static Optional<Seen> unconfirmed(AlertSubscription alert, List<JsonObject> subscriptions) {
        Optional<String> state = subscriptions.stream()
                .filter(each -> each.text("Protocol").equals(alert.protocol().id()))
                .filter(each -> each.text("Endpoint").equals(alert.endpoint()))
                .map(each -> each.text("SubscriptionArn"))
                .findFirst();
        if (state.isEmpty()) {
            return Optional.of(Seen.miss(
                    named(alert)
                            + " is not subscribed; it may have unsubscribed, or the settings are newer than the stack",
                    DEPLOY));
        }
        return state.filter(PENDING::equals)
                .map(pending -> Seen.miss(
                        named(alert) + " has not confirmed, so no alert reaches it",
                        "open the link in the mail or message from AWS Notifications; look among spam too"));
    }

    /** A web hook's URL may hold a secret. */
    private static String named(AlertSubscription alert) {
        String protocol = alert.protocol().id();
        return switch (alert.protocol()) {
            case HTTPS -> "the " + protocol.toUpperCase(Locale.ROOT) + " endpoint";
            case EMAIL, SMS, SLACK, SQS, LAMBDA -> protocol + " " + alert.endpoint();
        };
    }
}

package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** Events that could not be handled, from the rules and from the function; an alarm watches it. */
final class DeadLetterQueue extends Construct {
    /** SQS's own limit, so that the events are still there after a weekend and a holiday. */
    private static final Duration KEPT = Duration.days(14);

    private final Queue queue;

    DeadLetterQueue(Construct scope) {
        super(scope, "DeadLetters");
        queue = Queue.Builder.create(this, "Queue")
                .queueName(AwsNames.DEAD_LETTER_QUEUE)
                .retentionPeriod(KEPT)
                // Events only name buckets and keys. With a KMS key of this stack, EventBridge would need rights on it
                // too.
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .build();
    }

    Queue queue() {
        return queue;
    }
}

package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.constructs.Construct;

/** What starts the verifier: each new snapshot, proof of a drill and end of a run, and a sweep that also finds those without an event. */
final class VerifierRules extends Construct {
    /** EventBridge's own limit. The event's age ends the retries before that. */
    private static final int DELIVERY_RETRIES = 185;

    VerifierRules(Construct scope, VerifierLambda verifier, SnapshotBucket bucket, DeadLetterQueue deadLetters) {
        super(scope, "Rules");
        Rule.Builder.create(this, "Arrival")
                .ruleName(AwsNames.ARRIVAL_RULE)
                .description(
                        "Verifies a new snapshot and a new proof of a drill at once, applies a new acknowledgement, and notes"
                                + " how a run of a backup job ended")
                .eventPattern(newObject(bucket))
                .targets(List.of(verifierWith(verifier, deadLetters)))
                .build();
        Rule.Builder.create(this, "Sweep")
                .ruleName(AwsNames.SWEEP_RULE)
                .description("Looks for snapshots that are late, or whose event was lost")
                .schedule(Schedule.rate(Duration.minutes(VerifierFunction.SWEEP_PERIOD.toMinutes())))
                .targets(List.of(verifierWith(verifier, deadLetters)))
                .build();
    }

    /** Without the prefix the verifier's own records would start it again, without end. */
    private static EventPattern newObject(SnapshotBucket bucket) {
        List<Map<String, String>> keys = Stream.of(
                        SnapshotKey.ROOT, SnapshotKey.ACKNOWLEDGEMENT_ROOT, DrillKey.ROOT, RunKey.ROOT)
                .map(prefix -> Map.of("prefix", prefix))
                .toList();
        return EventPattern.builder()
                .source(List.of("aws.s3"))
                .detailType(List.of(VerifierFunction.OBJECT_CREATED_DETAIL_TYPE))
                .detail(new TreeMap<>(Map.of(
                        "bucket", Map.of("name", List.of(bucket.name())),
                        "object", Map.of("key", keys))))
                .build();
    }

    private static IRuleTarget verifierWith(VerifierLambda verifier, DeadLetterQueue deadLetters) {
        return LambdaFunction.Builder.create(verifier.function())
                .deadLetterQueue(deadLetters.queue())
                .maxEventAge(VerifierLambda.EVENT_KEPT)
                .retryAttempts(DELIVERY_RETRIES)
                .build();
    }
}

package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.env.VerifierEnv;
import io.vaultsnapshot.contract.settings.DerivedSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** The function that verifies each new snapshot and sweeps for late ones. */
final class VerifierLambda extends Construct {
    static final Runtime RUNTIME = Runtime.JAVA_25;
    static final Architecture ARCHITECTURE = Architecture.ARM_64;

    /** Lambda's limit: a failed run is tried again twice, minutes apart. */
    private static final int RETRIES = 2;
    /**
     * How long an event waits for a run: enough for a first run of the longest duration and both retries. The sweep finds
     * within minutes what an event failed to report, and asks again for a verification that has not ended. So an older event
     * has nothing to add, be it S3's or the function's own, and it goes to the queue that has an alarm.
     */
    static final Duration EVENT_KEPT = Duration.hours(1);

    private final Function function;
    private final java.time.Duration timeout;

    VerifierLambda(
            Construct scope,
            SnapshotSettings settings,
            Path jar,
            SnapshotBucket bucket,
            AlertTopic topic,
            DeadLetterQueue deadLetters) {
        super(scope, "Verifier");
        timeout = DerivedSettings.of(settings).functionTimeout();
        LogGroup log = logGroup();
        VerifierRole role = new VerifierRole(this, settings, log, bucket, topic, deadLetters);
        function = Function.Builder.create(this, "Function")
                .functionName(AwsNames.FUNCTION)
                .description("Verifies Vault snapshots and sweeps for late ones")
                .runtime(RUNTIME)
                .architecture(ARCHITECTURE)
                .handler(VerifierFunction.HANDLER)
                .code(Code.fromAsset(jar.toString()))
                .memorySize(VerifierFunction.MEMORY_MIB)
                .timeout(Duration.seconds(timeout.toSeconds()))
                .layers(List.of(new SettingsLayer(this, settings).version()))
                .environment(environment(bucket, topic))
                // VerifierRole has all that the function may do, and CDK must not add to it.
                .role(role.role().withoutPolicyUpdates())
                .logGroup(log)
                .deadLetterQueue(deadLetters.queue())
                .retryAttempts(RETRIES)
                .maxEventAge(EVENT_KEPT)
                .build();
        // CDK names the role a second time here. The function's reference to it is enough to create it first.
        ((CfnFunction) function.getNode().getDefaultChild()).addDeletionOverride("DependsOn");
    }

    Function function() {
        return function;
    }

    /** Returns how long a run may take, as it follows from the settings. */
    java.time.Duration timeout() {
        return timeout;
    }

    String name() {
        return function.getFunctionName();
    }

    private static Map<String, String> environment(SnapshotBucket bucket, AlertTopic topic) {
        Map<String, String> environment = new TreeMap<>();
        environment.put(VerifierEnv.SETTINGS_FILE.name(), SettingsLayer.pathInFunction());
        environment.put(VerifierEnv.SNAPSHOT_BUCKET.name(), bucket.name());
        environment.put(VerifierEnv.BUCKET_KEY_ARN.name(), bucket.keyArn());
        environment.put(VerifierEnv.ALERT_TOPIC_ARN.name(), topic.arn());
        environment.put(VerifierEnv.EVENT_BUS.name(), VerifierRole.EVENT_BUS);
        environment.put("JAVA_TOOL_OPTIONS", VerifierFunction.JAVA_OPTIONS);
        return environment;
    }

    /** Is deleted with the stack. The proof is in the bucket's records, and a kept log would block the next deployment. */
    private LogGroup logGroup() {
        return LogGroup.Builder.create(this, "Log")
                .logGroupName(AwsNames.LOG_GROUP)
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }
}

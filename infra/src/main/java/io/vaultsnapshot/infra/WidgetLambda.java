package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.WidgetFunction;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.env.VerifierEnv;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The function that draws the fleet on the dashboard. CloudWatch starts it with the rights of who looks. So it is another function
 * than the verifier: a right to start that one would be a right to send it events. It may read one object.
 */
final class WidgetLambda extends Construct {
    private final Function function;

    WidgetLambda(Construct scope, Path jar, SnapshotBucket bucket) {
        super(scope, "Widget");
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName(AwsNames.WIDGET_LOG_GROUP)
                .retention(RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        function = Function.Builder.create(this, "Function")
                .functionName(AwsNames.WIDGET_FUNCTION)
                .description("Draws the clusters on the dashboard; reads one object and writes nothing")
                .runtime(VerifierLambda.RUNTIME)
                .architecture(VerifierLambda.ARCHITECTURE)
                .handler(WidgetFunction.HANDLER)
                .code(Code.fromAsset(jar.toString()))
                .memorySize(WidgetFunction.MEMORY_MIB)
                .timeout(Duration.seconds(WidgetFunction.TIMEOUT.toSeconds()))
                .environment(new TreeMap<>(Map.of(VerifierEnv.SNAPSHOT_BUCKET.name(), bucket.name())))
                .role(role(log, bucket).withoutPolicyUpdates())
                .logGroup(log)
                .build();
        // CDK names the role a second time here. The function's reference to it is enough to create it first.
        ((CfnFunction) function.getNode().getDefaultChild()).addDeletionOverride("DependsOn");
    }

    Function function() {
        return function;
    }

    private Role role(LogGroup log, SnapshotBucket bucket) {
        return Role.Builder.create(this, "Role")
                .description("Widget of the dashboard: reads the fleet's index and nothing else")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "read",
                        PolicyDocument.Builder.create()
                                .statements(List.of(
                                        Permission.to(
                                                "WriteLog",
                                                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                                                List.of(log.getLogGroupArn())),
                                        Permission.to(
                                                "ReadFleetIndex",
                                                List.of("s3:GetObject"),
                                                List.of(bucket.object(StatusKey.FLEET_INDEX))),
                                        bucket.keyUseForReading()))
                                .build()))
                .build();
    }
}

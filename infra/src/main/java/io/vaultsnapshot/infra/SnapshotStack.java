package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.PodRole;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.constructs.Construct;

/**
 * Everything in AWS: one bucket, the verifier, its topic and its alarms. What each cluster has of its own is in nested stacks, so
 * that CloudFormation takes any number of clusters.
 */
public final class SnapshotStack extends Stack {
    private final ClusterStacks clusterStacks;

    /**
     * Creates the stack.
     *
     * @param scope the app
     * @param settings what the operator chose
     * @param verifierJar the verifier's jar, which must exist
     */
    public SnapshotStack(Construct scope, SnapshotSettings settings, Path verifierJar) {
        super(scope, AwsNames.STACK, props(settings));

        SnapshotBucket bucket = new SnapshotBucket(this, settings);
        clusterStacks = new ClusterStacks(this);
        writers(settings, PodRole.IRSA)
                .forEach(
                        cluster -> new SnapshotWriterRole(clusterStacks.of(cluster.name()), settings, bucket, cluster));
        writers(settings, PodRole.POD_IDENTITY)
                .collect(Collectors.groupingBy(
                        cluster -> cluster.get(ClusterSetting.WRITER_ROLE), TreeMap::new, Collectors.toList()))
                .forEach((role, clusters) -> new SharedWriterRole(this, settings, bucket, clusterStacks, clusters));
        settings.clusters().stream()
                .filter(cluster -> cluster.drill().isPresent())
                .forEach(cluster -> new DrillRole(clusterStacks.of(cluster.name()), settings, bucket, cluster));

        settings.clusters().stream()
                .filter(ClusterSettings::isInAnotherAccount)
                .forEach(cluster -> new ForeignIssuer(clusterStacks.of(cluster.name()), cluster));

        AlertTopic topic = new AlertTopic(this, settings);
        DeadLetterQueue deadLetters = new DeadLetterQueue(this);
        VerifierLambda verifier = new VerifierLambda(this, settings, verifierJar, bucket, topic, deadLetters);
        new VerifierRules(this, verifier, bucket, deadLetters);
        List<IAlarm> alarms = new ArrayList<>();
        GroupAlarms groups = new GroupAlarms(this, settings, bucket, topic);
        alarms.addAll(groups.all());
        alarms.addAll(new VerifierAlarms(this, bucket, topic, deadLetters, verifier).all());
        alarms.addAll(new AlertPathSelfTest(this, topic, verifier, deadLetters).alarms());
        WidgetLambda widget = new WidgetLambda(this, verifierJar, bucket);
        new FleetDashboard(this, bucket, widget, alarms, groups.levels());

        settings.replica().ifPresent(replica -> new Replication(this, settings, replica, bucket));
        new ReaderRoles(this, settings, bucket);
        OrganisationRules.apply(this, settings);

        output("BucketName", bucket.name(), "Bucket with the snapshots and what is known about them");
        output("AlertTopicArn", topic.arn(), "Topic that alerts go to");
        output("VerifierFunctionName", verifier.name(), "Function that verifies snapshots");
    }

    /** Returns the names of the files with its template and with those of its nested stacks. */
    List<String> templateFiles() {
        return Stream.concat(Stream.of(getTemplateFile()), clusterStacks.templateFiles().stream())
                .toList();
    }

    private static Stream<ClusterSettings> writers(SnapshotSettings settings, PodRole kind) {
        return settings.clusters().stream().filter(cluster -> cluster.get(ClusterSetting.IDENTITY) == kind);
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }

    private static StackProps props(SnapshotSettings settings) {
        return StackProps.builder()
                .env(Environment.builder()
                        .account(settings.account())
                        .region(settings.region())
                        .build())
                .synthesizer(OrganisationRules.synthesizer(settings))
                .description("Vault Snapshot: snapshots of Vault and OpenBao, verified on arrival")
                .terminationProtection(true)
                // Indentation is a third of a large template, and CloudFormation counts it.
                .suppressTemplateIndentation(true)
                .build();
    }
}

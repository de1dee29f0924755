package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.alert.AlertEvent;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * What the verifier may do, all of it in one policy: read what is in the bucket, write what it found, say so. It can
 * neither create, change nor delete a cluster's snapshot, so a mistake in the verifier costs no backup.
 */
final class VerifierRole extends Construct {
    /** The account's own bus, on which AWS's services put theirs. */
    static final String EVENT_BUS = "default";

    private static final List<String> READ =
            List.of(SnapshotKey.ROOT, SnapshotKey.RECORD_ROOT, SnapshotKey.ACKNOWLEDGEMENT_ROOT, StatusKey.ROOT);
    private static final List<String> WRITTEN = List.of(SnapshotKey.RECORD_ROOT, StatusKey.ROOT);

    private static final String WHY_STARS =
            "Every cluster's snapshots and documents are read, and their keys end in names and times unknown when the role"
                    + " is made. No action of the role deletes, and under snapshots/ it writes nothing but drills.";

    private final Role role;

    VerifierRole(
            Construct scope,
            SnapshotSettings settings,
            LogGroup log,
            SnapshotBucket bucket,
            AlertTopic topic,
            DeadLetterQueue deadLetters) {
        super(scope, "Role");
        List<PolicyStatement> statements = new ArrayList<>(List.of(
                writeLog(log),
                list(bucket),
                read(bucket),
                write(bucket),
                bucket.keyUse(),
                topic.publish(),
                topic.keyUse(),
                putEvents(),
                plantDrill(bucket),
                keepDeadLetters(deadLetters)));
        statements.addAll(keysOf(settings));
        role = Role.Builder.create(this, "Role")
                .description("Verifier: reads snapshots, writes records and statuses, publishes alerts")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "verify-snapshots",
                        PolicyDocument.Builder.create().statements(statements).build()))
                .build();
        AcceptedFinding.on(
                role,
                Stream.concat(READ.stream(), Stream.of(SelfTest.prefix()))
                        .map(prefix -> bucket.acceptedStar(prefix, WHY_STARS))
                        .toArray(AcceptedFinding[]::new));
    }

    Role role() {
        return role;
    }

    /** What the settings name and nothing else; neither right lets anybody decrypt. */
    private static List<PolicyStatement> keysOf(SnapshotSettings settings) {
        List<PolicyStatement> statements = new ArrayList<>();
        List<String> seals = settings.clusters().stream()
                .flatMap(cluster -> cluster.sealKeyArns().stream())
                .distinct()
                .sorted()
                .toList();
        if (!seals.isEmpty()) {
            statements.add(Permission.to("LookAtSealKeys", List.of("kms:DescribeKey"), seals));
        }
        String signing = settings.recordSigningKeyArn();
        if (signing != null) {
            statements.add(Permission.to(
                    "SignRecords",
                    List.of("kms:Sign"),
                    List.of(signing),
                    Map.of("StringEquals", Map.of("kms:SigningAlgorithm", RecordSignature.ALGORITHM))));
        }
        return statements;
    }

    private static PolicyStatement writeLog(LogGroup log) {
        return Permission.to(
                "WriteLog", List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn()));
    }

    /** Also decides how a missing document looks: S3 says 404 to those who may list its key, 403 to others. */
    private static PolicyStatement list(SnapshotBucket bucket) {
        List<String> prefixes = READ.stream().map(prefix -> prefix + "*").toList();
        return Permission.to(
                "ListKnownPrefixes",
                List.of("s3:ListBucket"),
                List.of(bucket.arn()),
                Map.of("StringLike", Map.of("s3:prefix", prefixes)));
    }

    private static PolicyStatement read(SnapshotBucket bucket) {
        return Permission.to(
                "ReadSnapshotsAndDocuments",
                List.of("s3:GetObject", "s3:GetObjectVersion"),
                objects(bucket, READ.stream()));
    }

    private static PolicyStatement write(SnapshotBucket bucket) {
        return Permission.to("WriteDocuments", List.of("s3:PutObject"), objects(bucket, WRITTEN.stream()));
    }

    /** Under its own name only: nobody's rule can be fooled into taking its events for a service's. */
    private PolicyStatement putEvents() {
        Stack stack = Stack.of(this);
        return Permission.to(
                "PutEvents",
                List.of("events:PutEvents"),
                List.of("arn:" + AwsNames.partition(stack.getRegion()) + ":events:" + stack.getRegion() + ":"
                        + stack.getAccount() + ":event-bus/" + EVENT_BUS),
                Map.of("StringEquals", Map.of("events:source", AlertEvent.SOURCE)));
    }

    /** The one place under snapshots/ where it may write, and no cluster's: no settings can name one like that. */
    private static PolicyStatement plantDrill(SnapshotBucket bucket) {
        return Permission.to("PlantDrill", List.of("s3:PutObject"), List.of(bucket.objectsUnder(SelfTest.prefix())));
    }

    private static PolicyStatement keepDeadLetters(DeadLetterQueue deadLetters) {
        return Permission.to(
                "KeepDeadLetters",
                List.of("sqs:SendMessage"),
                List.of(deadLetters.queue().getQueueArn()));
    }

    private static List<String> objects(SnapshotBucket bucket, Stream<String> prefixes) {
        return prefixes.map(bucket::objectsUnder).toList();
    }
}

package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.SnapshotKey;
import io.vaultsnapshot.contract.StatusKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * What the verifier may do, all of it in one policy: read what is in the bucket, write what it found, say so. It can
 * neither create, change nor delete a snapshot, so a mistake in the verifier costs no backup.
 */
final class VerifierRole extends Construct {
    private static final List<String> READ = List.of(SnapshotKey.ROOT, SnapshotKey.RECORD_ROOT, StatusKey.ROOT);
    private static final List<String> WRITTEN = List.of(SnapshotKey.RECORD_ROOT, StatusKey.ROOT);

    private static final String WHY_STARS =
            "Every cluster's snapshots and documents are read, and their keys end in names and times unknown when the role"
                    + " is made. No action of the role deletes, and under snapshots/ none writes.";

    private final Role role;

    VerifierRole(Construct scope, LogGroup log, SnapshotBucket bucket, AlertTopic topic, DeadLetterQueue deadLetters) {
        super(scope, "Role");
        role = Role.Builder.create(this, "Role")
                .description("Verifier: reads snapshots, writes records and statuses, publishes alerts")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "verify-snapshots",
                        PolicyDocument.Builder.create()
                                .statements(List.of(
                                        writeLog(log),
                                        list(bucket),
                                        read(bucket),
                                        write(bucket),
                                        bucket.keyUse(),
                                        topic.publish(),
                                        topic.keyUse(),
                                        keepDeadLetters(deadLetters)))
                                .build()))
                .build();
        AcceptedFinding.on(
                role,
                READ.stream()
                        .map(prefix -> bucket.acceptedStar(prefix, WHY_STARS))
                        .toArray(AcceptedFinding[]::new));
    }

    Role role() {
        return role;
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

package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.alert.AlertEvent;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.contract.retention.SupersededTag;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.ReplicaSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * What the verifier may do, in policies of its own: read what is in the bucket, write what it found, publish alerts, and
 * start itself once more. It cannot create, change or delete a cluster's snapshot. With a retention it can tag one, and S3 then
 * deletes it, at the earliest when it has its age.
 */
final class VerifierRole extends Construct {
    /** The account's own bus, on which AWS's services put theirs. */
    static final String EVENT_BUS = "default";

    private static final List<String> READ = List.of(
            SnapshotKey.ROOT,
            DrillKey.ROOT,
            RunKey.ROOT,
            SnapshotKey.RECORD_ROOT,
            SnapshotKey.ACKNOWLEDGEMENT_ROOT,
            StatusKey.ROOT);
    private static final List<String> WRITTEN = List.of(SnapshotKey.RECORD_ROOT, StatusKey.ROOT);

    /** So many of the longest ARNs fit. {@link StackLimit#POLICY_CHARACTERS} fails the synth if they do not. */
    static final int SEAL_KEYS_IN_A_POLICY = 50;

    private static final String WHY_STARS =
            "Every cluster's snapshots and documents are read, and their keys end in names and times unknown when the role"
                    + " is made. No action of the role deletes, and under snapshots/ it writes only the self-test's and one tag.";

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
                listVersions(bucket),
                read(bucket),
                write(bucket),
                bucket.keyUse(),
                topic.publish(),
                topic.keyUse(),
                putEvents(settings),
                plantSelfTest(bucket),
                invokeItself(settings),
                keepDeadLetters(deadLetters)));
        settings.replica().map(VerifierRole::listCopies).ifPresent(statements::add);
        settings.get(FleetSetting.RECORD_SIGNING_KEY_ARN)
                .map(VerifierRole::sign)
                .ifPresent(statements::add);
        if (settings.retention().isPresent()) {
            statements.add(mark(bucket));
            statements.add(unmark(bucket));
        }
        ManagedPolicy work = policy("Policy", statements);
        List<IManagedPolicy> policies = new ArrayList<>(List.of(work));
        lookAtSealKeys(settings).forEach(some -> policies.add(policy("SealKeys" + policies.size(), List.of(some))));
        role = Role.Builder.create(this, "Role")
                .roleName(name(settings))
                .description("Verifier: reads snapshots, writes records and statuses, publishes alerts")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .managedPolicies(policies)
                .build();
        AcceptedFinding.on(
                work,
                Stream.concat(READ.stream(), Stream.of(SelfTest.prefix()))
                        .map(prefix -> bucket.acceptedStar(prefix, WHY_STARS))
                        .toArray(AcceptedFinding[]::new));
    }

    Role role() {
        return role;
    }

    private ManagedPolicy policy(String id, List<PolicyStatement> statements) {
        return ManagedPolicy.Builder.create(this, id).statements(statements).build();
    }

    /** The seal keys that the settings name and no others, one statement for each policy. It does not allow to decrypt. */
    private static List<PolicyStatement> lookAtSealKeys(SnapshotSettings settings) {
        List<String> seals = settings.clusters().stream()
                .flatMap(cluster -> cluster.get(ClusterSetting.SEAL_KEY_ARNS).stream())
                .map(KmsKeyArn::text)
                .distinct()
                .sorted()
                .toList();
        return Chunks.of(seals, SEAL_KEYS_IN_A_POLICY).stream()
                .map(keys -> Permission.to("LookAtSealKeys", List.of("kms:DescribeKey"), keys))
                .toList();
    }

    private static PolicyStatement sign(KmsKeyArn key) {
        return Permission.to(
                "SignRecords",
                List.of("kms:Sign"),
                List.of(key.text()),
                Map.of("StringEquals", Map.of("kms:SigningAlgorithm", RecordSignature.ALGORITHM)));
    }

    private static PolicyStatement writeLog(LogGroup log) {
        return Permission.to(
                "WriteLog", List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn()));
    }

    /** Also decides how a missing document looks: S3 answers 404 to a role that may list its key, and 403 to others. */
    private static PolicyStatement list(SnapshotBucket bucket) {
        List<String> prefixes = READ.stream().map(prefix -> prefix + "*").toList();
        return Permission.to(
                "ListKnownPrefixes",
                List.of("s3:ListBucket"),
                List.of(bucket.arn()),
                Map.of("StringLike", Map.of("s3:prefix", prefixes)));
    }

    /** Of a key's versions the first counts, and the retention must see versions below a delete marker. */
    private static PolicyStatement listVersions(SnapshotBucket bucket) {
        return Permission.to(
                "ListSnapshotVersions",
                List.of("s3:ListBucketVersions"),
                List.of(bucket.arn()),
                Map.of("StringLike", Map.of("s3:prefix", List.of(SnapshotKey.ROOT + "*"))));
    }

    /** Of the copies it sees that they are there, and not what is in them. */
    private static PolicyStatement listCopies(ReplicaSettings replica) {
        return Permission.to(
                "ListCopies",
                List.of("s3:ListBucketVersions"),
                List.of(replica.bucketArn()),
                Map.of("StringLike", Map.of("s3:prefix", List.of(SnapshotKey.ROOT + "*"))));
    }

    /** The replica's account lets it in by its name. Elsewhere CloudFormation chooses one. */
    private static @Nullable String name(SnapshotSettings settings) {
        return settings.replica()
                .filter(replica -> replica.isInAnotherAccountThan(settings.account()))
                .map(replica -> AwsNames.verifierRole(settings.region()))
                .orElse(null);
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

    /** This one tag with this one value, on versions that it names, and no other tag beside it. */
    private static PolicyStatement mark(SnapshotBucket bucket) {
        return Permission.to(
                "MarkSuperseded",
                List.of("s3:PutObjectVersionTagging"),
                List.of(bucket.objectsUnder(SnapshotKey.ROOT)),
                new TreeMap<>(Map.of(
                        "StringEquals", Map.of("s3:RequestObjectTag/" + SupersededTag.KEY, SupersededTag.VALUE),
                        "ForAllValues:StringEquals", Map.of("s3:RequestObjectTagKeys", List.of(SupersededTag.KEY)))));
    }

    /** Without a tag, nothing deletes a version. */
    private static PolicyStatement unmark(SnapshotBucket bucket) {
        return Permission.to(
                "ReleaseSuperseded",
                List.of("s3:DeleteObjectVersionTagging"),
                List.of(bucket.objectsUnder(SnapshotKey.ROOT)));
    }

    /** Under its own source only, so no rule can take its events for those of an AWS service. */
    private static PolicyStatement putEvents(SnapshotSettings settings) {
        return Permission.to(
                "PutEvents",
                List.of("events:PutEvents"),
                List.of(settings.arn("events", "event-bus/" + EVENT_BUS)),
                Map.of("StringEquals", Map.of("events:source", AlertEvent.SOURCE)));
    }

    /** The one place under snapshots/ where it may write. No cluster can have that name. */
    private static PolicyStatement plantSelfTest(SnapshotBucket bucket) {
        return Permission.to("PlantSelfTest", List.of("s3:PutObject"), List.of(bucket.objectsUnder(SelfTest.prefix())));
    }

    /** The ARN is made from the name, because the function needs the role first. */
    private static PolicyStatement invokeItself(SnapshotSettings settings) {
        return Permission.to(
                "RequestVerification",
                List.of("lambda:InvokeFunction"),
                List.of(settings.arn("lambda", "function:" + AwsNames.FUNCTION)));
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

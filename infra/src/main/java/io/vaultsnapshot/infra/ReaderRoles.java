package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.IamPrincipalArn;
import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.CompositePrincipal;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The two roles for people. The restorer reads snapshots; the auditor reads what is known about them and lists their versions.
 * Neither writes, tags or deletes anything, and neither may use a key that unseals a snapshot.
 */
final class ReaderRoles extends Construct {
    private static final Duration SESSION = Duration.hours(1);
    private static final List<String> RESTORER_READS =
            List.of(SnapshotKey.ROOT, SnapshotKey.RECORD_ROOT, StatusKey.ROOT);
    private static final List<String> AUDITOR_READS = List.of(SnapshotKey.RECORD_ROOT, StatusKey.ROOT, DrillKey.ROOT);

    private final SnapshotBucket bucket;

    ReaderRoles(Construct scope, SnapshotSettings settings, SnapshotBucket bucket) {
        super(scope, "Readers");
        this.bucket = bucket;
        List<IamPrincipalArn> restorers = settings.get(FleetSetting.RESTORERS);
        if (!restorers.isEmpty()) {
            role(
                    "Restorer",
                    AwsNames.restorerRole(settings.region()),
                    restorers,
                    RESTORER_READS,
                    List.of(list(RESTORER_READS)));
        }
        List<IamPrincipalArn> auditors = settings.get(FleetSetting.AUDITORS);
        if (!auditors.isEmpty()) {
            // Which versions there are, and not what is in them: an audit finds a snapshot that was removed or
            // replaced.
            List<String> listed = Stream.concat(AUDITOR_READS.stream(), Stream.of(SnapshotKey.ROOT))
                    .toList();
            List<PolicyStatement> more = new ArrayList<>(List.of(list(listed)));
            settings.get(FleetSetting.RECORD_SIGNING_KEY_ARN)
                    .map(ReaderRoles::verify)
                    .ifPresent(more::addAll);
            role("Auditor", AwsNames.auditorRole(settings.region()), auditors, AUDITOR_READS, more);
        }
    }

    private void role(
            String id, String name, List<IamPrincipalArn> people, List<String> read, List<PolicyStatement> more) {
        List<PolicyStatement> statements = new ArrayList<>(List.of(
                Permission.to(
                        "Read",
                        List.of("s3:GetObject", "s3:GetObjectVersion"),
                        read.stream().map(bucket::objectsUnder).toList()),
                bucket.keyUseForReading()));
        statements.addAll(more);
        Role role = Role.Builder.create(this, id)
                .roleName(name)
                .description(id + ": a person who reads the bucket, and changes nothing in it")
                .assumedBy(trust(people))
                .maxSessionDuration(SESSION)
                .inlinePolicies(Map.of(
                        "read",
                        PolicyDocument.Builder.create().statements(statements).build()))
                .build();
        AcceptedFinding.on(
                role,
                read.stream()
                        .map(prefix -> bucket.acceptedStar(
                                prefix,
                                "A person reads the documents of every cluster, and their keys end in names and times. The"
                                        + " role cannot write, tag or delete."))
                        .toArray(AcceptedFinding[]::new));
    }

    /** A session of a role never says that it used MFA: whoever signed the person in has asked for it. */
    private static IPrincipal trust(List<IamPrincipalArn> people) {
        return new CompositePrincipal(people.stream()
                .map(person -> person.isRole()
                        ? new ArnPrincipal(person.text())
                        : new ArnPrincipal(person.text())
                                .withConditions(Map.of("Bool", Map.of("aws:MultiFactorAuthPresent", "true"))))
                .toArray(IPrincipal[]::new));
    }

    private PolicyStatement list(List<String> prefixes) {
        return Permission.to(
                "List",
                List.of("s3:ListBucket", "s3:ListBucketVersions"),
                List.of(bucket.arn()),
                Map.of(
                        "StringLike",
                        Map.of(
                                "s3:prefix",
                                prefixes.stream().map(prefix -> prefix + "*").toList())));
    }

    private static List<PolicyStatement> verify(KmsKeyArn key) {
        return List.of(
                Permission.to(
                        "VerifySignatures",
                        List.of("kms:Verify"),
                        List.of(key.text()),
                        Map.of("StringEquals", Map.of("kms:SigningAlgorithm", RecordSignature.ALGORITHM))),
                Permission.to("ReadPublicKey", List.of("kms:GetPublicKey"), List.of(key.text())));
    }
}

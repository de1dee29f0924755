package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.ReplicaSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.testing.access.AccessAttempt;
import io.vaultsnapshot.testing.access.AccessStep;
import io.vaultsnapshot.testing.access.AccessTarget;
import io.vaultsnapshot.testing.access.AccessTarget.Group;
import io.vaultsnapshot.testing.iam.IamPolicy;
import io.vaultsnapshot.testing.iam.IamPrincipal;
import io.vaultsnapshot.testing.iam.IamRequest;
import io.vaultsnapshot.testing.iam.IamResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What IAM would decide about a cell of the matrix in one template.
 *
 * @param settings the settings
 * @param iam the template
 * @param replica the bucket of the copies; empty when the settings have none
 * @param subject the identity
 */
record AccessDecision(
        SnapshotSettings settings, TemplateIam iam, Optional<IamResource> replica, AccessSubject subject) {
    private static final String OTHER_CLUSTER = "another";

    /** Returns whether it is allowed; empty when the template has no such target, or no policy decides it. */
    Optional<Boolean> of(AccessAttempt attempt, AccessTarget target) {
        if (attempt.group() == Group.CALLER) {
            List<IamRequest> requests = new AccessCaller(settings, subject).requests(target);
            return requests.isEmpty()
                    ? Optional.empty()
                    : Optional.of(requests.stream().allMatch(subject.role()::canBeAssumed));
        }
        if (attempt == AccessAttempt.PUT_WITH_OWN_KEY && iam.blocksKeysOfUploaders()) {
            return Optional.of(false);
        }
        return arn(target).map(arn -> attempt.steps(target).stream().allMatch(step -> allows(step, target, arn)));
    }

    private boolean allows(AccessStep step, AccessTarget target, String arn) {
        return switch (step.on()) {
            case TARGET -> may(step, target, arn, resource(target, arn));
            case OWN_SNAPSHOT ->
                may(step, target, arn(AccessTarget.OWN_SNAPSHOT).orElseThrow(), iam.bucket());
            case BUCKET ->
                target.group() == Group.COPY
                        ? may(step, target, replicaArn().orElseThrow(), replica.orElseThrow())
                        : may(step, target, iam.bucketArn(), iam.bucket());
            case KEY_THROUGH_S3 -> may(step, target, iam.bucketKeyArn(), iam.bucketKey());
            case OTHER_KEY_THROUGH_S3 -> may(step, target, otherKey(), keyElsewhere(otherKey()));
        };
    }

    private boolean may(AccessStep step, AccessTarget target, String arn, IamResource resource) {
        IamPrincipal principal = IamPrincipal.aws(subject.role().arn());
        return subject.role().may(new IamRequest(principal, step.action(), arn, context(step, target)), resource);
    }

    private Map<String, List<String>> context(AccessStep step, AccessTarget target) {
        Map<String, List<String>> context = new TreeMap<>(subject.session());
        context.put("aws:SecureTransport", List.of("true"));
        context.put("aws:PrincipalArn", List.of(subject.role().arn()));
        context.put("aws:PrincipalAccount", List.of(settings.account()));
        if (step.action().startsWith("s3:")) {
            context.put("s3:TlsVersion", List.of("1.3"));
        }
        if (step.on() == AccessStep.On.KEY_THROUGH_S3 || step.on() == AccessStep.On.OTHER_KEY_THROUGH_S3) {
            context.put("kms:ViaService", List.of("s3." + settings.region() + ".amazonaws.com"));
            context.put("kms:EncryptionContext:aws:s3:arn", List.of(iam.bucketArn()));
        }
        step.context().forEach((key, value) -> context.put(key, List.of(filled(value, target))));
        return context;
    }

    private String filled(String value, AccessTarget target) {
        return switch (value) {
            case "<key>" -> iam.bucketKeyArn();
            case "<other-key>" -> otherKey();
            case "<folder>" -> key(target).replaceFirst("[^/]*$", "");
            default -> value;
        };
    }

    private Optional<String> arn(AccessTarget target) {
        return switch (target) {
            case BUCKET -> Optional.of(iam.bucketArn());
            case BUCKET_KEY -> Optional.of(iam.bucketKeyArn());
            case SIGNING_KEY ->
                settings.get(FleetSetting.RECORD_SIGNING_KEY_ARN).map(KmsKeyArn::text);
            case SEAL_KEY ->
                subject.cluster().get(ClusterSetting.SEAL_KEY_ARNS).stream()
                        .map(KmsKeyArn::text)
                        .findFirst();
            case OTHER_KEY -> Optional.of(otherKey());
            case FUNCTION -> Optional.of(settings.arn("lambda", "function:" + AwsNames.FUNCTION));
            case TOPIC -> Optional.of(iam.topicArn());
            case ALARM -> Optional.of(settings.arn("cloudwatch", "alarm:" + AwsNames.HEARTBEAT_ALARM));
            case RULE -> Optional.of(settings.arn("events", "rule/" + AwsNames.SWEEP_RULE));
            case ROLE -> Optional.of(subject.role().arn());
            case COPY_OF_SNAPSHOT, COPY_OF_RECORD, NO_COPY -> replicaArn().map(bucket -> bucket + "/" + key(target));
            default -> Optional.of(iam.bucketArn() + "/" + key(target));
        };
    }

    private Optional<String> replicaArn() {
        return settings.replica().map(ReplicaSettings::bucketArn);
    }

    private String key(AccessTarget target) {
        return target.key(subject.cluster().name(), OTHER_CLUSTER);
    }

    private IamResource resource(AccessTarget target, String arn) {
        return switch (target.group()) {
            case OBJECT, BUCKET -> iam.bucket();
            case COPY -> replica.orElseThrow();
            case KEY -> target == AccessTarget.BUCKET_KEY ? iam.bucketKey() : keyElsewhere(arn);
            case ACCOUNT, CALLER -> target == AccessTarget.TOPIC ? iam.topic() : IamResource.plain(settings.account());
        };
    }

    private String otherKey() {
        return settings.arn("kms", "key/99999999-9999-9999-9999-999999999999");
    }

    /** A key that is not of the stack, whose policy leaves everything to the account: the most that a role could get from it. */
    private IamResource keyElsewhere(String arn) {
        String account = arn.split(":", -1)[4];
        Map<String, Object> toTheAccount = Map.of(
                "Version",
                "2012-10-17",
                "Statement",
                List.of(Map.of(
                        "Effect",
                        "Allow",
                        "Principal",
                        Map.of("AWS", List.of(account, settings.account())),
                        "Action",
                        "kms:*",
                        "Resource",
                        "*")));
        return new IamResource(account, Optional.of(IamPolicy.of(toTheAccount)), true);
    }
}

package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.IamPrincipalArn;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.testing.access.AccessIdentity;
import io.vaultsnapshot.testing.access.AccessTarget;
import io.vaultsnapshot.testing.iam.IamPrincipal;
import io.vaultsnapshot.testing.iam.IamRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who asks STS for a role, and with what.
 *
 * @param settings the settings
 * @param subject the role that they want
 */
record AccessCaller(SnapshotSettings settings, AccessSubject subject) {
    private static final String LOOKED_UP = "oidc.eks.eu-north-1.amazonaws.com/id/LOOKEDUP";

    /** Returns the requests, all of which a caller needs; none where a template has no such caller or STS decides alone. */
    List<IamRequest> requests(AccessTarget caller) {
        return switch (caller) {
            case OWN_TOKEN -> token(issuer(), own(), ServiceAccountRef.STS_AUDIENCE);
            case TOKEN_OF_THE_OTHER_JOB -> token(issuer(), otherJob(), ServiceAccountRef.STS_AUDIENCE);
            case TOKEN_OF_ANOTHER_ACCOUNT ->
                token(issuer(), new ServiceAccountRef(own().namespace(), "default"), ServiceAccountRef.STS_AUDIENCE);
            case TOKEN_OF_ANOTHER_NAMESPACE ->
                token(issuer(), new ServiceAccountRef("default", own().name()), ServiceAccountRef.STS_AUDIENCE);
            case TOKEN_OF_ANOTHER_CLUSTER -> token(issuer() + "0", own(), ServiceAccountRef.STS_AUDIENCE);
            case TOKEN_FOR_ANOTHER_AUDIENCE -> token(issuer(), own(), "vault");
            // STS decides about these, unless the role would refuse the real ones too.
            case EXPIRED_TOKEN, FORGED_TOKEN ->
                trustsTokens() ? List.of() : token(issuer(), own(), ServiceAccountRef.STS_AUDIENCE);
            case EKS -> eks(own().namespace(), settings.account(), true);
            case EKS_FOR_ANOTHER_NAMESPACE -> eks("default", settings.account(), true);
            case EKS_IN_ANOTHER_ACCOUNT -> eks(own().namespace(), "999999999999", true);
            case EKS_WITHOUT_TAGS -> eks(own().namespace(), settings.account(), false);
            case PERSON_WITH_MFA -> person(named(false), true);
            case PERSON_WITHOUT_MFA -> person(named(false), false);
            case STRANGER_WITH_MFA -> person(Optional.of("arn:aws:iam::999999999999:user/stranger"), true);
            case NAMED_ROLE -> person(named(true), false);
            case LAMBDA -> List.of(request(IamPrincipal.service("lambda.amazonaws.com"), "sts:AssumeRole", Map.of()));
            case S3 -> s3(settings.account(), settings.bucket());
            case S3_FOR_ANOTHER_BUCKET -> s3(settings.account(), "another-bucket");
            case S3_FOR_ANOTHER_ACCOUNT -> s3("999999999999", settings.bucket());
            default -> throw new IllegalStateException(caller + " calls nobody");
        };
    }

    private List<IamRequest> s3(String account, String bucket) {
        return List.of(request(
                IamPrincipal.service("s3.amazonaws.com"),
                "sts:AssumeRole",
                Map.of(
                        "aws:SourceAccount", List.of(account),
                        "aws:SourceArn", List.of("arn:" + settings.partition().id() + ":s3:::" + bucket))));
    }

    private boolean trustsTokens() {
        return EnumSet.of(AccessIdentity.WRITER, AccessIdentity.FOREIGN_WRITER, AccessIdentity.DRILL)
                .contains(subject.identity());
    }

    private List<IamRequest> token(String issuer, ServiceAccountRef account, String audience) {
        String provider = AwsNames.oidcProviderArn(settings.partition(), settings.account(), issuer);
        return List.of(request(
                IamPrincipal.federated(provider),
                "sts:AssumeRoleWithWebIdentity",
                Map.of(issuer + ":sub", List.of(account.oidcSubject()), issuer + ":aud", List.of(audience))));
    }

    private List<IamRequest> eks(String namespace, String account, boolean tagged) {
        Map<String, List<String>> tags = new TreeMap<>();
        if (tagged) {
            tags.put("aws:RequestTag/kubernetes-namespace", List.of(namespace));
            tags.put(
                    "aws:RequestTag/kubernetes-service-account",
                    List.of(subject.cluster().serviceAccount().name()));
            tags.put(
                    "aws:RequestTag/eks-cluster-arn",
                    List.of("arn:aws:eks:" + settings.region() + ":" + account + ":cluster/"
                            + subject.cluster().name()));
        }
        IamPrincipal eks = IamPrincipal.service("pods.eks.amazonaws.com");
        return List.of(request(eks, "sts:AssumeRole", tags), request(eks, "sts:TagSession", tags));
    }

    private List<IamRequest> person(Optional<String> arn, boolean mfa) {
        return arn.map(person -> request(
                        IamPrincipal.aws(person),
                        "sts:AssumeRole",
                        mfa ? Map.of("aws:MultiFactorAuthPresent", List.of("true")) : Map.of()))
                .map(List::of)
                .orElse(List.of());
    }

    /** Whom the settings name for this role: a role, or else a person. Roles for programs get somebody of the account. */
    private Optional<String> named(boolean role) {
        List<IamPrincipalArn> people =
                switch (subject.identity()) {
                    case RESTORER -> settings.get(FleetSetting.RESTORERS);
                    case AUDITOR -> settings.get(FleetSetting.AUDITORS);
                    default ->
                        List.of(
                                new IamPrincipalArn("arn:aws:iam::" + settings.account() + ":user/alice", false),
                                new IamPrincipalArn("arn:aws:iam::" + settings.account() + ":role/admin", true));
                };
        return people.stream()
                .filter(each -> each.isRole() == role)
                .map(each -> each.text().replaceFirst(":root$", ":user/alice"))
                .findFirst();
    }

    private IamRequest request(IamPrincipal principal, String action, Map<String, List<String>> context) {
        return new IamRequest(principal, action, subject.role().arn(), context);
    }

    private String issuer() {
        return subject.cluster()
                .get(ClusterSetting.OIDC_ISSUER)
                .map(url -> url.replace("https://", ""))
                .orElse(LOOKED_UP);
    }

    private ServiceAccountRef own() {
        return subject.identity() == AccessIdentity.DRILL
                ? DrillNames.serviceAccount()
                : subject.cluster().serviceAccount();
    }

    private ServiceAccountRef otherJob() {
        return subject.identity() == AccessIdentity.DRILL
                ? subject.cluster().serviceAccount()
                : DrillNames.serviceAccount();
    }
}

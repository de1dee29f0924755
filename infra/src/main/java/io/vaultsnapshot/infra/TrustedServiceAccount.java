package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;

/** The trust of a role in exactly one ServiceAccount of one cluster. */
final class TrustedServiceAccount {
    private TrustedServiceAccount() {}

    /** Both claims: without {@code sub} any pod of the cluster could assume the role, without {@code aud} any token. */
    static Map<String, Object> of(
            Stack stack, SnapshotSettings settings, ClusterSettings cluster, ServiceAccountRef account) {
        String issuer = OidcIssuer.of(stack, cluster);
        String provider = AwsNames.oidcProviderArn(settings.partition(), settings.account(), issuer);
        Map<String, String> claims = new TreeMap<>(
                Map.of(issuer + ":sub", account.oidcSubject(), issuer + ":aud", ServiceAccountRef.STS_AUDIENCE));
        return Permission.document(List.of(new TreeMap<>(Map.of(
                "Effect",
                "Allow",
                "Action",
                "sts:AssumeRoleWithWebIdentity",
                "Principal",
                Map.of("Federated", provider),
                "Condition",
                Map.of("StringEquals", claims)))));
    }
}

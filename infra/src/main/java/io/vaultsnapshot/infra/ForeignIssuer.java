package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.List;
import software.amazon.awscdk.services.iam.CfnOIDCProvider;
import software.constructs.Construct;

/**
 * Makes the account of the bucket know the issuer of a cluster in another account. A role trusts issuers of its own account only.
 * Which tokens of the issuer a role takes is in its trust. IAM looks up the certificate's thumbprint itself (API reference of
 * CreateOpenIDConnectProvider).
 */
final class ForeignIssuer extends Construct {
    ForeignIssuer(Construct scope, ClusterSettings cluster) {
        super(scope, "Issuer-" + cluster.name());
        CfnOIDCProvider.Builder.create(this, "Provider")
                .url(cluster.get(ClusterSetting.OIDC_ISSUER).orElseThrow())
                .clientIdList(List.of(ServiceAccountRef.STS_AUDIENCE))
                .build();
    }
}

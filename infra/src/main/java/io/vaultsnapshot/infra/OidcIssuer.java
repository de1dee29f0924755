package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.EksCluster;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ContextProvider;
import software.amazon.awscdk.GetContextValueOptions;
import software.amazon.awscdk.Stack;

/**
 * The OIDC issuer of an EKS cluster: the one in the settings, or the one that the CDK CLI finds by the name that EKS knows
 * and keeps in {@code cdk.context.json}.
 */
final class OidcIssuer {
    private static final String SCHEME = "https://";
    private static final String URL_PROPERTY = "OpenIdConnectIssuerUrl";

    /** CDK's own key for why the CLI could not look something up (PROVIDER_ERROR_KEY of aws-cdk-lib/cx-api). */
    private static final String PROVIDER_ERROR = "$providerError";

    private OidcIssuer() {}

    /**
     * Returns the issuer without {@code https://}, as IAM writes it: always a text, never a token, since it becomes
     * part of the trust policy's condition keys, where CloudFormation resolves nothing.
     */
    static String of(Stack stack, ClusterSettings cluster) {
        String url = cluster.get(ClusterSetting.OIDC_ISSUER).orElseGet(() -> lookUp(stack, cluster.eks()));
        return url.startsWith(SCHEME) ? url.substring(SCHEME.length()) : url;
    }

    private static String lookUp(Stack stack, EksCluster cluster) {
        Object failed = stack.getNode()
                .tryGetContext(ContextProvider.getKey(stack, query(cluster)).getKey());
        if (failed instanceof Map<?, ?> result && result.containsKey(PROVIDER_ERROR)) {
            throw new IssuerNotFoundException(cluster, String.valueOf(result.get(PROVIDER_ERROR)));
        }
        Object found = ContextProvider.getValue(stack, query(cluster)).getValue();
        if (found instanceof List<?> clusters
                && clusters.size() == 1
                && clusters.get(0) instanceof Map<?, ?> properties
                && properties.get(URL_PROPERTY) instanceof String url) {
            return url;
        }
        throw new IllegalStateException("The context has " + found + " for EKS cluster " + cluster.name() + " where "
                + URL_PROPERTY + " was expected: delete the entry from cdk.context.json and synthesize again");
    }

    private static GetContextValueOptions query(EksCluster cluster) {
        return GetContextValueOptions.builder()
                .provider("cc-api-provider")
                .props(new TreeMap<>(Map.of(
                        "typeName",
                        "AWS::EKS::Cluster",
                        "exactIdentifier",
                        cluster.name(),
                        // Without it, CDK asks in the region of the stack.
                        "region",
                        cluster.region(),
                        "propertiesToReturn",
                        List.of(URL_PROPERTY))))
                // Used until the CLI has looked it up and runs the app again.
                .dummyValue(List.of(new TreeMap<>(Map.of(
                        "Identifier",
                        cluster.name(),
                        URL_PROPERTY,
                        SCHEME + "oidc.eks." + cluster.region() + ".amazonaws.com/id/DUMMY"))))
                .build();
    }
}

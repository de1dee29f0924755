package io.vaultsnapshot.contract.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One cluster's server and how the backup job logs in to it.
 *
 * @param server which server it is
 * @param address its URL as the job reaches it
 * @param caConfigMap ConfigMap with the CA of its certificate, or null when the image's own CAs do
 * @param image image with its CLI
 * @param role role at the auth mount
 * @param policy policy of that role
 * @param audience audience of the token that the job logs in with
 * @param tokenTtl longest life of the server's token, whole seconds
 * @param tokenReviewer who reviews ServiceAccount tokens
 * @param kubernetesHost URL of the API server as the server reaches it
 */
public record VaultSettings(
        ServerKind server,
        String address,
        @Nullable String caConfigMap,
        String image,
        String role,
        String policy,
        String audience,
        Duration tokenTtl,
        TokenReviewer tokenReviewer,
        String kubernetesHost) {
    /** Checks every value against its key's form. */
    public VaultSettings {
        ClusterKey.VAULT_ADDRESS.check(address);
        if (caConfigMap != null) {
            ClusterKey.VAULT_CA_CONFIG_MAP.check(caConfigMap);
        }
        ClusterKey.VAULT_IMAGE.check(image);
        ClusterKey.VAULT_ROLE.check(role);
        ClusterKey.VAULT_POLICY.check(policy);
        ClusterKey.VAULT_AUDIENCE.check(audience);
        ClusterKey.TOKEN_TTL_SECONDS.check(tokenTtl.toSeconds());
        ClusterKey.KUBERNETES_HOST.check(kubernetesHost);
    }
}

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
        ClusterSetting.VAULT_ADDRESS.check(address);
        if (caConfigMap != null) {
            ClusterSetting.VAULT_CA_CONFIG_MAP.check(caConfigMap);
        }
        ClusterSetting.VAULT_IMAGE.check(image);
        ClusterSetting.VAULT_ROLE.check(role);
        ClusterSetting.VAULT_POLICY.check(policy);
        ClusterSetting.VAULT_AUDIENCE.check(audience);
        ClusterSetting.TOKEN_TTL_SECONDS.check(tokenTtl.toSeconds());
        ClusterSetting.KUBERNETES_HOST.check(kubernetesHost);
    }
}

package io.vaultsnapshot.manifests;

import io.vaultsnapshot.contract.env.VaultSetupEnv;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.VaultSettings;
import java.util.EnumMap;
import java.util.Map;

/**
 * {@code configure-vault.sh} for one cluster: the script, and in front of it the cluster's values as defaults, so that
 * the operator types none of them and can still override each by an environment variable.
 */
final class VaultSetupScript {
    static final String FILE_NAME = Script.CONFIGURE_VAULT.fileName();

    private final ClusterSettings cluster;

    VaultSetupScript(ClusterSettings cluster) {
        this.cluster = cluster;
    }

    /** Returns the script's text: its first line, the defaults, the rest. */
    String text() {
        String script = Script.CONFIGURE_VAULT.text();
        int body = script.indexOf('\n') + 1;
        return script.substring(0, body) + preamble() + script.substring(body);
    }

    /** Returns the values that the cluster's settings give. */
    Map<VaultSetupEnv, String> values() {
        VaultSettings vault = cluster.vault();
        Map<VaultSetupEnv, String> values = new EnumMap<>(VaultSetupEnv.class);
        values.put(VaultSetupEnv.VAULT_AUTH_MOUNT, cluster.authMount());
        values.put(VaultSetupEnv.VAULT_POLICY, vault.policy());
        values.put(VaultSetupEnv.VAULT_ROLE, vault.role());
        values.put(VaultSetupEnv.SERVICE_ACCOUNT_NAME, cluster.serviceAccount().name());
        values.put(
                VaultSetupEnv.SERVICE_ACCOUNT_NAMESPACE,
                cluster.serviceAccount().namespace());
        values.put(VaultSetupEnv.VAULT_AUDIENCE, vault.audience());
        values.put(VaultSetupEnv.VAULT_TOKEN_TTL, Long.toString(vault.tokenTtl().toSeconds()));
        values.put(VaultSetupEnv.KUBERNETES_HOST, vault.kubernetesHost());
        values.put(VaultSetupEnv.TOKEN_REVIEWER, vault.tokenReviewer().id());
        values.put(VaultSetupEnv.REVIEWER_NAMESPACE, KubernetesNames.REVIEWER_NAMESPACE);
        values.put(VaultSetupEnv.REVIEWER_SECRET, KubernetesNames.REVIEWER_SECRET);
        return values;
    }

    private String preamble() {
        StringBuilder lines = new StringBuilder("# Defaults for cluster " + cluster.name()
                + ", from the settings; what is already in the environment wins.\n");
        values().forEach((variable, value) -> lines.append(assignment(variable, value)));
        return lines.append('\n').toString();
    }

    /**
     * Returns a line that sets a variable unless it has a value. Inside single quotes the shell takes every character
     * as it is, a closing brace among them, which would end the expansion anywhere else.
     */
    static String assignment(VaultSetupEnv variable, String value) {
        String quoted = "'" + value.replace("'", "'\\''") + "'";
        return variable.name() + "=${" + variable.name() + ":-" + quoted + "} && export " + variable.name() + "\n";
    }
}

package io.vaultsnapshot.manifests.scripts;

import io.vaultsnapshot.contract.env.VaultSetupEnv;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.EnumMap;
import java.util.Map;

/**
 * {@code configure-vault.sh} for one cluster: the script, and in front of it the cluster's values as defaults, so that
 * the operator need not type them and can still override each by an environment variable.
 */
public final class VaultSetupScript {
    /** The script's file name. */
    public static final String FILE_NAME = Script.CONFIGURE_VAULT.fileName();

    private final ClusterSettings cluster;

    /** Prepares the script for a cluster. */
    public VaultSetupScript(ClusterSettings cluster) {
        this.cluster = cluster;
    }

    /** Returns the script's text: its first line, the defaults, the rest. */
    public String text() {
        String script = Script.CONFIGURE_VAULT.text();
        int body = script.indexOf('\n') + 1;
        return script.substring(0, body) + preamble() + script.substring(body);
    }

    /** Returns the values that the cluster's settings give. */
    Map<VaultSetupEnv, String> values() {
        Map<VaultSetupEnv, String> values = new EnumMap<>(VaultSetupEnv.class);
        values.put(VaultSetupEnv.VAULT_AUTH_MOUNT, cluster.authMount());
        values.put(VaultSetupEnv.VAULT_POLICY, cluster.get(ClusterSetting.VAULT_POLICY));
        values.put(VaultSetupEnv.VAULT_ROLE, cluster.get(ClusterSetting.VAULT_ROLE));
        values.put(VaultSetupEnv.SERVICE_ACCOUNT_NAME, cluster.serviceAccount().name());
        values.put(
                VaultSetupEnv.SERVICE_ACCOUNT_NAMESPACE,
                cluster.serviceAccount().namespace());
        values.put(VaultSetupEnv.VAULT_AUDIENCE, cluster.get(ClusterSetting.VAULT_AUDIENCE));
        values.put(
                VaultSetupEnv.VAULT_TOKEN_TTL,
                Long.toString(cluster.get(ClusterSetting.TOKEN_TTL).toSeconds()));
        values.put(
                VaultSetupEnv.KUBERNETES_HOST,
                cluster.get(ClusterSetting.KUBERNETES_HOST).toString());
        values.put(
                VaultSetupEnv.TOKEN_REVIEWER,
                cluster.get(ClusterSetting.TOKEN_REVIEWER).id());
        values.put(VaultSetupEnv.REVIEWER_NAMESPACE, KubernetesNames.REVIEWER_NAMESPACE);
        values.put(VaultSetupEnv.REVIEWER_SECRET, KubernetesNames.REVIEWER_SECRET);
        values.put(VaultSetupEnv.CLUSTER, KubernetesNames.clusterLabelValue(cluster.name()));
        if (cluster.drill().isPresent()) {
            values.put(VaultSetupEnv.CANARY_PATH, DrillNames.CANARY_PATH);
            values.put(VaultSetupEnv.DRILL_AUTH_MOUNT, DrillNames.APP_ROLE_MOUNT);
            values.put(VaultSetupEnv.DRILL_ROLE, DrillNames.APP_ROLE);
            values.put(VaultSetupEnv.DRILL_POLICY, DrillNames.VAULT_POLICY);
        }
        return values;
    }

    private String preamble() {
        StringBuilder lines = new StringBuilder("# Defaults for cluster " + cluster.name()
                + ", from the settings. A variable that is set in the environment takes precedence.\n");
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

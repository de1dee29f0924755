package io.vaultsnapshot.manifests;

import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.contract.settings.DrillSettings;
import io.vaultsnapshot.contract.settings.PodRole;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.manifests.resource.AwsServiceAccount;
import io.vaultsnapshot.manifests.resource.BackupCronJob;
import io.vaultsnapshot.manifests.resource.BackupNetworkPolicy;
import io.vaultsnapshot.manifests.resource.ImagePolicy;
import io.vaultsnapshot.manifests.resource.RestrictedNamespace;
import io.vaultsnapshot.manifests.resource.ScriptsConfigMap;
import io.vaultsnapshot.manifests.resource.TokenReview;
import io.vaultsnapshot.manifests.resource.drill.DrillCronJob;
import io.vaultsnapshot.manifests.resource.drill.DrillNetworkPolicy;
import io.vaultsnapshot.manifests.resource.drill.Gate;
import io.vaultsnapshot.manifests.scripts.Script;
import io.vaultsnapshot.manifests.scripts.VaultSetupScript;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.jspecify.annotations.Nullable;

/**
 * Renders one cluster's files. {@code kubectl apply -f <folder>} reads them by name, so the numbers put what others
 * need first. Nothing is written here, since all clusters are rendered before the first file changes.
 */
final class ClusterManifests {
    /** The first line of every rendered file; by it a later run knows its own. */
    static final String MARK = "# Written by ./vault-snapshot manifests from the settings in cdk.json."
            + " The next run overwrites what is changed here.\n";

    /**
     * The folder as a base for an overlay of the operator. kubectl knows three names for this file, and passes over this one
     * in {@code kubectl apply -f <folder>}.
     */
    static final String KUSTOMIZATION = "Kustomization";

    private final SnapshotSettings settings;
    private final ClusterSettings cluster;

    ClusterManifests(SnapshotSettings settings, ClusterSettings cluster) {
        this.settings = settings;
        this.cluster = cluster;
    }

    /** Returns the text of every file by its name, in the order in which kubectl applies them. */
    Map<String, String> render() {
        Map<String, String> files = new LinkedHashMap<>();
        String namespace = cluster.serviceAccount().namespace();
        files.put("00-namespace.yaml", yaml(chart -> new RestrictedNamespace(chart, cluster)));
        files.put(
                "10-service-account.yaml",
                yaml(chart -> new AwsServiceAccount(chart, settings, cluster.serviceAccount(), annotatedRole())));
        files.put(
                "20-scripts.yaml",
                yaml(chart ->
                        new ScriptsConfigMap(chart, namespace, KubernetesNames.SCRIPTS_CONFIG_MAP, Script.BACKUP)));
        files.put("30-network-policy.yaml", yaml(chart -> new BackupNetworkPolicy(chart, cluster)));
        if (cluster.get(ClusterSetting.IMAGE_POLICY)) {
            files.put("35-image-policy.yaml", yaml(chart -> new ImagePolicy(chart, cluster)));
        }
        files.put("40-backup-cronjob.yaml", yaml(chart -> new BackupCronJob(chart, settings, cluster)));
        files.put(
                "50-vault-auth.yaml",
                yaml(chart -> new TokenReview(chart, cluster.get(ClusterSetting.TOKEN_REVIEWER))));
        cluster.drill().ifPresent(drill -> renderDrill(files, drill));
        files.put(KUSTOMIZATION, kustomization(files.keySet()));
        files.put(VaultSetupScript.FILE_NAME, new VaultSetupScript(cluster).text());
        return files;
    }

    private @Nullable String annotatedRole() {
        return cluster.get(ClusterSetting.IDENTITY) == PodRole.IRSA ? cluster.get(ClusterSetting.WRITER_ROLE) : null;
    }

    private void renderDrill(Map<String, String> files, DrillSettings drill) {
        String namespace = DrillNames.NAMESPACE;
        files.put("60-drill-namespace.yaml", yaml(chart -> new RestrictedNamespace(chart, namespace, true)));
        files.put(
                "61-drill-service-account.yaml",
                yaml(chart ->
                        new AwsServiceAccount(chart, settings, DrillNames.serviceAccount(), cluster.drillRole())));
        files.put(
                "62-drill-scripts.yaml",
                yaml(chart -> new ScriptsConfigMap(chart, namespace, DrillNames.SCRIPTS_CONFIG_MAP, Script.DRILL)));
        files.put("63-drill-network-policy.yaml", yaml(chart -> new DrillNetworkPolicy(chart, cluster)));
        if (cluster.get(DrillSetting.DRILL_PROXY).isEmpty()) {
            files.put("64-drill-gate.yaml", yaml(chart -> new Gate(chart, settings, cluster)));
        }
        files.put("65-drill-cronjob.yaml", yaml(chart -> new DrillCronJob(chart, settings, cluster, drill.schedule())));
    }

    private static String kustomization(Collection<String> resources) {
        StringBuilder text = new StringBuilder(MARK)
                .append("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n");
        resources.forEach(file -> text.append("  - ").append(file).append('\n'));
        return text.toString();
    }

    /** Returns one file's YAML. Each file has an app of its own, since an app has one output. */
    private String yaml(Consumer<Chart> resources) {
        App app = new App();
        // The label shows for which cluster an object was written, also when it lies in another one.
        Map<String, String> labels =
                Map.of(KubernetesNames.CLUSTER_LABEL, KubernetesNames.clusterLabelValue(cluster.name()));
        // Objects have the names of the contract, and a hash would change them.
        resources.accept(new Chart(
                app,
                "manifest",
                ChartProps.builder()
                        .disableResourceNameHashes(true)
                        .labels(labels)
                        .build()));
        return MARK + app.synthYaml();
    }
}

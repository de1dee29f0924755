package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.manifests.scripts.Script;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.plus25.k8s.KubeConfigMap;
import software.constructs.Construct;

/** The scripts that the backup job mounts. */
public final class ScriptsConfigMap {
    /** Adds the ConfigMap. */
    public ScriptsConfigMap(Construct scope, String namespace) {
        Map<String, String> files = new TreeMap<>();
        for (Script script : new Script[] {Script.TAKE_SNAPSHOT, Script.CHECK_SNAPSHOT, Script.UPLOAD_SNAPSHOT}) {
            files.put(script.fileName(), script.text());
        }
        KubeConfigMap.Builder.create(scope, "scripts")
                .metadata(Metadata.of(namespace, KubernetesNames.SCRIPTS_CONFIG_MAP))
                .data(files)
                .build();
    }
}

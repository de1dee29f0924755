package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.manifests.scripts.Script;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.plus25.k8s.KubeConfigMap;
import software.constructs.Construct;

/** The scripts that a Job mounts. */
public final class ScriptsConfigMap {
    /** Adds the ConfigMap. */
    public ScriptsConfigMap(Construct scope, String namespace, String name, List<Script> scripts) {
        Map<String, String> files = new TreeMap<>();
        scripts.forEach(script -> files.put(script.fileName(), script.text()));
        KubeConfigMap.Builder.create(scope, "scripts")
                .metadata(Metadata.of(namespace, name))
                .data(files)
                .build();
    }
}

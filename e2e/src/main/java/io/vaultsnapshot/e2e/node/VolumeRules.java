package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** The kinds of volumes that the node agent supports: emptyDir, ConfigMap, Secret, and projected ServiceAccount tokens. */
final class VolumeRules {
    private VolumeRules() {}

    static void check(JsonNode volume, List<String> refusals) {
        String path = "spec.volumes." + volume.path("name").asText();
        new Fields(path, volume, refusals).only(Set.of("name", "emptyDir", "configMap", "secret", "projected"));
        new Fields(path + ".emptyDir", volume.path("emptyDir"), refusals).only(Set.of("sizeLimit"));
        if (volume.has("emptyDir")) {
            new Fields(path + ".emptyDir", volume.path("emptyDir"), refusals)
                    .required("sizeLimit", "without one it could fill this machine");
        }
        new Fields(path + ".configMap", volume.path("configMap"), refusals)
                .only(Set.of("name", "defaultMode", "items"));
        new Fields(path + ".secret", volume.path("secret"), refusals)
                .only(Set.of("secretName", "defaultMode", "optional"));
        new Fields(path + ".projected", volume.path("projected"), refusals).only(Set.of("sources", "defaultMode"));
        for (JsonNode source : volume.path("projected").path("sources")) {
            new Fields(path + ".projected.sources", source, refusals).only(Set.of("serviceAccountToken"));
            new Fields(path + ".projected.sources.serviceAccountToken", source.path("serviceAccountToken"), refusals)
                    .only(Set.of("audience", "expirationSeconds", "path"));
        }
    }
}

package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultsnapshot.e2e.backup.AppliedManifests;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.outputs.Manifests;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The overlay of the docs is built by kubectl, on the generated folder, and the API server accepts what comes out. */
@ExtendWith(SuiteExtension.class)
class OverlayScenario {
    private final ControlPlane kubernetes;
    private final Path overlay;

    /** The manifests are applied first, so that their namespaces exist. */
    OverlayScenario(Suite suite, ControlPlane kubernetes, Manifests manifests, AppliedManifests applied)
            throws IOException {
        this.kubernetes = kubernetes;
        Path generated = manifests.of(BackupEnvironment.MAIN);
        this.overlay = suite.folder("outputs").resolve("docs/overlay");
        Files.createDirectories(overlay);
        try (var files = Files.list(Suite.project().resolve("docs/overlay"))) {
            for (Path file : files.toList()) {
                String text =
                        Files.readString(file).replace("../../dist/demo", "../../dist/" + generated.getFileName());
                Files.writeString(overlay.resolve(file.getFileName()), text);
            }
        }
    }

    @Test
    void apply_ofTheOverlay_isAcceptedWithoutAWarning() {
        CommandResult result = kubernetes
                .kubectl("apply", "--dry-run=server", "--validate=strict", "-k", overlay.toString())
                .orFail();

        assertEquals("", result.err());
        assertTrue(
                result.out().contains("cronjob.batch/vault-snapshot-cronjob configured (server dry run)"),
                result.out());
    }

    @Test
    void pod_hasWhatTheOverlaySays_andAllThatWasGenerated() throws IOException {
        JsonNode pod = new JsonMapper()
                .readTree(kubernetes
                        .kubectl(
                                "apply",
                                "--dry-run=server",
                                "-k",
                                overlay.toString(),
                                "-o=jsonpath={.items[?(@.kind==\"CronJob\")].spec.jobTemplate.spec.template}")
                        .orFail()
                        .out());
        JsonNode spec = pod.path("spec");
        assertEquals("arm64", spec.at("/nodeSelector/kubernetes.io~1arch").asText());
        assertEquals("dedicated", spec.at("/tolerations/0/key").asText());
        assertEquals("backup", spec.path("priorityClassName").asText());
        assertEquals("mirror", spec.at("/imagePullSecrets/0/name").asText());
        assertEquals("4711", pod.at("/metadata/labels/cost-center").asText());
        assertEquals(
                "platform-team",
                pod.at("/metadata/annotations/example.com~1owner").asText());
        assertEquals(
                "true",
                pod.at("/metadata/annotations/karpenter.sh~1do-not-disrupt").asText());
        assertTrue(spec.at("/containers/0/image").asText().startsWith("mirror.example.com/aws-cli/aws-cli:"));
        assertEquals("2", spec.at("/initContainers/0/resources/limits/cpu").asText());
        assertEquals(
                "[\"ALL\"]",
                spec.at("/initContainers/0/securityContext/capabilities/drop").toString());
        List<JsonNode> share = spec.path("volumes").findParents("name").stream()
                .filter(volume -> volume.path("name").asText().equals("share"))
                .toList();
        assertEquals(1, share.size());
        assertTrue(share.get(0).has("ephemeral") && !share.get(0).has("emptyDir"), share::toString);
    }
}

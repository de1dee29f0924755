package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** Where the issuer in the trust policy comes from, and what the CDK CLI is asked to look up. */
class OidcIssuerTest {
    @TempDir
    Path outdir;

    @Test
    void clusterWithoutIssuer_asksTheCliToLookItUp() throws IOException {
        JsonNode missing = missingContext("full", Map.of());
        assertEquals(1, missing.size());
        assertEquals(
                SynthesizedStack.lookupKey("Staging_2"), missing.at("/0/key").asText());
        assertEquals("cc-api-provider", missing.at("/0/provider").asText());
        assertEquals("Staging_2", missing.at("/0/props/exactIdentifier").asText());
    }

    @Test
    void clusterInAnotherRegion_isLookedUpThere_byTheNameThatEksKnows() throws IOException {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        settings.put("clusters", List.of(Map.of("name", "west", "eksClusterName", "prod", "region", "eu-west-1")));
        JsonNode missing = missingContext(App.Builder.create()
                .context(SynthesizedStack.context(settings))
                .outdir(outdir.toString())
                .build());

        assertEquals("prod", missing.at("/0/props/exactIdentifier").asText());
        assertEquals("eu-west-1", missing.at("/0/props/region").asText());
        assertEquals("111122223333", missing.at("/0/props/account").asText());
    }

    @Test
    void clusterThatWasLookedUp_needsNoSecondLookup() throws IOException {
        assertTrue(missingContext("full", SynthesizedStack.LOOKED_UP).isEmpty());
    }

    @Test
    void issuerAndAccountInTheSettings_needNoLookupAtAll() throws IOException {
        assertTrue(missingContext("minimal", Map.of()).isEmpty());
    }

    @Test
    void contextWithoutAnIssuer_isReportedWithWhatToDo() {
        App app = app(
                "full", Map.of(SynthesizedStack.lookupKey("Staging_2"), List.of(Map.of("Identifier", "Staging_2"))));
        String message = assertThrows(IllegalStateException.class, () -> SynthesizedStack.of(app))
                .getMessage();
        assertTrue(message.contains("EKS cluster Staging_2"), message);
        assertTrue(message.contains("delete the entry from cdk.context.json"), message);
    }

    private JsonNode missingContext(String settings, Map<String, Object> lookedUp) throws IOException {
        return missingContext(app(settings, lookedUp));
    }

    private JsonNode missingContext(App app) throws IOException {
        new SnapshotStack(app, ContextSettings.read(app.getNode()), SynthesizedStack.stubJar());
        app.synth();
        JsonNode manifest =
                SynthesizedStack.JSON.readTree(outdir.resolve("manifest.json").toFile());
        assertTrue(manifest.at("/artifacts/" + AwsNames.STACK).isObject());
        return manifest.path("missing");
    }

    private App app(String settings, Map<String, Object> lookedUp) {
        return App.Builder.create()
                .context(SynthesizedStack.context(settings, lookedUp))
                .outdir(outdir.toString())
                .build();
    }
}

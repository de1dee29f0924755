package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnResource;

/** cdk-nag's AwsSolutions rules over the full stack: every finding is accepted with evidence, and none in vain. */
class SecurityRulesTest {
    private static final Set<String> ACCEPTED = new TreeSet<>();
    private static final Set<String> EVIDENCE = new TreeSet<>();

    private static Set<String> open;
    private static Set<String> found;

    @BeforeAll
    static void check() {
        open = findings(SecurityRulesTest::noteAcceptances);
        found = findings(resource -> resource.getCfnOptions().setMetadata(Map.of()));
    }

    @Test
    void findings_areAllAccepted() {
        assertEquals(Set.of(), open);
    }

    @Test
    void acceptances_areAllNeeded() {
        assertFalse(ACCEPTED.isEmpty());
        assertEquals(found, ACCEPTED);
    }

    @Test
    void acceptances_giveEvidence() {
        EVIDENCE.forEach(each -> assertTrue(each.length() >= 60, () -> "too short to be evidence: " + each));
    }

    /** Returns what cdk-nag finds after each resource was prepared. */
    private static Set<String> findings(Consumer<CfnResource> preparation) {
        Map<String, Object> context = SynthesizedStack.context("full", SynthesizedStack.LOOKED_UP);
        // Would end the synth at the first finding; this test wants all of them.
        context.put("@aws-cdk/core:annotationsInValidationReport", false);
        App app = App.Builder.create().context(context).build();
        SnapshotInfraApp.stacks(app, ContextSettings.read(app.getNode()), SynthesizedStack.stubJar());
        resources(app).forEach(preparation);
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().reports(false).build());
        app.synth();
        Set<String> findings = new TreeSet<>();
        // cdk-nag leaves each finding with the resource, as an error or a warning: the rule, then what it is about.
        resources(app).forEach(resource -> resource.getNode().getMetadata().stream()
                .map(entry -> String.valueOf(entry.getData()))
                .filter(text -> text.startsWith("AwsSolutions-"))
                .forEach(text -> findings.add(resource.getNode().getPath() + " " + text.replaceFirst("(?s): .*", ""))));
        return findings;
    }

    private static Stream<CfnResource> resources(App app) {
        return app.getNode().findAll().stream()
                .filter(CfnResource.class::isInstance)
                .map(CfnResource.class::cast);
    }

    private static void noteAcceptances(CfnResource resource) {
        JsonNode metadata = SynthesizedStack.JSON.valueToTree(resource.getMetadata("cdk_nag"));
        for (JsonNode rule : metadata.path("rules_to_suppress")) {
            String id = resource.getNode().getPath() + " " + rule.get("id").asText();
            if (!rule.has("applies_to")) {
                ACCEPTED.add(id);
            }
            rule.path("applies_to").forEach(finding -> ACCEPTED.add(id + "[" + finding.asText() + "]"));
            EVIDENCE.add(rule.get("reason").asText());
        }
    }
}

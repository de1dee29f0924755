package io.vaultsnapshot.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.settings.SettingsParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

/**
 * One synth of the real stack with the feature flags of the real cdk.json and a stub for the verifier's jar.
 *
 * @param app the app
 * @param stack the stack
 * @param files the templates by the names of their files, that of the stack first
 * @param template all of them as one template
 */
record SynthesizedStack(App app, SnapshotStack stack, Map<String, JsonNode> files, TemplateText template) {
    static final ObjectMapper JSON = new ObjectMapper();

    /** The looked-up issuer of the cluster in full.json that names none, as cdk.context.json keeps it. */
    static final Map<String, Object> LOOKED_UP = Map.of(
            lookupKey("Staging_2"),
            List.of(Map.of(
                    "Identifier", "Staging_2",
                    "OpenIdConnectIssuerUrl", "https://oidc.eks.eu-north-1.amazonaws.com/id/LOOKEDUP")));

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static SynthesizedStack of(String settings) {
        return of(app(settings));
    }

    /** Returns the template of the replica's stack, if there is one. */
    Optional<JsonNode> replica() {
        return Optional.ofNullable(files.get(AwsNames.REPLICA_STACK + ".template.json"));
    }

    static SynthesizedStack of(App app) {
        SnapshotStack stack = SnapshotInfraApp.stacks(app, ContextSettings.read(app.getNode()), stubJar());
        // It also looks for references that go round in a circle.
        JsonNode own = JSON.valueToTree(Template.fromStack(stack).toJSON());
        Map<String, JsonNode> files = new LinkedHashMap<>();
        stack.templateFiles()
                .forEach(file -> files.put(
                        file, JSON.valueToTree(read(Path.of(app.getOutdir()).resolve(file)))));
        Path replica = Path.of(app.getOutdir()).resolve(AwsNames.REPLICA_STACK + ".template.json");
        if (Files.exists(replica)) {
            files.put(String.valueOf(replica.getFileName()), JSON.valueToTree(read(replica)));
        }
        return new SynthesizedStack(app, stack, files, new TemplateText(WholeTemplate.of(own, files)));
    }

    static App app(String settings) {
        return App.Builder.create().context(context(settings, LOOKED_UP)).build();
    }

    static Map<String, Object> context(String settings, Map<String, Object> lookedUp) {
        Map<String, Object> context = context(settings(settings));
        context.putAll(lookedUp);
        return context;
    }

    static Map<String, Object> context(Map<String, Object> settings) {
        Map<String, Object> context = new TreeMap<>(cdkJsonContext());
        context.put(SettingsParser.CONTEXT_KEY, settings);
        return context;
    }

    static Map<String, Object> settings(String name) {
        return read(Path.of("src/test/resources/settings", name + ".json"));
    }

    static Map<String, Object> cdkJsonContext() {
        return JSON.convertValue(read(Path.of("../cdk.json")).get("context"), OBJECT);
    }

    /** The bytes are fixed, so the asset's hash, and with it the template, changes only when infra does. */
    static Path stubJar() {
        Path jar = Path.of("target/stub/verifier.jar");
        try {
            Files.createDirectories(jar.getParent());
            return Files.writeString(jar, "used in place of the verifier's jar\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String lookupKey(String cluster) {
        return "cc-api-provider:account=111122223333:exactIdentifier=" + cluster
                + ":propertiesToReturn.0=OpenIdConnectIssuerUrl:region=eu-north-1:typeName=AWS$:$:EKS$:$:Cluster";
    }

    static Map<String, Object> read(Path file) {
        try {
            return JSON.readValue(file.toFile(), OBJECT);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}

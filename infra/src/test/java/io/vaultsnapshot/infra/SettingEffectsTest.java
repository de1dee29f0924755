package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.testing.SettingEffect;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;

/** Each setting that is said to change the template does change it. */
class SettingEffectsTest {
    /** A synth takes a second, and nearly all effects start from the same settings. */
    private static final Map<Map<String, Object>, String> OUTCOMES = new HashMap<>();

    @ParameterizedTest
    @MethodSource("effects")
    void synth_anotherValue_changesTheTemplate(SettingEffect effect) {
        assertNotEquals(
                OUTCOMES.computeIfAbsent(effect.before(), SettingEffectsTest::outcome), outcome(effect.after()));
    }

    @Test
    void synth_allOtherSettings_changesNothing() {
        assertEquals(
                outcome(SettingEffect.block()),
                outcome(SettingEffect.blockWithoutEffectOn(SettingEffect.Output.TEMPLATE)));
    }

    static Stream<SettingEffect> effects() {
        return SettingEffect.on(SettingEffect.Output.TEMPLATE);
    }

    /** Returns the template as text, or why there is none. */
    private static String outcome(Map<String, Object> settings) {
        try {
            App app = App.Builder.create()
                    .context(SynthesizedStack.context(settings))
                    .build();
            JsonNode template = SynthesizedStack.of(app).template().template();
            return withoutSettingsLayer(template).toString();
        } catch (InvalidSettingsException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** The layer holds all settings for the verifier, so its hash would make every setting look as if it did something. */
    private static JsonNode withoutSettingsLayer(JsonNode template) {
        Iterator<JsonNode> resources = template.get("Resources").elements();
        resources.forEachRemaining(resource -> {
            if (resource.get("Type").asText().equals("AWS::Lambda::LayerVersion")) {
                ((ObjectNode) resource.get("Properties")).remove("Content");
                ((ObjectNode) resource).remove("Metadata");
            }
        });
        return template;
    }
}

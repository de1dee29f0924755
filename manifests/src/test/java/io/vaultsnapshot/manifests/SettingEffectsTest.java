package io.vaultsnapshot.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.testing.SettingEffect;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting that is said to change the manifests does change them. */
class SettingEffectsTest {
    @ParameterizedTest
    @MethodSource("effects")
    void render_anotherValue_changesAFile(SettingEffect effect) {
        assertNotEquals(files(effect.before()), files(effect.after()));
    }

    @Test
    void render_allOtherSettings_changesNothing() {
        assertEquals(
                files(SettingEffect.block()),
                files(SettingEffect.blockWithoutEffectOn(SettingEffect.Output.MANIFESTS)));
    }

    static Stream<SettingEffect> effects() {
        return SettingEffect.on(SettingEffect.Output.MANIFESTS);
    }

    private static Map<String, String> files(Map<String, Object> block) {
        SnapshotSettings settings = SettingsParser.parse(block);
        return new ClusterManifests(settings, settings.clusters().get(0)).render();
    }
}

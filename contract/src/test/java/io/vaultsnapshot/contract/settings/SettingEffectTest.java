package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vaultsnapshot.testing.SettingEffect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting changes an output: each has an entry in {@link SettingEffect}, whose modules' tests prove it. */
class SettingEffectTest {
    @Test
    void all_everySetting_hasOneEntry() {
        List<Setting<?, ?>> settings = Stream.<List<? extends Setting<?, ?>>>of(
                        FleetSetting.values(), AlertSetting.values(), ClusterSetting.values())
                .<Setting<?, ?>>flatMap(List::stream)
                .toList();

        assertEquals(
                settings,
                SettingEffect.all().stream().map(SettingEffect::setting).toList());
    }

    @ParameterizedTest
    @MethodSource("io.vaultsnapshot.testing.SettingEffect#all")
    void after_everyEntry_changesThatSettingAndAnOutput(SettingEffect effect) {
        assertFalse(effect.outputs().isEmpty(), "names an output");
        assertNotEquals(Optional.of(effect.value()), written(effect.setting(), effect.before()));
        assertEquals(Optional.of(effect.value()), written(effect.setting(), effect.after()));
    }

    private static Optional<Object> written(Setting<?, ?> setting, Map<String, Object> block) {
        SnapshotSettings settings = SettingsParser.parse(block);
        if (setting instanceof ClusterSetting<?> ofCluster) {
            return ofCluster.write(settings.clusters().get(0));
        }
        return setting instanceof AlertSetting<?> ofAlert
                ? ofAlert.write(settings.alerts().get(0))
                : ((FleetSetting<?>) setting).write(settings);
    }
}

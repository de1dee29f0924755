package io.vaultsnapshot.verifier.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vaultsnapshot.contract.settings.SettingsBlock;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.archive.SnapshotArchives;
import io.vaultsnapshot.snapshot.store.WriteEncryption;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.testing.SettingEffect;
import io.vaultsnapshot.verifier.alerts.AlertMessage;
import io.vaultsnapshot.verifier.retention.RetentionOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting that is said to change what the verifier decides or tells does change it, in one week of a cluster. */
class SettingEffectsTest {
    private static final String CLUSTER = "prod";

    @ParameterizedTest
    @MethodSource("effects")
    void handle_anotherValue_changesWhatIsDecidedOrTold(SettingEffect effect) {
        assertNotEquals(week(effect.before()), week(effect.after()));
    }

    @Test
    void handle_allOtherSettings_changesNothing() {
        assertEquals(
                week(SettingEffect.block()), week(SettingEffect.blockWithoutEffectOn(SettingEffect.Output.VERIFIER)));
    }

    static Stream<SettingEffect> effects() {
        return SettingEffect.on(SettingEffect.Output.VERIFIER);
    }

    private static List<String> week(Map<String, Object> block) {
        // The function reads what the settings layer has: every setting written out.
        SnapshotSettings settings = SettingsParser.parse(SettingsBlock.of(SettingsParser.parse(block)));
        List<String> seen = new ArrayList<>();
        seen.addAll(nightsAndSilence(settings, Fixtures.named("openbao-2.6.2-awskms.snap")));
        seen.addAll(nightsAndSilence(settings, SnapshotArchives.ofSecrets(100), SnapshotArchives.ofSecrets(50)));
        seen.add(RetentionOf.whatGoes(
                settings.retention().orElseThrow(), settings.clusters().get(0)));
        return seen;
    }

    /** Plays some nights with a snapshot each, then days without one, and returns all that the verifier left and told. */
    private static List<String> nightsAndSilence(SnapshotSettings settings, byte[]... snapshots) {
        VerifierWorld world = new VerifierWorld().withSettings(settings).withReplica(prefix -> List.of());
        List<String> seen = new ArrayList<>();
        for (int night = 0; night < snapshots.length; night++) {
            String day = "2026-11-" + (23 + night);
            world.clock.moveTo(day + "T02:10:00Z");
            world.arrive(CLUSTER, day + "T02:05:00Z", snapshots[night]);
            seen.add(world.printed().toString());
        }
        for (String time : List.of("2026-11-25T02:45:00Z", "2026-11-25T06:00:00Z", "2026-11-27T12:00:00Z")) {
            world.clock.moveTo(time);
            world.sweep();
            seen.add(world.printed().toString());
        }
        world.documents.list("").forEach(each -> seen.add(each.key() + " " + world.document(each.key())));
        VerifierConfig config =
                new VerifierConfig(settings, VerifierWorld.BUCKET, WriteEncryption.OF_THE_BUCKET, "arn", null);
        world.alerts
                .publications()
                .forEach(
                        group -> seen.add(AlertMessage.of(group, config.links()).toString()));
        return seen;
    }
}

package io.vaultsnapshot.verifier.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.env.VerifierEnv;
import io.vaultsnapshot.contract.settings.SettingsBlock;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.verifier.statemachine.Clusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierConfigTest {
    @TempDir
    private Path folder;

    @Test
    void read_everySetVariable_isTaken() throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, Json.write(SettingsBlock.of(Clusters.settings("demo"))));
        VerifierConfig config = VerifierConfig.read(Map.of(
                VerifierEnv.SETTINGS_FILE.name(), file.toString(),
                VerifierEnv.SNAPSHOT_BUCKET.name(), "snapshots",
                VerifierEnv.BUCKET_KEY_ARN.name(), "arn:aws:kms:eu-north-1:111122223333:key/1",
                VerifierEnv.ALERT_TOPIC_ARN.name(), "arn:aws:sns:eu-north-1:111122223333:alerts")::get);
        assertEquals(Clusters.settings("demo"), config.settings());
        assertEquals("snapshots", config.bucket());
        assertEquals(
                "arn:aws:kms:eu-north-1:111122223333:key/1", config.encryption().kmsKey());
        assertEquals("arn:aws:sns:eu-north-1:111122223333:alerts", config.topicArn());
    }

    @Test
    void read_emptyEnvironment_namesEveryMissingVariable() {
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> VerifierConfig.read(name -> null));
        for (VerifierEnv variable : VerifierEnv.values()) {
            assertEquals(variable.required(), refused.getMessage().contains(variable.name()), refused.getMessage());
        }
    }

    @Test
    void read_settingsWithProblems_tellsThem() throws IOException {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, "{\"account\":\"1\",\"clusters\":[{\"nam\":\"demo\"}]}");
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> VerifierConfig.read(Map.of(VerifierEnv.SETTINGS_FILE.name(), file.toString())::get));
        assertTrue(refused.getMessage().contains("did you mean 'name'?"), refused.getMessage());
        assertTrue(refused.getMessage().contains(VerifierEnv.ALERT_TOPIC_ARN.name()), refused.getMessage());
    }

    @Test
    void read_settingsFileMissing_saysWhich() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> VerifierConfig.read(Map.of(VerifierEnv.SETTINGS_FILE.name(), "/opt/none.json")::get));
        assertTrue(refused.getMessage().contains("/opt/none.json"), refused.getMessage());
    }
}

package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.GeneratedBlock;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
    @Test
    void readme_settings_areTheReference() throws IOException {
        GeneratedBlock.check("README.md", "settings", SettingsTable.markdown());
    }

    @Test
    void markdown_everyKey_isInIt() {
        String table = SettingsTable.markdown();
        for (ClusterSetting key : ClusterSetting.values()) {
            assertTrue(table.contains("| `" + key.key() + "` |"), key.key());
        }
    }
}

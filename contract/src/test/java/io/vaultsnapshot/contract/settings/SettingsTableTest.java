package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.testing.GeneratedBlock;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
    private static final String PAGE = "docs/settings.md";

    @Test
    void page_settings_areTheReference() throws IOException {
        GeneratedBlock.check(PAGE, "settings", SettingsTable.markdown());
    }

    @Test
    void page_derivedNumbers_areThoseOfTheCode() throws IOException {
        GeneratedBlock.check(PAGE, "derived", SettingsTable.derived());
    }
}

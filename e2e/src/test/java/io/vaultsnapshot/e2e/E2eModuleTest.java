package io.vaultsnapshot.e2e;

import io.vaultsnapshot.testing.ModuleRules;
import org.junit.jupiter.api.Test;

class E2eModuleTest {
    @Test
    void module_followsTheRulesOfAllModules() {
        ModuleRules.check("io.vaultsnapshot.e2e");
    }
}

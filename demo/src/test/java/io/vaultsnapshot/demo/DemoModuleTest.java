package io.vaultsnapshot.demo;

import io.vaultsnapshot.testing.ModuleRules;
import org.junit.jupiter.api.Test;

class DemoModuleTest {
    @Test
    void module_followsTheRulesOfAllModules() {
        ModuleRules.check("io.vaultsnapshot.demo");
    }
}

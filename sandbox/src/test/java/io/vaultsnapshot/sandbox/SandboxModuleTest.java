package io.vaultsnapshot.sandbox;

import io.vaultsnapshot.testing.ModuleRules;
import org.junit.jupiter.api.Test;

class SandboxModuleTest {
    @Test
    void module_followsTheRulesOfAllModules() {
        ModuleRules.check("io.vaultsnapshot.sandbox");
    }
}

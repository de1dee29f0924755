package io.vaultsnapshot.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.vaultsnapshot.testing.ModuleRules;
import org.junit.jupiter.api.Test;

/** What infra may know: the contract, CDK, and Jackson for the settings. */
class ArchitectureTest {
    private static final JavaClasses INFRA = new ClassFileImporter().importPath("target/classes");

    @Test
    void module_keepsTheRulesOfAllModules() {
        ModuleRules.check("io.vaultsnapshot.infra");
    }

    @Test
    void infra_knowsTheContractAndCdkOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.vaultsnapshot.contract..",
                        "io.vaultsnapshot.infra..",
                        "software.amazon.awscdk..",
                        "software.amazon.jsii..",
                        "software.constructs..",
                        "com.fasterxml.jackson..")
                .because("the Lambda, the manifests and the AWS SDK belong to other modules")
                .check(INFRA);
    }

    @Test
    void processState_isReadInTheAppOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SnapshotInfraApp")
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .because("what a construct makes depends on its arguments alone")
                .check(INFRA);
    }
}

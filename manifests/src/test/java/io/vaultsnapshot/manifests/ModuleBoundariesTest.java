package io.vaultsnapshot.manifests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vaultsnapshot.testing.ModuleRules;
import org.junit.jupiter.api.Test;

/** What the module may know, and what its packages may know of each other. */
class ModuleBoundariesTest {
    private static final String RESOURCE = "io.vaultsnapshot.manifests.resource..";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vaultsnapshot.manifests");

    @Test
    void module_keepsTheRulesOfAllModules() {
        ModuleRules.check("io.vaultsnapshot.manifests");
    }

    @Test
    void typedKubernetesObjects_areUsedInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(RESOURCE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.cdk8s.plus25..")
                .because(
                        "the package's name carries a Kubernetes version: a newer binding must be a rename in one place")
                .check(MAIN);
    }

    @Test
    void defaultsOfTheLibrary_areNeverTaken() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.cdk8s.plus25")
                .because("cdk8s-plus' own CronJob misses runs (starting deadline of ten seconds); only its typed k8s"
                        + " objects are used")
                .check(MAIN);
    }

    @Test
    void manifests_knowContractAndCdk8sOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "org.cdk8s..",
                        "software.constructs..",
                        "software.amazon.jsii..",
                        "io.vaultsnapshot.contract..",
                        "io.vaultsnapshot.manifests..")
                .because("the stack and the verifier are released on their own: what both sides need is in contract")
                .check(MAIN);
    }

    @Test
    void clockAndEnvironment_decideNothing() {
        noClasses()
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .because("the same settings give the same bytes")
                .check(MAIN);
    }
}

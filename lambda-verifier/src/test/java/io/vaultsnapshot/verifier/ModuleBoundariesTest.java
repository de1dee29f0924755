package io.vaultsnapshot.verifier;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.aws.WidgetFunction;
import io.vaultsnapshot.testing.ModuleRules;
import io.vaultsnapshot.verifier.handler.VerifySnapshotsHandler;
import io.vaultsnapshot.verifier.widget.DrawFleetHandler;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ModuleBoundariesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vaultsnapshot.verifier");

    @Test
    void module_always_keepsTheRulesOfEveryModule() {
        ModuleRules.check("io.vaultsnapshot.verifier");
    }

    @Test
    void handlerClass_contractNamesIt_exists() {
        Assertions.assertEquals(VerifierFunction.HANDLER, VerifySnapshotsHandler.class.getName());
        Assertions.assertEquals(WidgetFunction.HANDLER, DrawFleetHandler.class.getName());
    }

    @Test
    void archive_onlyReadsBytes_knowsNoAws() {
        noClasses()
                .that()
                .resideInAnyPackage("..archive..", "..freshness..", "..status..", "..json..", "..event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..")
                .because("what a snapshot is worth does not depend on where it lies")
                .check(CLASSES);
    }

    @Test
    void clockAndEnvironment_handlerOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(VerifySnapshotsHandler.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(DrawFleetHandler.class.getName())
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Instant.class, "now")
                .because("everything else takes clock and environment as arguments, so that tests can set them")
                .check(CLASSES);
    }

    /** Its function has a role that may read one object. What it cannot reach, it cannot be made to do. */
    @Test
    void widget_draws_knowsNothingOfTheVerifier() {
        noClasses()
                .that()
                .resideInAPackage("..verifier.widget..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.vaultsnapshot.verifier..")
                        .and(not(resideInAPackage("io.vaultsnapshot.verifier.widget.."))))
                .check(CLASSES);
    }

    @Test
    void lambda_handlerOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(VerifySnapshotsHandler.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(DrawFleetHandler.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.amazonaws.services.lambda..")
                .because("the verifier also runs in the demo and in tests")
                .check(CLASSES);
    }
}

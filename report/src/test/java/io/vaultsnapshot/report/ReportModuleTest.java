package io.vaultsnapshot.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vaultsnapshot.testing.ModuleRules;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportModuleTest {
    private static final String BASE = "io.vaultsnapshot.report";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testing/"))
            .importPackages(BASE);

    @Test
    void module_packagesAndConstructors_followTheRules() {
        ModuleRules.check(BASE);
    }

    /** The same facts give the same page, and a function and a laptop draw it. */
    @Test
    void module_always_knowsNoClockNoEnvironmentNoClient() {
        noClasses()
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..")
                .check(CLASSES);
    }

    /** What is drawn cannot read, so a page can be drawn where nothing may be read. */
    @Test
    void page_draws_withoutReading() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + ".page", BASE + ".html", BASE + ".facts", BASE + ".text")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + ".reading", "io.vaultsnapshot.snapshot.store")
                .check(CLASSES);
    }
}

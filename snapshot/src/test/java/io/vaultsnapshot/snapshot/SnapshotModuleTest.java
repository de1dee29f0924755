package io.vaultsnapshot.snapshot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vaultsnapshot.testing.ModuleRules;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class SnapshotModuleTest {
    private static final String BASE = "io.vaultsnapshot.snapshot";

    @Test
    void module_packagesAndConstructors_followTheRules() {
        ModuleRules.check(BASE);
    }

    /** The archive reader works on bytes alone: no AWS, no store, no clock. */
    @Test
    void archive_dependencies_areBytesFindingsAndJson() {
        noClasses()
                .that()
                .resideInAPackage(BASE + ".archive..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon..",
                        BASE + ".store..",
                        BASE + ".seal..",
                        BASE + ".custody..",
                        BASE + ".lineage..",
                        BASE + ".freshness..",
                        BASE + ".verification..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(BASE));
    }
}

package io.vaultsnapshot.contract;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vaultsnapshot.testing.ModuleRules;
import java.io.Serializable;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Contract is read by the Lambda, the CDK app, the cdk8s app and the CLI, so it is values and functions only. */
class ContractBoundariesTest {
    private static final JavaClasses CONTRACT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vaultsnapshot.contract");

    @Test
    void classes_all_dependOnTheJdkOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("io.vaultsnapshot.contract..", "java..", "org.jspecify.annotations.."))
                .check(CONTRACT);
    }

    @Test
    void classes_all_doNoInputOrOutput() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..")
                        .and(DescribedPredicate.not(type(Serializable.class))))
                .check(CONTRACT);
    }

    @Test
    void classes_all_readNoClockNoEnvironmentAndNoChance() {
        noClasses().should().callMethodWhere(readsTheSurroundings()).check(CONTRACT);
        noClasses()
                .should()
                .dependOnClassesThat(type(Clock.class)
                        .or(type(Random.class))
                        .or(type(Thread.class))
                        .or(resideInAPackage("java.util.concurrent..")))
                .check(CONTRACT);
    }

    @Test
    void module_always_keepsTheRulesOfEveryModule() {
        ModuleRules.check("io.vaultsnapshot.contract");
    }

    private static DescribedPredicate<JavaCall<?>> readsTheSurroundings() {
        return DescribedPredicate.describe("reads clock, environment, properties or default zone", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getName();
            boolean time = owner.startsWith("java.time")
                    && Set.of("now", "systemDefault").contains(name);
            boolean system = owner.equals(System.class.getName()) && !name.equals("arraycopy");
            return time || system || owner.equals(Runtime.class.getName());
        });
    }
}

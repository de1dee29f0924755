package io.vaultsnapshot.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Rules that hold for every module; each module has a test that calls {@link #check}. */
public final class ModuleRules {
    /** The most components of a record and parameters of a constructor. */
    public static final int MOST_POSITIONS = 7;
    /** The compiler passes an enum's constants a name and a number. */
    private static final int ENUM_POSITIONS = 2;

    private ModuleRules() {}

    /** Checks the production classes of a module: packages are free of cycles, and no constructor is too wide. */
    public static void check(String basePackage) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
        slices().assignedFrom(packages(basePackage)).should().beFreeOfCycles().check(classes);
        constructors().should(haveFewParameters()).check(classes);
    }

    /** Every package is a slice of its own, the module's root package among them. */
    private static SliceAssignment packages(String basePackage) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(basePackage)
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of " + basePackage;
            }
        };
    }

    private static ArchCondition<JavaConstructor> haveFewParameters() {
        return new ArchCondition<>("have at most " + MOST_POSITIONS + " parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                int most = constructor.getOwner().isEnum() ? MOST_POSITIONS + ENUM_POSITIONS : MOST_POSITIONS;
                int count = constructor.getRawParameterTypes().size();
                if (count > most) {
                    events.add(SimpleConditionEvent.violated(
                            constructor, constructor.getFullName() + " has " + count + " parameters"));
                }
            }
        };
    }
}

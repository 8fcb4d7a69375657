package io.keepwell.core.suite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.keepwell.core.database.TestDatabase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/// What the tests of every module keep to; each module's ArchitectureTest calls it.
public final class TestRules {
    private final JavaClasses all;
    private final Set<JavaClass> tests;

    /// @param packageName of the module, such as `io.keepwell.ingestion`
    /// @param least how many test classes it has at least, so that no rule passes on nothing
    public TestRules(String packageName, int least) {
        all = testClasses(packageName);
        tests = all.stream()
                .filter(each -> (each.getPackageName() + ".").startsWith(packageName + "."))
                .filter(each -> each.getMethods().stream().anyMatch(TestRules::isTest))
                .collect(Collectors.toSet());
        assertThat(tests).as("test classes").hasSizeGreaterThanOrEqualTo(least);
    }

    /// Of the module and of what it shares with all; nothing is read of what they use, which is most of the class path.
    private static JavaClasses testClasses(String packageName) {
        return ArchConfiguration.withThreadLocalScope(scope -> {
            scope.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(
                            location -> location.contains("/test-classes/") || location.contains("-tests.jar"))
                    .importPackages(packageName, "io.keepwell.core");
        });
    }

    private static boolean isTest(JavaMethod method) {
        return method.isAnnotatedWith(Test.class)
                || method.isAnnotatedWith(ParameterizedTest.class)
                || method.isAnnotatedWith(RepeatedTest.class);
    }

    /// All rules.
    public void check() {
        database();
        sleeping();
        skipping();
    }

    /// Exactly the tests that reach a test database, be it through others of our classes, run on both databases.
    private void database() {
        assertThat(names(tests.stream().filter(TestRules::reachesDatabase).collect(Collectors.toSet())))
                .as("tests that use a database, and those that are annotated with @UsesDatabase")
                .isEqualTo(names(tests.stream()
                        .filter(each -> each.isAnnotatedWith(UsesDatabase.class))
                        .collect(Collectors.toSet())));
    }

    private static Set<String> names(Set<JavaClass> classes) {
        return classes.stream().map(JavaClass::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    /// By calls: a constant of a class that uses the database touches none.
    private static boolean reachesDatabase(JavaClass test) {
        Set<JavaClass> seen = new HashSet<>(Set.of(test));
        Deque<JavaClass> left = new ArrayDeque<>(seen);
        while (!left.isEmpty()) {
            JavaClass next = left.remove();
            if (next.isEquivalentTo(TestDatabase.class)) {
                return true;
            }
            Stream.concat(next.getCodeUnitCallsFromSelf().stream(), next.getCodeUnitReferencesFromSelf().stream())
                    .map(call -> call.getTargetOwner().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith("io.keepwell."))
                    .filter(seen::add)
                    .forEach(left::add);
        }
        return false;
    }

    /// They wait for the thing itself, by [Eventually].
    private void sleeping() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Eventually.class)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .orShould()
                .callMethod(LockSupport.class, "parkNanos", long.class)
                .check(all);
    }

    /// Whether they run is said by an annotation of this package, never in the middle of a test.
    private void skipping() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TestRules.class.getPackageName())
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.junit.jupiter.api.Assumptions")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.assertj.core.api.Assumptions")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Disabled.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Tag.class)
                .check(all);
    }
}

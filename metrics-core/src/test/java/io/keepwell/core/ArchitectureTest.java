package io.keepwell.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.keepwell.core.format.Format;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.report.Section;
import io.keepwell.core.suite.TestRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The order of the core's packages, and what it must never see.
final class ArchitectureTest {
    /// Each sees only those of the lines before. With how many classes it has at least, so that no rule
    /// passes on nothing.
    private static final List<Map<String, Integer>> ORDER = List.of(
            Map.of("database", 10, "time", 3),
            Map.of("money", 3, "audit", 2),
            Map.of("setting", 3, "access", 5),
            Map.of("account", 5),
            Map.of("fact", 12),
            Map.of("identity", 5),
            Map.of("ledger", 7),
            Map.of("rollup", 12),
            Map.of("quality", 3),
            Map.of("metric", 25),
            Map.of("target", 5),
            Map.of("report", 20),
            Map.of("format", 12),
            Map.of("recount", 10));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.keepwell.core");

    @Test
    void package_sees_only_what_stands_before_it() {
        List<String> before = new ArrayList<>();
        for (Map<String, Integer> line : ORDER) {
            for (String name : line.keySet()) {
                List<String> forbidden = ORDER.stream()
                        .flatMap(each -> each.keySet().stream())
                        .filter(other -> !other.equals(name) && !before.contains(other))
                        .map(other -> "io.keepwell.core." + other + "..")
                        .toList();
                noClasses()
                        .that()
                        .resideInAPackage("io.keepwell.core." + name + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden.toArray(String[]::new))
                        .allowEmptyShould(true)
                        .check(CLASSES);
            }
            before.addAll(line.keySet());
        }
    }

    @Test
    void order_names_every_package_and_each_has_its_classes() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (JavaClass each : CLASSES) {
            String name = each.getPackageName().replace("io.keepwell.core.", "").replaceAll("\\..*", "");
            counts.merge(name, 1L, Long::sum);
        }
        Map<String, Integer> least = new LinkedHashMap<>();
        ORDER.forEach(least::putAll);

        assertThat(least.keySet()).containsAll(counts.keySet());
        least.forEach((name, number) -> assertThat(counts.getOrDefault(name, 0L))
                .as("classes of " + name)
                .isGreaterThanOrEqualTo(number));
    }

    /// What is held against the product's figures must not be made by what makes these.
    @Test
    void recount_knows_what_was_reported_and_nothing_that_makes_figures() {
        classes()
                .that()
                .resideInAPackage("io.keepwell.core.recount..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.keepwell.core.recount..",
                        "io.keepwell.core.account..",
                        "io.keepwell.core.fact..",
                        "io.keepwell.core.money..",
                        "io.keepwell.core.setting..",
                        "io.keepwell.core.time..",
                        "java.lang..",
                        "java.math..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void core_knows_neither_contract_nor_transport_nor_screens_nor_mail() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.keepwell.ingestion..",
                        "io.keepwell.query..",
                        "io.keepwell.client..",
                        "io.keepwell.contract..",
                        "io.keepwell.reporting..",
                        "io.keepwell.ui..",
                        "io.keepwell.deploy..",
                        "io.grpc..",
                        "com.google.protobuf..",
                        "com.vaadin..",
                        "jakarta.servlet..",
                        "jakarta.mail..",
                        "org.simplejavamail..")
                .check(CLASSES);
    }

    @Test
    void metrics_are_found_by_the_catalogue_and_by_nobody_else() {
        assertThat(CLASSES.stream().filter(each -> each.isAssignableTo(Metric.class) && !each.isInterface()))
                .hasSizeGreaterThanOrEqualTo(8);
        classes()
                .that()
                .areAssignableTo(Metric.class)
                .and()
                .areNotInterfaces()
                .should()
                .bePackagePrivate()
                .andShould()
                .beAnnotatedWith("jakarta.inject.Singleton")
                .check(CLASSES);
    }

    @Test
    void only_database_and_its_users_speak_sql_and_no_metric_does() {
        noClasses()
                .that()
                .resideInAnyPackage("io.keepwell.core.time..", "io.keepwell.core.money..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(CLASSES);
        noClasses()
                .that()
                .areAssignableTo(Metric.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "io.keepwell.core.database..")
                .check(CLASSES);
    }

    @Test
    void no_figure_is_ever_binary_floating_point() {
        assertThat(CLASSES.stream()
                        .filter(ArchitectureTest::calculates)
                        .flatMap(each -> each.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(double.class)
                                || field.getRawType().isEquivalentTo(float.class)))
                .isEmpty();
        assertThat(CLASSES.stream()
                        .filter(ArchitectureTest::calculates)
                        .flatMap(each -> each.getMethods().stream())
                        .filter(method -> method.getRawReturnType().isEquivalentTo(double.class)
                                || method.getRawParameterTypes().stream()
                                        .anyMatch(type -> type.isEquivalentTo(double.class))))
                .isEmpty();
    }

    /// Where charts are drawn, points on paper are fractions.
    private static boolean calculates(JavaClass each) {
        return !each.getPackageName().equals("io.keepwell.core.format");
    }

    @Test
    void only_format_sees_libraries_that_render_and_it_sees_neither_database_nor_queries() {
        String[] rendering = {"org.thymeleaf..", "com.openhtmltopdf..", "org.apache.pdfbox..", "java.awt.."};
        assertThat(CLASSES.stream()
                        .filter(each -> each.getPackageName().equals("io.keepwell.core.format"))
                        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                        .map(each -> each.getTargetClass().getPackageName()))
                .contains("org.thymeleaf", "com.openhtmltopdf.pdfboxout", "java.awt");
        noClasses()
                .that()
                .resideOutsideOfPackage("io.keepwell.core.format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rendering)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.keepwell.core.format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "io.keepwell.core.database..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("MetricQueries")
                .check(CLASSES);
    }

    @Test
    void sections_and_formats_are_found_as_beans_and_by_nobody_else() {
        assertThat(CLASSES.stream().filter(each -> each.isAssignableTo(Section.class) && !each.isInterface()))
                .hasSizeGreaterThanOrEqualTo(8);
        assertThat(CLASSES.stream().filter(each -> each.isAssignableTo(Format.class) && !each.isInterface()))
                .hasSizeGreaterThanOrEqualTo(3);
        classes()
                .that()
                .areAssignableTo(Section.class)
                .or()
                .areAssignableTo(Format.class)
                .and()
                .areNotInterfaces()
                .should()
                .bePackagePrivate()
                .andShould()
                .beAnnotatedWith("jakarta.inject.Singleton")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("DTO")
                .check(CLASSES);
    }

    @Test
    void tests_keep_their_rules() {
        new TestRules("io.keepwell.core", 60).check();
    }
}

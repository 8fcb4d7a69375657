package io.keepwell.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.keepwell.core.format.Format;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.report.Section;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.suite.TestRules;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
            Map.of("fact", 25),
            Map.of("fact.store", 8),
            Map.of("identity", 5),
            Map.of("ledger", 15),
            Map.of("ledger.builder", 15),
            Map.of("rollup.cell", 12),
            Map.of("rollup.rebuild", 5),
            Map.of("rollup.refresh", 4),
            Map.of("rollup.read", 10),
            Map.of("quality", 3),
            Map.of("metric", 25),
            Map.of("metric.counts", 4),
            Map.of(
                    "metric.revenue", 8,
                    "metric.retention", 6,
                    "metric.growth", 5,
                    "metric.voice", 6,
                    "metric.support", 4,
                    "metric.adoption", 6,
                    "metric.success", 3,
                    "metric.health", 7,
                    "metric.cohort", 5),
            Map.of("metric.drill", 2),
            Map.of("metric.query", 6),
            Map.of("metric.revision", 2),
            Map.of("target", 5),
            Map.of("report.schedule", 3),
            Map.of("report", 18),
            Map.of("report.run", 10),
            Map.of("report.section", 7),
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
                        .map(other -> "io.keepwell.core." + other)
                        .toList();
                noClasses()
                        .that()
                        .resideInAPackage("io.keepwell.core." + name)
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
            String name = each.getPackageName().replace("io.keepwell.core.", "");
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

    /// How far the refresher is, readers ask of `RefreshStatus`.
    @Test
    void readers_do_not_hold_what_writes_cells() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.keepwell.core.rollup..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(Refresh.class.getName())
                .check(CLASSES);
        assertThat(CLASSES.get(MetricQueries.class).getDirectDependenciesFromSelf())
                .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(RefreshStatus.class));
    }

    /// Decision 21: what is edited or read row by row goes through repositories. Plain JDBC is for bulk, streams and
    /// sets: all of these packages, and single classes of others.
    @Test
    void plain_jdbc_is_for_bulk_streams_and_sets() {
        Set<String> packages = Set.of("database", "fact", "ledger", "rollup");
        Set<String> classes = CLASSES.stream()
                .filter(each -> each.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> dependency.getTargetClass().isAssignableTo(Statement.class)))
                .map(each -> each.getName().replace("io.keepwell.core.", "").replaceAll("\\$.*", ""))
                .filter(name -> !packages.contains(name.substring(0, name.indexOf('.'))))
                .collect(Collectors.toSet());

        assertThat(classes)
                .containsExactlyInAnyOrder(
                        "account.AccountDirectory",
                        "account.AccountNumbers",
                        "account.Merges",
                        "account.PartnerNames",
                        "account.SliceDictionary",
                        "identity.ClaimStore",
                        "identity.Claims",
                        "identity.Identity",
                        "quality.DataQuality");
    }

    @Test
    void repositories_are_their_packages_own_and_speak_to_mysql_and_mariadb_alike() {
        List<JavaClass> repositories = CLASSES.stream()
                .filter(each -> each.isInterface() && each.isAnnotatedWith(JdbcRepository.class))
                .toList();
        assertThat(repositories).hasSizeGreaterThanOrEqualTo(12);
        assertThat(repositories)
                .allSatisfy(each -> assertThat(each.getSimpleName()).endsWith("Repository"))
                .allSatisfy(each -> assertThat(each.getModifiers()).doesNotContain(JavaModifier.PUBLIC))
                .allSatisfy(each -> assertThat(
                                each.getAnnotationOfType(JdbcRepository.class).dialect())
                        .isEqualTo(Dialect.MYSQL));
        List<JavaClass> rows = CLASSES.stream()
                .filter(each -> each.isAnnotatedWith(MappedEntity.class))
                .toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(12);
        assertThat(rows).allSatisfy(each -> assertThat(each.isRecord()).isTrue());
    }

    /// `Database` begins them all, and alone retries.
    @Test
    void transactions_are_begun_in_one_place() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micronaut.transaction..", "jakarta.transaction..")
                .check(CLASSES);
        noClasses()
                .that()
                // The generated definition of the bean names what is injected.
                .haveNameNotMatching("io\\.keepwell\\.core\\.database\\.(Database|\\$Database\\$Definition)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micronaut.data.connection..")
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
        String[] rendering = {
            "org.thymeleaf..", "com.openhtmltopdf..", "org.apache.pdfbox..", "java.awt..", "com.github.freva.."
        };
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

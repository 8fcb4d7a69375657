package io.keepwell.ingestion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.keepwell.core.suite.TestRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The order of the service's packages, and which of them know the contract.
final class ArchitectureTest {
    private static final String SERVICE = "io.keepwell.ingestion.";
    /// Each sees only those of the lines before. With how many classes it has at least, so that no rule passes on
    /// nothing.
    private static final List<Map<String, Integer>> ORDER = List.of(
            Map.of("admission", 13, "mapping", 10, "intake", 3, "refresher", 1),
            Map.of("security", 4),
            Map.of("publish", 7, "query", 4));

    private static final String[] CONTRACT = {
        SERVICE + "v1..",
        "io.keepwell.contract..",
        "io.keepwell.query..",
        "io.keepwell.client..",
        "io.grpc..",
        "com.google.protobuf.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/ingestion/v1/"))
            .importPackages("io.keepwell.ingestion");

    @Test
    void package_sees_only_what_stands_before_it() {
        List<String> before = new ArrayList<>();
        for (Map<String, Integer> line : ORDER) {
            for (String name : line.keySet()) {
                List<String> forbidden = Stream.concat(
                                Stream.of("io.keepwell.ingestion"),
                                ORDER.stream()
                                        .flatMap(each -> each.keySet().stream())
                                        .filter(other -> !other.equals(name) && !before.contains(other))
                                        .map(other -> SERVICE + other + ".."))
                        .toList();
                noClasses()
                        .that()
                        .resideInAPackage(SERVICE + name + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden.toArray(String[]::new))
                        .check(CLASSES);
            }
            before.addAll(line.keySet());
        }
    }

    @Test
    void intake_and_refresher_know_nothing_of_the_contract() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVICE + "intake..", SERVICE + "refresher..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CONTRACT)
                .check(CLASSES);
    }

    @Test
    void other_services_are_not_seen() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.keepwell.reporting..", "io.keepwell.ui..", "io.keepwell.deploy..")
                .check(CLASSES);
    }

    @Test
    void order_names_every_package_and_each_has_its_classes() {
        Map<String, Integer> least = new TreeMap<>();
        ORDER.forEach(least::putAll);
        Map<String, Long> counts = CLASSES.stream()
                .filter(each -> each.getPackageName().startsWith(SERVICE))
                .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        each -> each.getPackageName().replace(SERVICE, ""), TreeMap::new, Collectors.counting()));

        assertThat(counts.keySet()).isEqualTo(least.keySet());
        assertThat(counts)
                .allSatisfy((name, count) ->
                        assertThat(count).as(name).isGreaterThanOrEqualTo(Objects.requireNonNull(least.get(name))));
    }

    @Test
    void tests_keep_their_rules() {
        new TestRules("io.keepwell.ingestion", 20).check();
    }
}

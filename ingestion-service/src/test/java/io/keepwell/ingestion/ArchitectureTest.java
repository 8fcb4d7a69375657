package io.keepwell.ingestion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.keepwell.core.suite.TestRules;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Endpoint on mapping and intake, these on the core; only endpoint and mapping know the contract.
final class ArchitectureTest {
    private static final String SERVICE = "io.keepwell.ingestion.";
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
    void nobody_below_sees_the_endpoint() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVICE + "mapping..", SERVICE + "intake..", SERVICE + "refresher..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SERVICE + "endpoint..")
                .check(CLASSES);
    }

    @Test
    void mapping_intake_and_refresher_do_not_see_each_other() {
        for (String one : new String[] {"mapping", "intake", "refresher"}) {
            for (String other : new String[] {"mapping", "intake", "refresher"}) {
                if (!one.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(SERVICE + one + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(SERVICE + other + "..")
                            .check(CLASSES);
                }
            }
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
    void rules_have_something_to_look_at() {
        Map.of("endpoint", 8, "mapping", 4, "intake", 1, "refresher", 1)
                .forEach((name, least) -> assertThat(CLASSES.stream()
                                .filter(each -> each.getPackageName().startsWith(SERVICE + name)))
                        .as(name)
                        .hasSizeGreaterThanOrEqualTo(least));
    }

    @Test
    void tests_keep_their_rules() {
        new TestRules("io.keepwell.ingestion", 20).check();
    }
}

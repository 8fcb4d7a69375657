package io.keepwell.reporting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.keepwell.core.suite.TestRules;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.keepwell.reporting");

    @Test
    void there_is_something_to_look_at() {
        assertThat(CLASSES.size()).isGreaterThan(25);
    }

    @Test
    void reporting_asks_for_figures_and_never_looks_behind_them() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.keepwell.core.fact..", "io.keepwell.core.rollup..", "io.keepwell.core.account..")
                .check(CLASSES);
    }

    @Test
    void reporting_shares_no_code_with_other_services() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.keepwell.ingestion..",
                        "io.keepwell.ui..",
                        "io.keepwell.deploy..",
                        "io.grpc..",
                        "com.vaadin..")
                .check(CLASSES);
    }

    @Test
    void reporting_sends_what_core_renders() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.thymeleaf..", "com.openhtmltopdf..", "org.apache.pdfbox..", "java.awt..")
                .check(CLASSES);
    }

    /// Decision 21: they claim deliveries while others do, and step from state to state by one statement each.
    @Test
    void only_the_outbox_and_its_queue_write_statements() {
        assertThat(CLASSES.stream()
                        .filter(each -> each.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency ->
                                        dependency.getTargetClass().isAssignableTo(Statement.class)))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder("DeliveryQueue", "Outbox");
    }

    @Test
    void tests_keep_their_rules() {
        new TestRules("io.keepwell.reporting", 7).check();
    }
}

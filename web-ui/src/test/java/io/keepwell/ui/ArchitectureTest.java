package io.keepwell.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.Route;
import io.keepwell.core.suite.TestRules;
import org.junit.jupiter.api.Test;

/// Rules of the module. A rule on no classes would always hold, so their number is checked, too.
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.keepwell.ui");

    @Test
    void there_are_classes_to_check() {
        assertThat(CLASSES.stream().filter(each -> each.isTopLevelClass()).count())
                .isGreaterThan(45);
        assertThat(CLASSES.stream()
                        .filter(each -> each.isAnnotatedWith(Route.class))
                        .count())
                .isGreaterThanOrEqualTo(6);
    }

    @Test
    void no_screen_touches_a_database() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "io.keepwell.core.database..", "com.zaxxer..")
                .check(CLASSES);
    }

    @Test
    void of_keepwell_only_the_core_is_known() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.keepwell.ingestion..", "io.keepwell.reporting..", "io.keepwell.query..", "io.grpc..")
                .check(CLASSES);
    }

    @Test
    void components_know_no_screen() {
        noClasses()
                .that()
                .resideInAPackage("..ui.component..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..ui.shell..", "..ui.access..", "..ui.overview..", "..ui.metric..", "..ui.account..")
                .check(CLASSES);
    }

    @Test
    void the_frame_knows_no_room() {
        noClasses()
                .that()
                .resideInAPackage("..ui.shell..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..ui.overview..", "..ui.metric..", "..ui.account..")
                .check(CLASSES);
    }

    @Test
    void screens_are_nobody_elses_business() {
        classes()
                .that()
                .areAnnotatedWith(Route.class)
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .check(CLASSES);
    }

    @Test
    void tests_keep_their_rules() {
        new TestRules("io.keepwell.ui", 15).check();
    }
}

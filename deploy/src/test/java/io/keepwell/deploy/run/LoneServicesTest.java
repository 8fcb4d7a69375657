package io.keepwell.deploy.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.quality.ZoneRulesWarnings;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.RunsOnce;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.ZoneRulesVersion;
import io.keepwell.reporting.ReportingService;
import io.keepwell.ui.WebUi;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What web UI and reporting service say when they are started, each by itself.
@UsesDatabase
@RunsOnce("what is logged, by any database")
@Slow
final class LoneServicesTest {
    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    LoneServicesTest() {
        database.migrate();
    }

    private List<String> warned(String environment, Consumer<ApplicationContext> start) {
        try (ApplicationContext context = ApplicationContext.builder()
                .environments(environment)
                .properties(Map.of("keepwell.db.url", database.jdbcUrl(), "keepwell.ui.port", 0))
                .banner(false)
                .start()) {
            context.getBean(Database.class)
                    .run(_ -> context.getBean(Settings.class).put(new ZoneRulesVersion("2019c")));
            Logger logger = (Logger) LoggerFactory.getLogger(ZoneRulesWarnings.class);
            ListAppender<ILoggingEvent> said = new ListAppender<>();
            said.start();
            logger.addAppender(said);
            try {
                start.accept(context);
            } finally {
                logger.detachAppender(said);
            }
            return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        }
    }

    @Test
    void web_ui_warns_of_days_by_other_rules_of_time_zones() {
        assertThat(warned(WebUi.ENVIRONMENT, WebUi::start))
                .anyMatch(said -> said.startsWith(
                        "event=zone_rules warning=\"Days were stored by the rules of time zones 2019c, and"));
    }

    @Test
    void reporting_service_warns_of_days_by_other_rules_of_time_zones() {
        assertThat(warned(ReportingService.ENVIRONMENT, ReportingService::started))
                .anyMatch(said -> said.startsWith(
                        "event=zone_rules warning=\"Days were stored by the rules of time zones 2019c, and"));
    }
}

package io.keepwell.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.run.Delivery;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.reporting.delivery.MailConfiguration;
import io.micronaut.context.ApplicationContext;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The service with nothing set but its database.
@UsesDatabase
@Slow
class ReportingServiceTest {
    @Test
    void service_starts_without_a_mail_server_and_keeps_reports_waiting_for_one() {
        try (TestDatabase database = TestDatabase.create()) {
            database.migrate();
            try (ApplicationContext context = ApplicationContext.builder()
                    .environments(ReportingService.ENVIRONMENT)
                    .properties(Map.of("keepwell.db.url", database.jdbcUrl(), "keepwell.mail.password", "secret"))
                    .start()) {
                assertThat(context.findBean(AutomaticStart.class)).isPresent();
                assertThat(context.getBean(MailConfiguration.class).toString()).doesNotContain("secret");

                context.getBean(Reports.class).put("test", ServiceUnderTest.monthly(ServiceUnderTest.ADA));
                Period october = Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1));
                RunResult result = context.getBean(Reporting.class).run(ServiceUnderTest.MONTHLY, october);
                assertThat(result).isInstanceOf(RunResult.Made.class);
                ReportRun run = ((RunResult.Made) result).run();
                assertThat(run.state())
                        .as("without any event, every figure says why")
                        .isEqualTo(ReportRun.State.RENDERED);
                assertThat(run.deliveries()).singleElement().satisfies(delivery -> {
                    assertThat(delivery.state()).isEqualTo(Delivery.State.PENDING);
                    assertThat(delivery.problem()).isEqualTo("No mail server is set up: keepwell.mail.host is empty.");
                });
            }
        }
    }
}

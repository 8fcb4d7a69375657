package io.keepwell.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.account.Slice;
import io.keepwell.core.format.Formats;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.run.RunContent;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/// The mail of the firm of three customers, to the letter. `-Dkeepwell.golden=write` writes it anew, to
/// be reviewed by eye.
@UsesDatabase
@Slow
class GoldenMailTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "io", "keepwell", "reporting");

    @Test
    void mail_is_to_the_letter_what_was_reviewed() throws IOException {
        try (ServiceUnderTest service = ServiceUnderTest.start()) {
            Firms.ofThree(service.context, "2026-11-01T03:00:00Z");
            // October missed the one; the quarter, of which a month has passed, is at risk of missing
            // the other.
            service.target("retention.customer_churn", "opening", Grain.MONTH, "5");
            service.target("revenue.mrr", "subscriptions", Grain.QUARTER, "2000");
            Grid grid = service.context
                    .getBean(ReportRunner.class)
                    .fill(
                            ServiceUnderTest.monthlyWithHealth(),
                            Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1)),
                            Slice.WHOLE,
                            Instant.parse("2026-11-02T06:00:00Z"));
            RunContent content = service.context.getBean(Formats.class).render(grid);
            check("monthly-summary.html", content.html());
            check("monthly-summary.txt", content.plainText());
        }
    }

    private static void check(String name, String text) throws IOException {
        Path golden = GOLDEN.resolve(name);
        if (System.getProperty("keepwell.golden", "").equals("write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }
}

package io.keepwell.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.ReportTable;
import io.keepwell.core.report.RunContent;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.reporting.rendering.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/// Writes a report of a believable firm to target/look, to be looked at.
class LookTest {
    @Test
    void mail_and_pdf_can_be_looked_at() throws IOException {
        try (ServiceUnderTest service = ServiceUnderTest.start()) {
            Firms.ofHundreds(service.context, "2026-11-01T03:00:00Z");
            ReportTable table = service.context
                    .getBean(ReportRunner.class)
                    .fill(
                            ServiceUnderTest.monthly(),
                            Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1)),
                            Instant.parse("2026-11-02T06:00:00Z"));
            RunContent content = service.context.getBean(Renderer.class).render(table);
            Path look = Files.createDirectories(Path.of("target", "look"));
            Files.writeString(look.resolve("mail.html"), content.standaloneHtml());
            Files.writeString(look.resolve("mail.txt"), content.plainText());
            Files.write(look.resolve("report.pdf"), content.pdf());
            assertThat(content.html()).doesNotContain(" th:").contains("October 2026");
        }
    }
}

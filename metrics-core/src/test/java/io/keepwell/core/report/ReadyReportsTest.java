package io.keepwell.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Slice;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class ReadyReportsTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @Test
    void each_can_be_made_as_it_is() {
        ReportRunner runner = platform.get(ReportRunner.class);
        assertThat(ReadyReports.all()).hasSize(7).allSatisfy(report -> {
            assertThat(runner.problems(report)).isEmpty();
            assertThat(report.send()).isPresent();
            assertThat(report.recipients()).isEmpty();
            Grid grid = runner.fill(
                    report,
                    new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1)),
                    Slice.WHOLE,
                    platform.clock().instant());
            assertThat(grid.failures()).isEmpty();
        });
    }

    @Test
    void name_that_there_is_none_of_has_no_text() {
        assertThat(ReadyReports.text("../../application")).isEmpty();
        assertThat(ReadyReports.text("executive-monthly")).isPresent();
    }

    @Test
    void problems_are_told_all_at_once() {
        Report report = ReportText.parse(new ReportId("wrong"), """
                title: Wrong
                metrics: [voice.nqs, voice.nps: colour]
                sections: [figures, pie, headlines: {size: large}]
                """, false);
        assertThat(platform.get(ReportRunner.class).problems(report))
                .satisfiesExactly(
                        metric -> assertThat(metric).contains("voice.nqs"),
                        definition -> assertThat(definition).contains("colour"),
                        section -> assertThat(section).isEqualTo("There is no section 'pie'."),
                        option -> assertThat(option)
                                .isEqualTo("The section 'headlines' has no option 'size'; it has none."));
    }
}

package io.keepwell.ui.report;

import io.keepwell.core.account.Slice;
import io.keepwell.core.format.Formats;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.InvalidReportException;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.ReportText;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Makes the mail of a report that is being written, as of now.
@Singleton
final class ReportPreview {
    private final ReportRunner runner;
    private final Formats formats;
    private final Settings settings;
    private final Clock clock;

    ReportPreview(ReportRunner runner, Formats formats, Settings settings, Clock clock) {
        this.runner = runner;
        this.formats = formats;
        this.settings = settings;
        this.clock = clock;
    }

    /// What came of a text.
    sealed interface Made {}

    /// The mail's page, with its charts inside.
    record Page(String html) implements Made {}

    /// Why there is none, for people.
    record Wrong(String reason) implements Made {}

    Made of(ReportId id, String text) {
        Report report;
        try {
            report = ReportText.parse(id, text, false);
        } catch (InvalidReportException wrong) {
            return new Wrong(wrong.getMessage() + ".");
        }
        List<String> problems = problems(report);
        if (!problems.isEmpty()) {
            return new Wrong(String.join(" ", problems));
        }
        Instant now = clock.instant();
        Grid grid = runner.fill(
                report,
                report.about()
                        .period(now, settings.firm().zone(), settings.policies().calendar()),
                Slice.WHOLE,
                now);
        return grid.failures().isEmpty()
                ? new Page(formats.render(grid).standaloneHtml())
                : new Wrong(grid.failures().stream().map(Grid.Failed::reason).collect(Collectors.joining(" ")));
    }

    /// What keeps a report from being made; empty where it can be made.
    List<String> problems(Report report) {
        return runner.problems(report);
    }
}

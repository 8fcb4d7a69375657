package io.keepwell.reporting.schedule;

import io.keepwell.core.format.Formats;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.ReportRuns;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.RunContent;
import io.keepwell.core.report.RunId;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.reporting.delivery.Outbox;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes runs: fills the report in, renders it and keeps all of it, or keeps why it could not be done.
@Singleton
public final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    /// How far back missed runs are looked for.
    private static final int MOST_MONTHS = 24;

    private final Reports reports;
    private final ReportRuns runs;
    private final ReportRunner runner;
    private final Formats formats;
    private final Outbox outbox;
    private final Settings settings;
    private final Clock clock;
    private final Duration settling;

    /// @param settling how long after being stamped an event may be kept at the latest
    Runs(
            Reports reports,
            ReportRuns runs,
            ReportRunner runner,
            Formats formats,
            Outbox outbox,
            Settings settings,
            Clock clock,
            @Value("${keepwell.reporting.settling:5s}") Duration settling) {
        this.reports = reports;
        this.runs = runs;
        this.runner = runner;
        this.formats = formats;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
        this.settling = settling;
    }

    /// Makes every run that is due by schedule and not made yet, the longest due first. What was missed while
    /// no service was running is among them; what was due before a report was last switched on is not.
    ///
    /// @return how many were tried
    public int makeDue() {
        int tried = 0;
        for (Reports.Scheduled scheduled : reports.scheduled()) {
            for (RunId run : due(scheduled)) {
                if (!runs.isSettled(run, clock.instant())) {
                    make(scheduled.report(), run);
                    tried++;
                }
            }
        }
        return tried;
    }

    private List<RunId> due(Reports.Scheduled scheduled) {
        Instant now = clock.instant();
        ReportingZone zone = settings.firm().zone();
        YearMonth thisMonth = YearMonth.from(zone.dayOf(now));
        List<RunId> due = new ArrayList<>();
        for (YearMonth month = thisMonth.minusMonths(MOST_MONTHS);
                month.isBefore(thisMonth);
                month = month.plusMonths(1)) {
            Instant dueAt = scheduled.report().dueAt(month, zone);
            if (dueAt.isAfter(scheduled.dueSince()) && !dueAt.isAfter(now)) {
                due.add(new RunId(scheduled.report().id(), Period.of(Grain.MONTH, month.atDay(1))));
            }
        }
        return due;
    }

    /// Makes a run, unless it is made already; a run that failed is made anew.
    public void make(Report report, RunId run) {
        Instant asOf = clock.instant();
        settle();
        RunContent content;
        try {
            Grid grid = runner.fill(report, run.period(), asOf);
            if (!grid.failures().isEmpty()) {
                LOG.error(
                        "event=run_failed report={} from={} sections={}",
                        run.report(),
                        run.period().from(),
                        grid.failures().stream().map(Grid.Failed::section).toList());
                outbox.keepFailure(run, asOf, reasons(grid));
                return;
            }
            content = formats.render(grid);
        } catch (RuntimeException failure) {
            LOG.error(
                    "event=run_failed report={} from={}",
                    run.report(),
                    run.period().from(),
                    failure);
            outbox.keepFailure(run, asOf, "The report could not be made: " + failure.getMessage());
            return;
        }
        if (outbox.keep(run, asOf, content, report.recipients())) {
            LOG.info(
                    "event=run_rendered report={} from={} as_of={} recipients={} bytes={}",
                    run.report(),
                    run.period().from(),
                    asOf,
                    report.recipients().size(),
                    content.files().stream()
                            .mapToLong(file -> file.bytes().length)
                            .sum());
        }
    }

    private static String reasons(Grid grid) {
        return grid.failures().stream().map(Grid.Failed::reason).collect(Collectors.joining(" "));
    }

    /// Events are stamped a moment before they are kept. Waits until everything that was stamped before
    /// is kept, so that the run has all that was known when it was asked for, and can be made again to
    /// the last digit.
    private void settle() {
        try {
            Thread.sleep(settling);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

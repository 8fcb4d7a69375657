package io.keepwell.reporting.schedule;

import io.keepwell.core.format.Formats;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.InvalidReportException;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.report.run.ReportRuns;
import io.keepwell.core.report.run.RunContent;
import io.keepwell.core.report.run.RunId;
import io.keepwell.core.report.schedule.ReportSchedule;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.reporting.delivery.Outbox;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes runs: fills the report in, renders it for each scope that recipients have and keeps all of it, or keeps why it
/// could not be done.
@Singleton
public final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    /// Of so many missed moments the latest are looked at; a service that was away for longer leaves out the earlier
    /// ones.
    private static final int MOST_MISSED = 100;

    private static final int MOST_AT_ONCE = 100;
    private static final String MISSED =
            "It was due while no service was running, and left out as the report wants it.";

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

    /// Makes every run that is due by schedule and not made yet, the longest due first, and tries those again
    /// that failed a while ago, but for those of a report that is paused. What was missed while no service was
    /// running is made or left out as the report wants it; what was due before a report was last switched on is
    /// not there at all.
    ///
    /// @return how many were tried
    public int makeDue() {
        int tried = 0;
        for (ReportRun failed : runs.toTryAgain(clock.instant(), MOST_AT_ONCE)) {
            Optional<Report> report = find(failed.id().report()).filter(found -> found.enabled() || failed.byHand());
            if (report.isPresent()) {
                make(report.get(), failed.id(), failed.period(), failed.byHand());
                tried++;
            }
        }
        for (Reports.Scheduled scheduled : reports.scheduled()) {
            Report report = scheduled.report();
            Due due = due(scheduled);
            due.skipped().forEach(moment -> outbox.skip(run(report, moment), period(report, moment), MISSED));
            for (Instant moment : due.made()) {
                make(report, run(report, moment), period(report, moment), false);
                tried++;
            }
        }
        return tried;
    }

    /// Empty where it was removed, or can't be read.
    private Optional<Report> find(ReportId id) {
        try {
            return reports.find(id);
        } catch (InvalidReportException unreadable) {
            LOG.error("event=report_unreadable report={} problem=\"{}\"", id, unreadable.getMessage());
            return Optional.empty();
        }
    }

    /// Moments at which a report was due and for which there is no run yet.
    private record Due(List<Instant> skipped, List<Instant> made) {}

    private Due due(Reports.Scheduled scheduled) {
        Report report = scheduled.report();
        Optional<ReportSchedule> schedule = report.send();
        if (schedule.isEmpty()) {
            return new Due(List.of(), List.of());
        }
        Instant now = clock.instant();
        Instant after = runs.lastDue(report.id())
                .filter(last -> last.isAfter(scheduled.dueSince()))
                .orElse(scheduled.dueSince());
        List<Instant> moments = schedule.get().latest(after, now, zone(), MOST_MISSED);
        int made = report.missed().made(moments, now);
        return new Due(
                moments.subList(0, moments.size() - made), moments.subList(moments.size() - made, moments.size()));
    }

    private static RunId run(Report report, Instant moment) {
        return new RunId(report.id(), moment);
    }

    /// Which period a run is about that is due at a moment.
    public Period period(Report report, Instant moment) {
        return report.about().period(moment, zone(), settings.policies().calendar());
    }

    private ReportingZone zone() {
        return settings.firm().zone();
    }

    /// Makes the report for a period because somebody asks for it. Where it was due for that period and not made
    /// yet, this is that run; otherwise it is one of its own, which no schedule counts.
    ///
    /// @return the run that was tried
    public RunId makeByHand(Report report, Period period) {
        Optional<Instant> missed = reports.scheduled().stream()
                .filter(scheduled -> scheduled.report().id().equals(report.id()))
                .map(this::due)
                .flatMap(due -> Stream.concat(due.skipped().stream(), due.made().stream()))
                .filter(moment -> period(report, moment).equals(period))
                .findFirst();
        RunId run = run(report, missed.orElseGet(clock::instant));
        make(report, run, period, missed.isEmpty());
        return run;
    }

    /// Makes a run, unless it is made already; a run that failed is made anew. Where it is made, and recipients
    /// have got scopes for which it isn't, these are added, as of the same moment.
    public void make(Report report, RunId run, Period period, boolean byHand) {
        Optional<ReportRun> before = runs.find(run).filter(found -> found.state() == ReportRun.State.RENDERED);
        Instant asOf = before.map(ReportRun::asOf).orElseGet(clock::instant);
        List<String> there = before.stream()
                .flatMap(found -> found.renderings().stream())
                .map(ReportRun.Rendering::scope)
                .toList();
        Set<String> wanted = new TreeSet<>(report.scopes().keySet());
        wanted.removeAll(there);
        if (before.isEmpty()) {
            settle();
        }
        Map<String, RunContent> contents = new LinkedHashMap<>();
        List<String> heldBack = new ArrayList<>();
        try {
            for (String scope : wanted) {
                // Whoever asks for it gets it.
                Optional<String> reason = byHand ? Optional.empty() : runner.heldBack(report, period, scope, asOf);
                if (reason.isPresent()) {
                    heldBack.add(reason.get());
                    continue;
                }
                Grid grid = runner.fill(report, period, scope, asOf);
                if (!grid.failures().isEmpty()) {
                    LOG.error(
                            "event=run_failed report={} due={} sections={}",
                            run.report(),
                            run.dueAt(),
                            grid.failures().stream().map(Grid.Failed::section).toList());
                    outbox.keepFailure(run, period, byHand, asOf, reasons(grid));
                    return;
                }
                contents.put(scope, formats.render(grid));
            }
        } catch (RuntimeException failure) {
            LOG.error("event=run_failed report={} due={}", run.report(), run.dueAt(), failure);
            outbox.keepFailure(run, period, byHand, asOf, "The report could not be made: " + failure.getMessage());
            return;
        }
        if (before.isEmpty() && contents.isEmpty()) {
            outbox.skip(run, period, "None of its conditions held: " + String.join(" · ", heldBack));
            return;
        }
        if (outbox.keep(run, period, byHand, asOf, contents, report.recipients())) {
            LOG.info(
                    "event=run_rendered report={} due={} as_of={} recipients={} scopes={} bytes={}",
                    run.report(),
                    run.dueAt(),
                    asOf,
                    report.recipients().size(),
                    contents.size(),
                    contents.values().stream()
                            .flatMap(content -> content.files().stream())
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

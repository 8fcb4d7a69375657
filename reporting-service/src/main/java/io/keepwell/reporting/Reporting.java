package io.keepwell.reporting;

import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportRun;
import io.keepwell.core.report.ReportRuns;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.RunId;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import io.keepwell.reporting.delivery.Dispatch;
import io.keepwell.reporting.delivery.Outbox;
import io.keepwell.reporting.schedule.Runs;
import io.keepwell.reporting.schedule.Schedule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Delivers reports: by hand when asked, and by schedule once started.
@Singleton
public final class Reporting {
    private final Reports reports;
    private final ReportRuns runs;
    private final Runs maker;
    private final Outbox outbox;
    private final Dispatch dispatch;
    private final Schedule schedule;
    private final Settings settings;
    private final Clock clock;

    Reporting(
            Reports reports,
            ReportRuns runs,
            Runs maker,
            Outbox outbox,
            Dispatch dispatch,
            Schedule schedule,
            Settings settings,
            Clock clock) {
        this.reports = reports;
        this.runs = runs;
        this.maker = maker;
        this.outbox = outbox;
        this.dispatch = dispatch;
        this.schedule = schedule;
        this.settings = settings;
        this.clock = clock;
    }

    /// Makes the report's run for a period and sends it, now. The same run again makes nothing anew and sends
    /// nothing to whoever has it or may have it; it sends to those who don't: recipients that were added since,
    /// and those whose mail was given up or waits for another attempt.
    public RunResult run(ReportId id, Period period) {
        Optional<Report> found = reports.find(id);
        if (found.isEmpty()) {
            return new RunResult.Declined("There is no report '" + id + "'.");
        }
        Instant end = period.to().atStartOfDay(settings.firm().zone().id()).toInstant();
        if (clock.instant().isBefore(end)) {
            return new RunResult.Declined("There is nothing final to report yet: the period ends on "
                    + ValueFormat.day(period.to().minusDays(1)) + ".");
        }
        RunId run = new RunId(id, period);
        if (!isRendered(run)) {
            maker.make(found.get(), run);
        }
        if (isRendered(run)) {
            outbox.makeDue(run, found.get().recipients());
            dispatch.sendDue(run);
        }
        return made(run);
    }

    /// Sends a run again to a recipient of whom nobody knows whether the mail arrived. It has the same id as
    /// the first time, by which many mailboxes know it and drop it.
    public RunResult sendAgain(RunId run, MailAddress recipient) {
        if (!outbox.makeUncertainDue(run, recipient)) {
            return new RunResult.Declined("No mail of this run to this recipient is uncertain.");
        }
        dispatch.sendDue(run);
        return made(run);
    }

    /// Begins to make and send what is due by schedule. Does nothing where it does already.
    public void start() {
        schedule.start();
    }

    /// Waits for what is under way and stops.
    public void stop() {
        schedule.stop();
    }

    private boolean isRendered(RunId run) {
        return runs.find(run)
                .filter(found -> found.state() == ReportRun.State.RENDERED)
                .isPresent();
    }

    private RunResult made(RunId run) {
        return runs.find(run)
                .<RunResult>map(RunResult.Made::new)
                .orElseGet(() -> new RunResult.Declined("There is no such run."));
    }
}

package io.keepwell.reporting;

import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.Recipient;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.report.run.ReportRuns;
import io.keepwell.core.report.run.RunId;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Period;
import io.keepwell.reporting.delivery.Dispatch;
import io.keepwell.reporting.delivery.Outbox;
import io.keepwell.reporting.schedule.Runs;
import io.keepwell.reporting.schedule.Schedule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

    /// Makes the report's run for a period and sends it, now. Where there is such a run already, nothing is made
    /// anew and nothing sent to whoever has it or may have it; it is sent to those who don't: recipients that
    /// were added since, and those whose mail was given up or waits for another attempt.
    public RunResult run(ReportId id, Period period) {
        RunResult result = make(id, period);
        if (result instanceof RunResult.Made(ReportRun run)) {
            dispatch.sendDue(run.id());
            return made(run.id());
        }
        return result;
    }

    /// The same as `run`, but leaves sending to whichever process does so by schedule.
    public RunResult make(ReportId id, Period period) {
        Optional<Report> found = reports.find(id);
        Optional<RunResult> declined = declined(id, found, period);
        if (declined.isPresent()) {
            return declined.get();
        }
        Report report = found.orElseThrow();
        Optional<ReportRun> before = runs.latest(id, period);
        RunId run = before.map(ReportRun::id).orElseGet(() -> maker.makeByHand(report, period));
        before.ifPresent(there -> maker.make(report, run, period, there.byHand()));
        if (isRendered(run)) {
            outbox.makeDue(run, report.recipients());
        }
        return made(run);
    }

    /// Makes a run of its own for somebody who tries the report, who sees all of it. Sending is left to whichever
    /// process does so by schedule.
    public RunResult test(ReportId id, Period period, MailAddress recipient) {
        Optional<Report> found = reports.find(id);
        return declined(id, found, period).orElseGet(() -> {
            RunId run = new RunId(id, clock.instant());
            maker.make(found.orElseThrow().to(List.of(Recipient.of(recipient))), run, period, true);
            return made(run);
        });
    }

    private Optional<RunResult> declined(ReportId id, Optional<Report> found, Period period) {
        if (found.isEmpty()) {
            return Optional.of(new RunResult.Declined("There is no report '" + id + "'."));
        }
        Instant end = period.to().atStartOfDay(settings.firm().zone().id()).toInstant();
        return clock.instant().isBefore(end)
                ? Optional.of(new RunResult.Declined("There is nothing final to report yet: the period ends on "
                        + ValueFormat.day(period.to().minusDays(1)) + "."))
                : Optional.empty();
    }

    /// Sends a run again to a recipient of whom nobody knows whether the mail arrived. It has the same id as
    /// the first time, by which many mailboxes know it and drop it.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    public RunResult sendAgain(String who, RunId run, MailAddress recipient) {
        RunResult settled = settle(who, run, recipient, false);
        if (settled instanceof RunResult.Made) {
            dispatch.sendDue(run);
            return made(run);
        }
        return settled;
    }

    /// Settles a mail of which nobody knows whether it arrived, or that was given up: it arrived, or it is sent again,
    /// with the same id as the first time.
    ///
    /// @param who a staff member's mail address, or the command line with its user
    public RunResult settle(String who, RunId run, MailAddress recipient, boolean arrived) {
        return outbox.settleByHand(who, run, recipient, arrived)
                ? made(run)
                : new RunResult.Declined("No mail of this run to this recipient is uncertain or was given up.");
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

package io.keepwell.deploy.demo;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.Staff;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.KeptFacts;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.recount.Recount;
import io.keepwell.core.report.Reports;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.rollup.refresh.RefreshStatus;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.HealthSettings;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.Progress;
import io.keepwell.deploy.run.AllInOne;
import io.keepwell.deploy.run.ServicesOptions;
import io.keepwell.deploy.run.Welcome;
import io.keepwell.ingestion.refresher.Refresher;
import io.keepwell.reporting.Reporting;
import io.keepwell.ui.MountedServlet;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keepwell demo`: all services with a company in them.
@Command(
        name = "demo",
        defaultValueProvider = DemoFolder.class,
        description = {
            "Runs all services with a made-up company of 2,000 customers over 24 months in them,",
            "sent by gRPC, as partners do, and sends a report to a mail catcher of its own."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final long SEED = 20_261_122L;
    /// In which figures are recounted beside those of the whole firm.
    private static final Slice SLICE = Slice.of(Dimension.SEGMENT, "Mid-market");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// How many monthly reports were due by the last day.
    private static final int REPORTS = 6;
    /// Nobody else sends while the demo's own report is made.
    private static final String SETTLING = "500ms";

    private static final Duration LONGEST_REFRESH = Duration.ofMinutes(3);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServicesOptions options = new ServicesOptions();

    @Option(
            names = "--check",
            description =
                    "Hold every metric of three periods against a recount of the story, then end: 0 where all is well.")
    private boolean check;

    private @Nullable DemoDay day;
    private @Nullable CompletableFuture<DemoStory> made;
    /// A new one, where the first start was interrupted before it was shown.
    private Optional<DemoSettings.SignIn> signIn = Optional.empty();

    /// @return 0 where all is well, 1 where a figure is wrong
    @Override
    public Integer call() throws InterruptedException {
        try (MailCatcher catcher = MailCatcher.start(options.data().resolve("mail"));
                AllInOne services = AllInOne.start(
                        options,
                        DemoSettings.FIRM,
                        databaseUrl -> begin(catcher, databaseUrl),
                        new MountedServlet("/mail/*", new MailCatcherPage(catcher)))) {
            LocalDate lastDay = Objects.requireNonNull(day).lastDay();
            DemoStory story = Objects.requireNonNull(made).join();
            // Of the last whole month, which ends with the last day at the latest.
            Period month = Period.of(Grain.MONTH, lastDay.plusDays(1)).previous();
            boolean whole = send(story, new StoryPeriod(lastDay), month, services);
            DemoReport report = new DemoReport(month, out());
            boolean agrees;
            try (PartnerClient client = PartnerClient.plaintext(
                    services.connection().target(), services.connection().key(), PATIENCE)) {
                report.showFigures(client);
                agrees = !check || recount(story, month, services, client);
            }
            boolean delivered = report.send(services)
                    .filter(run -> report.isIn(catcher, run.subject(), services.address()))
                    .isPresent();
            welcome(services);
            if (check) {
                return whole && agrees && delivered ? 0 : 1;
            }
            // Makes the reports of the months before, as it does whatever was due and not made.
            services.bean(Reporting.class).start();
            services.untilStopped(out());
            return 0;
        }
    }

    /// Finds out where the story stands, and makes it, before the services start.
    ///
    /// @return their configuration
    private Map<String, Object> begin(MailCatcher catcher, String databaseUrl) {
        DemoDay found = DemoDay.of(options.data(), databaseUrl, Clock.systemUTC());
        day = found;
        // Meanwhile the services start, which leaves cores idle.
        made = CompletableFuture.supplyAsync(() -> new DemoCompany(SEED, found.lastDay()).send());
        if (found.isNew()) {
            catcher.clear();
        }
        return properties(catcher, found);
    }

    /// Says where to look and how to sign in.
    private void welcome(AllInOne services) {
        out().println();
        Welcome.print(services, out());
        signIn.ifPresent(first -> {
            out().printf("Sign in:   %s%n", first.email());
            out().printf("Password:  %s%n", first.password());
        });
        out().printf("Commands:  such as ./keepwell query --all --data %s%n", options.data());
    }

    /// Sends what isn't kept yet: all of it the first time, with the clock in the story's time; later, where the first
    /// time was interrupted, all of it again, which adds what is missing.
    ///
    /// @return whether each event of the story is kept once
    private boolean send(DemoStory story, StoryPeriod era, Period month, AllInOne services)
            throws InterruptedException {
        StoryClock clock = services.bean(StoryClock.class);
        KeptFacts kept = services.bean(KeptFacts.class);
        boolean toSend = kept.count() < story.size();
        if (toSend) {
            out().printf(
                            "%nSending two years of events takes half a minute. Then you see where to look and how to sign in.%n");
            Refresher refresher = services.bean(Refresher.class);
            // All figures are made at once when the story is sent, which takes far less time than following it.
            refresher.close();
            DemoSettings.putStaff(services.bean(Staff.class));
            DemoSettings.putPromises(services.bean(PolicyChanges.class));
            try (StoryPublisher publisher = new StoryPublisher(story, services, clock, SEED);
                    Progress progress = Progress.ofEvents("Sending two years of events", story.size())) {
                LocalDate reportsBegin =
                        era.lastDay().plusDays(1).withDayOfMonth(1).minusMonths(REPORTS);
                publisher.until(era.firstDay(), reportsBegin, progress::step);
                services.bean(Reports.class).put(DemoSettings.WHO, DemoSettings.REPORT);
                publisher.until(reportsBegin.plusDays(1), era.lastDay(), progress::step);
                answered(story, publisher);
            }
            clock.moveToNow();
            if (services.firstSignIn().isEmpty()) {
                signIn = DemoSettings.newSignIn(services.bean(Staff.class));
            }
            services.bean(Refresh.class).askForRebuild();
            refresher.start();
        }
        waitForRefresh(services.bean(RefreshStatus.class));
        if (toSend) {
            // Some are for slices, which there are only now.
            DemoSettings.putTargets(services, month);
        }
        return showKept(kept.count(), story.size());
    }

    private void answered(DemoStory story, StoryPublisher publisher) {
        story.eventsByPartner()
                .forEach((partner, sent) -> out().printf("Sent:      %,7d events by %s%n", sent.size(), partner));
        publisher
                .answers()
                .forEach((disposition, count) -> out().printf(
                                "Answered:  %,7d %s%n",
                                count,
                                disposition.name().replace("DISPOSITION_", "").toLowerCase(Locale.ROOT)));
    }

    private void waitForRefresh(RefreshStatus status) throws InterruptedException {
        Instant start = Instant.now();
        while (status.waiting() > 0) {
            if (Duration.between(start, Instant.now()).compareTo(LONGEST_REFRESH) > 0) {
                throw new Failure(
                        "The figures were not brought up to date within " + LONGEST_REFRESH.toMinutes() + " minutes.");
            }
            Thread.sleep(100);
        }
        out().printf("Refreshed: all events are in the figures%n");
    }

    /// @return whether each event of the story is kept once
    private boolean showKept(long kept, int reported) {
        out().printf("Kept:      %,d of %,d events%n", kept, reported);
        return kept == reported;
    }

    /// @return whether every metric is what a recount of all that was reported gives
    private boolean recount(DemoStory story, Period month, AllInOne services, PartnerClient client) {
        SortedMap<String, List<Story.SentEvent>> sentBy = story.eventsByPartner();
        CustomerNames names = new CustomerNames(sentBy);
        story.merges()
                .forEach(merge -> names.join(merge.partner(), merge.account(), merge.intoPartner(), merge.into()));
        Settings settings = services.bean(Settings.class);
        Firm firm = settings.firm();
        return new DemoCheck(
                        sentBy,
                        new Recount.Terms(
                                firm.currency(),
                                firm.zone().id(),
                                settings.policies(),
                                services.bean(HealthSettings.class).models(Optional.empty()),
                                firm.zone().today(services.bean(Clock.class))),
                        names,
                        services.bean(MetricCatalogue.class).entries(),
                        client,
                        firm.zone().today(services.bean(Clock.class)),
                        out())
                .run(month, SLICE);
    }

    private static Map<String, Object> properties(MailCatcher catcher, DemoDay day) {
        LocalDate before = new StoryPeriod(day.lastDay()).firstDay().minusDays(1);
        return Map.of(
                StoryClockFactory.BEGINS,
                day.isNew() ? StoryPublisher.receivedAfter(before).toString() : StoryClockFactory.NOW,
                "keepwell.mail.host",
                "127.0.0.1",
                "keepwell.mail.port",
                catcher.port(),
                "keepwell.mail.tls",
                "NONE",
                "keepwell.mail.from",
                "reports@bluebird.example",
                "keepwell.mail.from-name",
                DemoSettings.FIRM.name(),
                "keepwell.reporting.settling",
                SETTLING,
                // Started here when all else is done: reports that are overdue would get in between.
                "keepwell.reporting.scheduler",
                false);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

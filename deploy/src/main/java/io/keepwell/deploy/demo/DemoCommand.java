package io.keepwell.deploy.demo;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.FactReader;
import io.keepwell.core.fact.Story;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.recount.Recount;
import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportRun;
import io.keepwell.core.report.Reports;
import io.keepwell.core.rollup.Refresh;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.HealthSettings;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.target.Target;
import io.keepwell.core.target.Targets;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.deploy.Failure;
import io.keepwell.deploy.run.AllInOne;
import io.keepwell.deploy.run.ServicesOptions;
import io.keepwell.deploy.run.Welcome;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.query.v1.Figure;
import io.keepwell.query.v1.QueryFiguresRequest;
import io.keepwell.reporting.Reporting;
import io.keepwell.reporting.RunResult;
import io.keepwell.ui.MountedServlet;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `keepwell demo`: all services with a company in them.
@Command(
        name = "demo",
        description = {
            "Runs all services with a made-up company of 2,000 customers over 24 months in them,",
            "told through the partners' door, and sends a report to a mail catcher of its own."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final long SEED = 20_261_122L;
    private static final Firm FIRM =
            new Firm("Bluebird Software", ReportingZone.of("Europe/Berlin"), new CurrencyCode("EUR"));
    private static final Report REPORT = new Report(
            new ReportId("monthly-summary"),
            "Customer success, month by month",
            Stream.of(
                            "revenue.mrr",
                            "revenue.mrr_movements",
                            "retention.nrr",
                            "retention.grr",
                            "retention.revenue_churn",
                            "retention.customer_churn",
                            "retention.customer_retention",
                            "voice.nps",
                            "success.health_score")
                    .map(MetricId::new)
                    .toList(),
            List.of(new MailAddress("head.of.success@bluebird.example"), new MailAddress("board@bluebird.example")),
            1,
            LocalTime.of(7, 0),
            true);
    /// In which figures are recounted beside those of the whole firm.
    private static final Slice SLICE = Slice.of(Dimension.SEGMENT, "Mid-market");

    private static final String WHO = "keepwell demo";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_TELLING = Duration.ofHours(1);
    private static final Duration LONGEST_REFRESH = Duration.ofMinutes(3);
    private static final int BATCH = PartnerClient.MOST_EVENTS;
    private static final int ONE_REPEAT_IN = 50;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServicesOptions options = new ServicesOptions();

    @Option(
            names = "--check",
            description =
                    "Hold every metric of three periods against a recount of the story, then end: 0 where all is well.")
    private boolean check;

    /// The figures as they were shown on the command line.
    private final List<String> shown = new ArrayList<>();

    /// @return 0 where all is well, 1 where a figure is wrong
    @Override
    public Integer call() throws InterruptedException {
        try (MailCatcher catcher = MailCatcher.start(options.data().resolve("mail"));
                AllInOne services = AllInOne.start(
                        options,
                        FIRM,
                        mailSettings(catcher),
                        new MountedServlet("/mail/*", new MailCatcherPage(catcher)))) {
            out().println();
            Welcome.print(services, out());
            LocalDate lastDay = DemoDay.of(options.data(), options.fresh());
            SortedMap<String, List<Story.Told>> toldBy = new DemoCompany(SEED, lastDay).told();
            List<Story.Told> told =
                    toldBy.values().stream().flatMap(List::stream).toList();
            Period month = Period.of(Grain.MONTH, lastDay).previous();
            boolean right;
            try (PartnerClient client = PartnerClient.plaintext(
                    services.connection().target(), services.connection().key(), PATIENCE)) {
                tell(toldBy, services);
                waitForRefresh(services.bean(Refresh.class));
                boolean whole = showKept(services.bean(FactReader.class).count(), told.size());
                setTargets(services.bean(Targets.class), month);
                showFigures(month, client);
                boolean agrees = !check || recount(toldBy, month, services, client);
                right = whole && agrees;
            }
            boolean delivered = sendReport(services, month) && mailShowsFigures(catcher, services.address());
            if (check) {
                return right && delivered ? 0 : 1;
            }
            services.untilStopped(out());
            return 0;
        }
    }

    /// Each partner sends what it tells, with a key that is good for this run.
    private void tell(SortedMap<String, List<Story.Told>> toldBy, AllInOne services) {
        PartnerKeys keys = services.bean(PartnerKeys.class);
        toldBy.forEach((partner, told) -> {
            String key = keys.issue(
                    keys.partner(partner),
                    EnumSet.of(Scope.PUBLISH),
                    Optional.of(Instant.now().plus(LONGEST_TELLING)));
            try (PartnerClient client =
                    PartnerClient.plaintext(services.connection().target(), key, PATIENCE)) {
                tell(partner, told, client);
            }
        });
    }

    /// Sends everything as it happens in life: not quite in order, and some of it twice.
    private void tell(String partner, List<Story.Told> told, PartnerClient client) {
        List<Event> events = new ArrayList<>(told.stream()
                .sorted((a, b) -> a.occurredAt().compareTo(b.occurredAt()))
                .map(EventMessages::message)
                .toList());
        Random random = new Random(SEED);
        for (int start = 0; start < events.size(); start += BATCH) {
            Collections.shuffle(events.subList(start, Math.min(events.size(), start + BATCH)), random);
        }
        int repeats = events.size() / ONE_REPEAT_IN;
        for (int i = 0; i < repeats; i++) {
            events.add(events.get(random.nextInt(told.size())));
        }
        Map<Disposition, Long> answers = new EnumMap<>(Disposition.class);
        try (ProgressBar progress = new ProgressBarBuilder()
                .setTaskName(partner)
                .setInitialMax(events.size())
                .setUnit(" events", 1)
                .setUpdateIntervalMillis(250)
                .hideEta()
                .build()) {
            for (int start = 0; start < events.size(); start += BATCH) {
                List<Event> batch = events.subList(start, Math.min(events.size(), start + BATCH));
                client.publish(batch).forEach(answer -> answers.merge(answer.getDisposition(), 1L, Long::sum));
                progress.stepBy(batch.size());
            }
        }
        out().printf(
                        "Sent:      %,d events of the partner %s about %,d customers, %,d of them twice%n",
                        events.size(),
                        partner,
                        told.stream().map(Story.Told::account).distinct().count(),
                        repeats);
        answers.forEach((disposition, count) -> out().printf(
                        "Answered:  %,d %s%n",
                        count, disposition.name().replace("DISPOSITION_", "").toLowerCase(Locale.ROOT)));
    }

    private void waitForRefresh(Refresh refresh) throws InterruptedException {
        Instant start = Instant.now();
        while (refresh.waiting() > 0) {
            if (Duration.between(start, Instant.now()).compareTo(LONGEST_REFRESH) > 0) {
                throw new Failure(
                        "The figures were not brought up to date within " + LONGEST_REFRESH.toMinutes() + " minutes.");
            }
            Thread.sleep(100);
        }
        out().printf("Refreshed: all events are in the figures%n");
    }

    /// Two of the whole firm: one that the month has missed, one that the year is on its way to.
    private static void setTargets(Targets targets, Period month) {
        targets.put(
                WHO,
                new MetricId("retention.customer_churn"),
                new DefinitionId("opening"),
                Slice.WHOLE,
                month,
                Target.Term.SHORT_TERM,
                new BigDecimal("2.5"));
        targets.put(
                WHO,
                new MetricId("revenue.mrr"),
                new DefinitionId("subscriptions"),
                Slice.WHOLE,
                Period.of(Grain.YEAR, month.from()),
                Target.Term.LONG_TERM,
                new BigDecimal("840000"));
    }

    /// @return whether each event of the story is kept once
    private boolean showKept(long kept, int told) {
        out().printf("Kept:      %,d events of %,d that were told%n", kept, told);
        return kept == told;
    }

    /// The figures of the report.
    private void showFigures(Period month, PartnerClient client) {
        out().printf("Figures of %s:%n", month);
        for (MetricId metric : REPORT.metrics()) {
            Figure figure = client.query(QueryFiguresRequest.newBuilder()
                            .setMetric(metric.id())
                            .setFrom(month.from().toString())
                            .setTo(month.to().toString())
                            .build())
                    .getFigures(0);
            shown.add(figure.getShown());
            out().printf("  %-30s %18s%n", metric.id(), figure.getShown());
        }
    }

    /// @return whether every metric is what a recount of all that was told gives
    private boolean recount(
            Map<String, List<Story.Told>> toldBy, Period month, AllInOne services, PartnerClient client) {
        Settings settings = services.bean(Settings.class);
        Firm firm = settings.firm();
        return new DemoCheck(
                        toldBy,
                        new Recount.Terms(
                                firm.currency(),
                                firm.zone().id(),
                                settings.policies(),
                                services.bean(HealthSettings.class).models(Optional.empty())),
                        new CustomerNames(toldBy),
                        services.bean(MetricCatalogue.class).entries(),
                        client,
                        firm.zone().today(services.bean(Clock.class)),
                        out())
                .run(month, SLICE);
    }

    /// @return whether the newest mail has every figure as the command line shows it
    private boolean mailShowsFigures(MailCatcher catcher, URI address) {
        List<MailCatcher.Mail> mails = catcher.mails();
        out().printf("Mail:      %d caught, shown on %smail/%n", mails.size(), address);
        String text = mails.isEmpty() ? "" : mails.getLast().text();
        List<String> missing =
                shown.stream().filter(figure -> !text.contains(figure)).toList();
        out().printf(
                        "           %s%n",
                        missing.isEmpty()
                                ? "the newest has the same figures"
                                : "WRONG: the newest lacks " + String.join(", ", missing));
        return missing.isEmpty();
    }

    private static Map<String, Object> mailSettings(MailCatcher catcher) {
        return Map.of(
                "keepwell.mail.host", "127.0.0.1",
                "keepwell.mail.port", catcher.port(),
                "keepwell.mail.tls", "NONE",
                "keepwell.mail.from", "reports@bluebird.example",
                "keepwell.mail.from-name", FIRM.name());
    }

    /// @return whether the report of the month was delivered to everybody
    private boolean sendReport(AllInOne services, Period month) {
        services.bean(Reports.class).put(REPORT);
        return switch (services.bean(Reporting.class).run(REPORT.id(), month)) {
            case RunResult.Declined(String reason) -> {
                out().printf("Report:    not sent: %s%n", reason);
                yield false;
            }
            case RunResult.Made(ReportRun run) -> {
                out().printf("Report:    %s%n", run.subject());
                run.deliveries()
                        .forEach(delivery -> out().printf(
                                        "           to %s: %s%n",
                                        delivery.recipient(),
                                        delivery.state().name().toLowerCase(Locale.ROOT)));
                yield !run.deliveries().isEmpty() && run.progress() == ReportRun.Progress.DELIVERED;
            }
        };
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

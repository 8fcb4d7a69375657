package io.keepwell.reporting;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.report.MailAddress;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportText;
import io.keepwell.core.report.SectionId;
import io.keepwell.core.target.Target;
import io.keepwell.core.target.Targets;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The reporting service on a schema of its own, with a mail server that keeps what it gets.
public final class ServiceUnderTest implements AutoCloseable {
    public static final ReportId MONTHLY = new ReportId("monthly-summary");
    public static final MailAddress ADA = new MailAddress("ada@example.com");
    public static final MailAddress BEN = new MailAddress("ben@example.com");

    final TestDatabase database = TestDatabase.create();
    public final GreenMail mailServer =
            new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, Object> properties;
    public final ApplicationContext context;
    public final SettableClock clock;

    private ServiceUnderTest(int mailPort) {
        database.migrate();
        mailServer.start();
        properties = Map.of(
                "keepwell.db.url", database.jdbcUrl(),
                "keepwell.mail.host", "127.0.0.1",
                "keepwell.mail.port", mailPort == 0 ? mailServer.getSmtp().getPort() : mailPort,
                "keepwell.mail.tls", "NONE",
                "keepwell.mail.from", "reports@keepwell.example",
                "keepwell.mail.timeout", "3s",
                "keepwell.reporting.interval", "100ms",
                "keepwell.reporting.settling", "0s");
        context = ApplicationContext.run(properties);
        clock = context.getBean(SettableClock.class);
    }

    public static ServiceUnderTest start() {
        return new ServiceUnderTest(0);
    }

    /// With another mail server than the one that keeps what it gets.
    public static ServiceUnderTest startWithMailServerAt(int port) {
        return new ServiceUnderTest(port);
    }

    public Reporting reporting() {
        return context.getBean(Reporting.class);
    }

    /// Sent on the second of the month at seven.
    public static Report monthly(MailAddress... recipients) {
        return report(
                Stream.of(
                        "revenue.mrr",
                        "retention.nrr",
                        "retention.customer_churn",
                        "voice.nps",
                        "revenue.mrr_movements",
                        "retention.grr",
                        "retention.revenue_churn",
                        "retention.customer_retention"),
                recipients);
    }

    /// The same with the health of customers.
    static Report monthlyWithHealth() {
        return report(Stream.concat(
                monthly().metrics().stream().map(metric -> metric.metric().id()), Stream.of("success.health_score")));
    }

    /// Sets a target of the whole firm for the month, quarter or year in which October 2026 is.
    void target(String metric, String definition, Grain grain, String value) {
        context.getBean(Targets.class)
                .put(
                        ADA.address(),
                        new MetricId(metric),
                        new DefinitionId(definition),
                        Slice.WHOLE,
                        Period.of(grain, LocalDate.of(2026, 10, 1)),
                        Target.Horizon.SHORT_TERM,
                        new BigDecimal(value));
    }

    public static Report report(Stream<String> metrics, MailAddress... recipients) {
        return report(
                metrics,
                Report.USUAL_SECTIONS.stream().map(SectionId::id),
                Stream.of(recipients).map(MailAddress::address));
    }

    /// Of sections and recipients as a report's text has them.
    static Report report(Stream<String> metrics, Stream<String> sections, Stream<String> recipients) {
        return ReportText.parse(MONTHLY, """
                title: Monthly summary
                about: last month
                send: monthly on day 2 at 07:00
                missed: all
                metrics: [%s]
                sections: [%s]
                recipients: [%s]
                """.formatted(list(metrics), list(sections), list(recipients)), true);
    }

    private static String list(Stream<String> items) {
        return items.collect(Collectors.joining(", "));
    }

    /// Another process of the same service: on the same schema, with the same clock and mail server.
    ApplicationContext startReplica() {
        ApplicationContext replica = ApplicationContext.run(properties);
        replica.getBean(SettableClock.class).follow(clock);
        return replica;
    }

    /// A port that stays the same when the server there is stopped and started again.
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        context.close();
        mailServer.stop();
        database.close();
    }
}

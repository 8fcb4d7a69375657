package io.keepwell.deploy.demo;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.format.TextTable;
import io.keepwell.core.report.ReportMetric;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.run.AllInOne;
import io.keepwell.query.v1.MetricValue;
import io.keepwell.query.v1.QueryMetricRequest;
import io.keepwell.reporting.Reporting;
import io.keepwell.reporting.RunResult;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The demo's monthly report: its figures by gRPC, and whether the mails that are sent have the same ones.
final class DemoReport {
    private final Period month;
    private final PrintWriter out;
    /// The figures as they were shown on the command line.
    private final List<String> shown = new ArrayList<>();

    DemoReport(Period month, PrintWriter out) {
        this.month = month;
        this.out = out;
    }

    /// @return the run of the month's report; empty where not everybody has it
    Optional<ReportRun> send(AllInOne services) {
        return switch (services.bean(Reporting.class).run(DemoSettings.REPORT.id(), month)) {
            case RunResult.Declined(String reason) -> {
                out.printf("Report:    not sent: %s%n", reason);
                yield Optional.empty();
            }
            case RunResult.Made(ReportRun run) -> {
                out.printf("Report:    %s%n", run.subject());
                run.deliveries()
                        .forEach(delivery -> out.printf(
                                "           to %s: %s%n",
                                delivery.recipient(), delivery.state().name().toLowerCase(Locale.ROOT)));
                boolean delivered = !run.deliveries().isEmpty() && run.progress() == ReportRun.Progress.DELIVERED;
                yield Optional.of(run).filter(_ -> delivered);
            }
        };
    }

    /// Prints the figures of the report.
    void showFigures(PartnerClient client) {
        out.printf("Figures of %s:%n", month);
        TextTable table = new TextTable().text("").number("");
        for (ReportMetric shownMetric : DemoSettings.REPORT.metrics()) {
            String metric = shownMetric.metric().id();
            MetricValue figure = client.query(QueryMetricRequest.newBuilder()
                            .setMetric(metric)
                            .setFrom(month.from().toString())
                            .setTo(month.to().toString())
                            .build())
                    .getValues(0);
            shown.add(figure.getShown());
            table.row(metric, figure.getShown());
        }
        table.print(out, "  ");
    }

    /// @return whether the report's mails have every figure as they were shown before
    boolean isIn(MailCatcher catcher, String subject, URI address) {
        List<MailCatcher.Mail> mails = catcher.mails();
        out.printf("Mail:      %d caught, shown on %smail/%n", mails.size(), address);
        List<String> texts = mails.stream()
                .filter(mail -> mail.subject().equals(subject))
                .map(MailCatcher.Mail::text)
                .toList();
        if (texts.isEmpty()) {
            out.printf("           WRONG: none is the report's%n");
            return false;
        }
        List<String> missing = shown.stream()
                .filter(figure -> !texts.stream().allMatch(text -> text.contains(figure)))
                .toList();
        out.printf(
                "           %s%n",
                missing.isEmpty()
                        ? "the report's have the same figures"
                        : "WRONG: the report's lack " + String.join(", ", missing));
        return missing.isEmpty();
    }
}

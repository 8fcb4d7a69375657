package io.keepwell.ui.report;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.ReadyReports;
import io.keepwell.core.report.Recipient;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.run.Delivery;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.report.run.ReportRuns;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.Deferred;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.shell.ScreenHeads;
import io.keepwell.ui.shell.Shell;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.stream.Collectors;

@Route(value = ReportNavigation.PATH, layout = Shell.class)
@PageTitle("Reports · Keepwell")
@Prototype
final class ReportsView extends Main implements AfterNavigationObserver {
    private static final int MOST_RUNS = 100;

    private final transient Reports reports;
    private final transient ReportRuns runs;
    private final transient ScreenHeads heads;

    ReportsView(Reports reports, ReportRuns runs, ScreenHeads heads) {
        this.reports = reports;
        this.runs = runs;
        this.heads = heads;
        addClassName("kw-page");
    }

    private record Loaded(List<Report> reports, List<ReportRun> runs) {}

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        removeAll();
        Paragraph said = new Paragraph("what is sent to whom, and when · times in "
                + heads.firm().zone().id().getId() + " where none is named");
        said.addClassName("kw-said");
        Div title = new Div(new H1("Reports"), said);
        title.addClassName("kw-head-title");
        Header head = new Header(title);
        head.addClassName("kw-head");
        add(
                head,
                new Deferred(
                        "kw-skeleton-page", () -> new Loaded(reports.all(), runs.newest(MOST_RUNS)), this::content));
    }

    private Component content(Loaded known) {
        Div all = new Div(setUp(known.reports()), made(known.runs()), readyMade(known.reports()));
        all.addClassName("kw-stack");
        return all;
    }

    private static Component setUp(List<Report> reports) {
        Card card = new Card("Set up");
        if (reports.isEmpty()) {
            card.add(Notice.empty("No report is set up yet. Begin with one of the ready-made ones below."));
            return card;
        }
        Table table = new Table(
                "Reports",
                Table.Column.text("Report"),
                Table.Column.text("About"),
                Table.Column.text("Sent"),
                Table.Column.wide("Recipients"),
                Table.Column.wideNumber("Metrics"));
        for (Report report : reports) {
            String recipients =
                    report.recipients().stream().map(ReportsView::recipient).collect(Collectors.joining(", "));
            table.row(
                    new Anchor(ReportNavigation.edit(report.id()).href(), report.title()),
                    Table.cell(report.about().toString()),
                    Table.cell(sent(report)),
                    Table.cell(recipients.isEmpty() ? "nobody" : recipients),
                    Table.cell(ValueFormat.count(report.metrics().size())));
        }
        card.add(table);
        return card;
    }

    /// Ready-made reports; each leads to a new one under the first id that is free.
    private static Component readyMade(List<Report> reports) {
        Card card = new Card("Ready-made")
                .saying("to begin with: each opens as a text, which nothing is sent of before it is saved");
        Table table = new Table(
                "Ready-made reports",
                Table.Column.text("Report"),
                Table.Column.text("About"),
                Table.Column.text("Sent"));
        for (Report ready : ReadyReports.all()) {
            table.row(
                    new Anchor(
                            ReportNavigation.create(
                                            free(ready.id(), reports),
                                            ready.id().id())
                                    .href(),
                            ready.title()),
                    Table.cell(ready.about().toString()),
                    Table.cell(ready.send().map(Object::toString).orElse("by hand only")));
        }
        card.add(table);
        return card;
    }

    private static ReportId free(ReportId wanted, List<Report> reports) {
        ReportId id = wanted;
        for (int number = 2; isTaken(id, reports); number++) {
            id = new ReportId(wanted + "-" + number);
        }
        return id;
    }

    private static boolean isTaken(ReportId id, List<Report> reports) {
        return reports.stream().anyMatch(report -> report.id().equals(id));
    }

    private static String sent(Report report) {
        return report.send()
                .map(schedule -> report.enabled() ? schedule.toString() : "paused (" + schedule + ")")
                .orElse("by hand only");
    }

    private static String recipient(Recipient recipient) {
        return recipient.scope().isWhole()
                ? recipient.address().address()
                : recipient.address() + " (" + recipient.scope() + ")";
    }

    private Component made(List<ReportRun> runs) {
        Card card = new Card("Runs").saying("the newest first; a run is never changed once it is made");
        if (runs.isEmpty()) {
            card.add(Notice.empty("No report was made yet. A run appears here as soon as one is due."));
            return card;
        }
        Table table = new Table(
                "Runs",
                Table.Column.text("Report"),
                Table.Column.text("Period"),
                Table.Column.text("State"),
                Table.Column.wide("Recipients"),
                Table.Column.wide("Figures as of"));
        for (ReportRun run : runs) {
            long delivered = run.deliveries().stream()
                    .filter(delivery -> delivery.state() == Delivery.State.DELIVERED)
                    .count();
            table.row(
                    new Anchor(
                            ReportNavigation.run(run.id()).href(),
                            run.subject().isEmpty() ? run.id().report().id() : run.subject()),
                    Table.cell(ValueFormat.period(run.period())),
                    RunState.badge(run.progress()),
                    Table.cell(delivered + " of " + run.deliveries().size() + " have it"),
                    Table.cell(run.asOf(), heads.firm().zone().id()));
        }
        card.add(table);
        return card;
    }
}

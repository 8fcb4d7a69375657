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
import io.keepwell.core.report.Delivery;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportRun;
import io.keepwell.core.report.ReportRuns;
import io.keepwell.core.report.Reports;
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
        Paragraph said = new Paragraph("made once a month, about the month before · "
                + heads.firm().zone().id().getId());
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
        Div all = new Div(setUp(known.reports()), made(known.runs()));
        all.addClassName("kw-stack");
        return all;
    }

    private static Component setUp(List<Report> reports) {
        Card card = new Card("Set up");
        if (reports.isEmpty()) {
            card.add(Notice.empty("No report is set up yet. The demo shows one."));
            return card;
        }
        Table table = new Table(
                "Reports",
                Table.Column.text("Report"),
                Table.Column.text("Sent"),
                Table.Column.wide("Recipients"),
                Table.Column.wideNumber("Metrics"));
        for (Report report : reports) {
            String sent = report.enabled()
                    ? "on day " + report.sendOnDay() + " of each month at " + report.sendAt()
                    : "by hand only";
            String recipients =
                    report.recipients().stream().map(Object::toString).collect(Collectors.joining(", "));
            table.row(
                    Table.cell(report.title()),
                    Table.cell(sent),
                    Table.cell(recipients.isEmpty() ? "nobody" : recipients),
                    Table.cell(ValueFormat.count(report.metrics().size())));
        }
        card.add(table);
        return card;
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
                    Table.cell(ValueFormat.period(run.id().period())),
                    RunState.badge(run.progress()),
                    Table.cell(delivered + " of " + run.deliveries().size() + " have it"),
                    Table.cell(run.asOf(), heads.firm().zone().id()));
        }
        card.add(table);
        return card;
    }
}

package io.keepwell.ui.report;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.run.Delivery;
import io.keepwell.core.report.run.ReportRun;
import io.keepwell.core.report.run.ReportRuns;
import io.keepwell.core.report.run.RunContent;
import io.keepwell.core.report.run.RunFile;
import io.keepwell.core.report.run.RunId;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.shell.ScreenHeads;
import io.keepwell.ui.shell.Shell;
import io.micronaut.context.annotation.Prototype;
import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

@Route(value = ReportNavigation.RUN_PATH, layout = Shell.class)
@PageTitle("Report · Keepwell")
@Prototype
final class RunView extends Main implements BeforeEnterObserver {
    private final transient ReportRuns runs;
    private final transient ScreenHeads heads;

    RunView(ReportRuns runs, ScreenHeads heads) {
        this.runs = runs;
        this.heads = heads;
        addClassName("kw-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<ReportRun> found = runId(event.getRouteParameters()).flatMap(runs::find);
        if (found.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        removeAll();
        show(found.get());
    }

    /// Empty where the address names no run that there could be.
    private static Optional<RunId> runId(RouteParameters parameters) {
        try {
            return Optional.of(new RunId(
                    new ReportId(parameters.get("report").orElse("")),
                    Instant.parse(parameters.get("due").orElse(""))));
        } catch (DateTimeException | IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private void show(ReportRun run) {
        H1 name = new H1(run.subject().isEmpty() ? run.id().report().id() : run.subject());
        name.setId("screen-title");
        Header head = new Header(new Anchor(ReportNavigation.list().href(), "‹ Reports"), name);
        head.addClassName("kw-account-head");
        Div all = new Div(deliveries(run));
        if (!run.problem().isEmpty()) {
            all.add(Notice.problem(run.problem()));
        }
        for (ReportRun.Rendering rendering : run.renderings()) {
            runs.content(run.id(), rendering.scope()).ifPresent(content -> all.add(mail(run, rendering, content)));
        }
        all.addClassName("kw-stack");
        add(head, all);
    }

    private Component deliveries(ReportRun run) {
        ZoneId zone = heads.firm().zone().id();
        Card card = new Card("Delivery")
                .saying("figures as of " + ValueFormat.moment(run.asOf(), zone) + " · times in " + zone.getId());
        if (run.deliveries().isEmpty()) {
            card.add(Notice.empty("It was not for anybody: the report has no recipients."));
            return card;
        }
        Table table = new Table(
                "Deliveries",
                Table.Column.text("Recipient"),
                Table.Column.text("State"),
                Table.Column.wide("When"),
                Table.Column.wideNumber("Attempts"),
                Table.Column.wide("Last problem"));
        for (Delivery delivery : run.deliveries()) {
            table.row(
                    Table.cell(delivery.recipient().address()),
                    RunState.badge(delivery.state()),
                    delivery.deliveredAt()
                            .map(moment -> Table.cell(moment, zone))
                            .orElseGet(() -> Table.cell("")),
                    Table.cell(Integer.toString(delivery.attempts())),
                    Table.cell(delivery.problem()));
        }
        card.add(table);
        return card;
    }

    private static Component mail(ReportRun run, ReportRun.Rendering rendering, RunContent content) {
        String scope = rendering.scope().isEmpty() ? "" : " to those who may see " + rendering.scope();
        String id = rendering.equals(run.renderings().getFirst())
                ? "report"
                : "report-" + run.renderings().indexOf(rendering);
        Component mail = ReportFrame.of(content.standaloneHtml(), "The mail as it was sent" + scope, id + "-mail");
        Card card = new Card("As it was sent" + scope, mail);
        Stream.of(RunFile.Use.ATTACHED, RunFile.Use.KEPT)
                .flatMap(use -> content.files(use).stream())
                .forEach(file -> card.offering(download(run, id, file)));
        return card;
    }

    private static Anchor download(ReportRun run, String id, RunFile file) {
        Anchor link = new Anchor(
                DownloadHandler.fromInputStream(_ -> new DownloadResponse(
                        new ByteArrayInputStream(file.bytes()),
                        run.id().report().id() + "-" + run.period().from() + "." + file.format(),
                        file.mediaType(),
                        file.bytes().length)),
                "Download the " + file.format().toUpperCase(Locale.ROOT));
        link.setId(id + "-" + file.format());
        return link;
    }
}

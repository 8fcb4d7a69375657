package io.keepwell.ui.report;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.keepwell.core.access.StaffMember;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.InvalidReportException;
import io.keepwell.core.report.ReadyReports;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportText;
import io.keepwell.core.report.Reports;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.Sections;
import io.keepwell.ui.access.SignedIn;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.Deferred;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.shell.ScreenHeads;
import io.keepwell.ui.shell.Shell;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.Optional;

/// A report's text beside what it makes. Only administrators may keep what they change.
@Route(value = ReportNavigation.EDIT_PATH, layout = Shell.class)
@PageTitle("Edit report · Keepwell")
@Prototype
final class ReportEditView extends Main implements BeforeEnterObserver {
    private static final int MOST_VERSIONS = 50;

    private final transient Reports reports;
    private final transient Sections sections;
    private final transient ReportPreview previews;
    private final transient ScreenHeads heads;

    private final TextArea text = new TextArea("Text");
    private final Div answer = new Div();

    ReportEditView(Reports reports, Sections sections, ReportPreview previews, ScreenHeads heads) {
        this.reports = reports;
        this.sections = sections;
        this.previews = previews;
        this.heads = heads;
        addClassName("kw-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<ReportId> id = id(event.getRouteParameters().get("report").orElse(""));
        Optional<String> like = Optional.ofNullable(
                        event.getLocation().getQueryParameters().getParameters().get(ReportNavigation.LIKE))
                .flatMap(values -> values.stream().findFirst());
        if (id.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        List<Reports.Version> versions = reports.versions(id.get(), MOST_VERSIONS);
        Optional<Report> kept = reports.find(id.get());
        Optional<String> begun = kept.isPresent()
                ? versions.stream().findFirst().map(Reports.Version::text)
                : like.flatMap(ReadyReports::text);
        if (begun.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        removeAll();
        show(id.get(), kept, begun.get(), versions);
    }

    private static Optional<ReportId> id(String text) {
        try {
            return Optional.of(new ReportId(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private void show(ReportId id, Optional<Report> kept, String begun, List<Reports.Version> versions) {
        H1 name = new H1(kept.map(Report::title).orElse("New report"));
        name.setId("screen-title");
        Header head = new Header(new Anchor(ReportNavigation.list().href(), "‹ Reports"), name);
        head.addClassName("kw-account-head");
        text.setId("report-text");
        text.setValue(begun);
        text.setMaxLength(ReportText.LONGEST);
        text.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        text.setWidthFull();
        text.setMinRows(20);
        Card written = new Card("What is sent, to whom and when", text, buttons(id, kept), answer)
                .saying(id
                        + kept.map(report -> report.enabled() ? " · sent by schedule" : " · paused")
                                .orElse(" · not kept yet"));
        Deferred preview = new Deferred("kw-skeleton-page", () -> previews.of(id, begun), ReportEditView::shown);
        preview.setId("report-preview");
        text.addValueChangeListener(
                change -> preview.instead(() -> previews.of(id, change.getValue()), ReportEditView::shown));
        Card shown = new Card("Preview", preview).saying("as of now; nothing of it is kept or sent");
        Div all = new Div(written, shown, kinds(), versions(versions));
        all.addClassName("kw-stack");
        add(head, all);
    }

    private Component buttons(ReportId id, Optional<Report> kept) {
        Optional<SignedIn> person =
                SignedIn.current().filter(signedIn -> signedIn.member().role() == StaffMember.Role.ADMIN);
        if (person.isEmpty()) {
            return Notice.reason("Only administrators may change reports.");
        }
        String who = person.get().member().email();
        boolean enabled = kept.map(Report::enabled).orElse(false);
        Button keep = new Button("Save", _ -> keep(who, id, enabled));
        keep.setId("report-save");
        keep.addThemeVariants(ButtonVariant.PRIMARY);
        Div buttons = new Div(keep);
        buttons.addClassName("kw-links");
        if (kept.isPresent()) {
            Button turn = new Button(enabled ? "Pause" : "Send by schedule", _ -> {
                boolean _ = reports.enable(who, id, !enabled);
                again(id);
            });
            turn.setId("report-turn");
            buttons.add(turn);
        }
        return buttons;
    }

    private void keep(String who, ReportId id, boolean enabled) {
        answer.removeAll();
        try {
            List<String> problems = previews.problems(ReportText.parse(id, text.getValue(), enabled));
            if (!problems.isEmpty()) {
                answer.add(Notice.problem("Not saved: " + String.join(" ", problems)));
                return;
            }
            var _ = reports.put(who, id, text.getValue(), enabled);
        } catch (InvalidReportException wrong) {
            answer.add(Notice.problem("Not saved: " + wrong.getMessage() + "."));
            return;
        }
        again(id);
    }

    private static void again(ReportId id) {
        UI.getCurrent().navigate(ReportNavigation.edit(id).path());
        UI.getCurrent().refreshCurrentRoute(true);
    }

    private static Component shown(ReportPreview.Made made) {
        return switch (made) {
            case ReportPreview.Wrong(String reason) -> Notice.problem(reason);
            case ReportPreview.Page(String html) ->
                ReportFrame.of(html, "What the mail will look like", "report-preview-mail");
        };
    }

    private Component kinds() {
        Card card = new Card("Sections").saying("what reports are put together from");
        Table table = new Table("Sections", Table.Column.text("Section"), Table.Column.wide("What it shows"));
        for (Section section : sections.all()) {
            Div words = new Div(new Text(section.summary()));
            section.options().forEach((name, meaning) -> words.add(new Div(new Text(name + ": " + meaning))));
            table.row(Table.cell(section.id().id()), words);
        }
        card.add(table);
        return card;
    }

    private Component versions(List<Reports.Version> versions) {
        Card card = new Card("Versions").saying("the newest first; one that is taken up again is saved as a new one");
        if (versions.isEmpty()) {
            card.add(Notice.empty("Nothing is saved yet."));
            return card;
        }
        Table table = new Table(
                "Versions",
                Table.Column.text("Version"),
                Table.Column.text("Saved"),
                Table.Column.wide("By"),
                Table.Column.text(""));
        for (Reports.Version version : versions) {
            Button take = new Button("Take up", _ -> text.setValue(version.text()));
            take.addThemeVariants(ButtonVariant.SMALL);
            table.row(
                    Table.cell(ValueFormat.count(version.number())),
                    Table.cell(version.savedAt(), heads.firm().zone().id()),
                    Table.cell(version.savedBy()),
                    take);
        }
        card.add(table);
        return card;
    }
}

package io.keepwell.ui.metric;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.revision.Revision;
import io.keepwell.core.metric.revision.Revisions;
import io.keepwell.ui.account.AccountLink;
import io.keepwell.ui.account.FactSentence;
import io.keepwell.ui.component.Deferred;
import io.keepwell.ui.component.FigureText;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Quiet;
import io.keepwell.ui.component.RowPage;
import io.keepwell.ui.component.StateChip;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import io.keepwell.ui.component.Tile;
import io.keepwell.ui.shell.Days;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// What changed a figure since an earlier moment: as of then, as of now, the terms of its formula,
/// the rows of its list that came or went, and the events and settings that made it another.
final class Changes extends Div {
    private final MetricPage page;
    private final LocalDateTime since;
    private final Trends trends;

    /// @param now on the reporting zone's clocks, as is `since`
    Changes(MetricPage page, LocalDateTime since, Revisions revisions, Trends trends, LocalDateTime now) {
        this.page = page;
        this.since = since;
        this.trends = trends;
        var query = trends.query(page, List.of(page.selection().period()));
        setId("changes");
        add(
                chooser(now),
                new Deferred("kw-skeleton-chart", () -> revisions.since(query, trends.moment(since)), this::reported));
    }

    /// Since when to show changes where nobody said: the end of the period, when it was first reported;
    /// yesterday where it hasn't ended before what is known.
    static LocalDateTime usualMoment(MetricPage page, LocalDateTime now) {
        LocalDate lastKnown = page.selection().knownOn().orElseGet(now::toLocalDate);
        LocalDate yesterday = page.selection().knownOn().orElseGet(() -> lastKnown.minusDays(1));
        LocalDate end = page.selection().period().to();
        return (end.isBefore(lastKnown) ? end : yesterday).atStartOfDay();
    }

    private Component chooser(LocalDateTime now) {
        DateTimePicker moment = Days.momentPicker("As of");
        moment.setId("choose-since");
        moment.setMax(now);
        moment.setValue(since);
        moment.addValueChangeListener(event -> {
            if (event.getValue() != null) {
                getUI().ifPresent(
                                ui -> page.changedSince(event.getValue()).link().go(ui));
            }
        });
        LocalDateTime midnight = now.toLocalDate().atStartOfDay();
        Div quick = new Div(
                way("Since the period ended", usualMoment(page, now)),
                way("Since yesterday", midnight.minusDays(1)),
                way("For a week", midnight.minusWeeks(1)),
                way("For a month", midnight.minusMonths(1)));
        quick.addClassName("kw-links");
        Div chooser = new Div(moment, quick);
        chooser.addClassName("kw-since");
        return chooser;
    }

    private Anchor way(String text, LocalDateTime moment) {
        Anchor way = new Anchor(page.changedSince(moment).link().href(), text);
        if (moment.equals(since)) {
            way.getElement().setAttribute("aria-current", "true");
        }
        return way;
    }

    private Component reported(Revision revision) {
        Div reported = new Div(figures(revision));
        reported.addClassName("kw-changes");
        if (revision.rows().isEmpty()
                && revision.events().isEmpty()
                && revision.causes().isEmpty()) {
            boolean same =
                    revision.change().filter(change -> change.signum() == 0).isPresent();
            reported.add(Notice.empty(
                    same
                            ? "Nothing that came in since changed this figure."
                            : "No event that came in since made it another."));
            return reported;
        }
        reported.add(new H3("The terms of its formula"), terms(revision));
        if (!revision.rows().isEmpty()) {
            reported.add(new H3("Records added and removed"), rows(revision));
        }
        if (!revision.events().isEmpty()) {
            reported.add(new H3("The events that came in since"), events(revision));
            int hidden = revision.events().size() - listed(revision.events()).size();
            if (hidden > 0 || revision.moreEvents()) {
                reported.add(new Quiet(
                        hidden == 0
                                ? "and more events"
                                : "and " + ValueFormat.count(hidden)
                                        + (revision.moreEvents() ? " or more events" : " more events")));
            }
        }
        if (!revision.causes().isEmpty()) {
            reported.add(new H3("The settings that were changed since"), causes(revision));
        }
        int most = Math.max(revision.rows().size(), revision.events().size());
        if (most > page.rows().most()) {
            reported.add(Notice.way(
                    page.with(page.rows().ofSize(RowPage.SIZES.getLast()))
                            .link()
                            .href(),
                    "Show " + ValueFormat.count(most)));
        }
        return reported;
    }

    private <T> List<T> listed(List<T> all) {
        return all.subList(0, Math.min(page.rows().most(), all.size()));
    }

    private Div figures(Revision revision) {
        String difference = revision.change()
                .map(change -> ValueFormat.change(change, page.unit()))
                .orElse("–");
        String now = page.selection()
                .knownOn()
                .map(day -> "Data as of " + ValueFormat.day(day))
                .orElse("Current data");
        Div figures = new Div(
                tile("As of " + trends.written(trends.moment(since)), revision.before(), "changed-from"),
                tile(now, revision.after(), "changed-to"),
                new Tile("Difference", difference, "changed-by", ""));
        figures.addClassName("kw-definitions");
        return figures;
    }

    private static Tile tile(String name, MetricValue figure, String id) {
        return new Tile(name, FigureText.orDash(figure), id, FigureText.reason(figure));
    }

    private Table terms(Revision revision) {
        Table table = new Table(
                "Terms then and now",
                Column.text("Term"),
                Column.text("What"),
                Column.number("Then"),
                Column.number("Now"),
                Column.number("Moved"));
        for (Revision.TermChange term : revision.terms()) {
            table.row(
                    Table.cell(term.symbol()),
                    Table.cell(term.name()),
                    Table.cell(amount(term.before(), term)),
                    Table.cell(amount(term.after(), term)),
                    Table.cell(ValueFormat.change(term.moved(), term.unit())));
        }
        return table;
    }

    private static String amount(Optional<BigDecimal> amount, Revision.TermChange term) {
        return amount.map(there -> ValueFormat.bare(there, term.unit())).orElse("–");
    }

    private Table causes(Revision revision) {
        Table table =
                new Table("Settings that were changed", Column.text("When"), Column.text("What"), Column.text("Who"));
        for (Revision.Cause cause : revision.causes()) {
            table.row(Table.cell(trends.written(cause.at())), Table.cell(cause.what()), Table.cell(cause.who()));
        }
        return table;
    }

    private Table rows(Revision revision) {
        Table table = new Table(
                "Rows that came or went",
                Column.text("Account"),
                Column.wide("Day"),
                Column.text("What"),
                Column.wide("Since then"),
                Column.number(revision.standsFor().map(id -> "Moves " + id).orElse("Moves")));
        for (Revision.Row row : listed(revision.rows())) {
            table.row(
                    AccountLink.cell(row.row().account(), row.row().accountName(), page.selection()),
                    Table.cell(row.row().day()),
                    Table.detail(row.row().detail()),
                    row.came()
                            ? new StateChip(StateChip.Tone.ADDED, "came")
                            : new StateChip(StateChip.Tone.REMOVED, "went"),
                    Table.cell(ValueFormat.change(row.moved(), revision.unit())));
        }
        Span moved = Table.cell(ValueFormat.change(revision.moved(), revision.unit()));
        moved.setId("changed-total");
        long count = revision.rows().size() + revision.moreRows();
        table.foot(
                Table.counted(count, listed(revision.rows()).size(), "row"),
                Table.cell(""),
                Table.cell(""),
                Table.cell(""),
                moved);
        return table;
    }

    private Table events(Revision revision) {
        Table table = new Table(
                "Events that came in or were taken back",
                Column.text("When"),
                Column.text("Account"),
                Column.text("What"),
                Column.wide("True on"));
        for (Revision.Event event : listed(revision.events())) {
            table.row(
                    when(event),
                    AccountLink.cell(event.fact().account(), event.accountName(), page.selection()),
                    Table.cell(FactSentence.of(event.fact().fact())),
                    Table.cell(event.fact().day()));
        }
        return table;
    }

    private Span when(Revision.Event event) {
        Span when = Table.cell(trends.written(event.at()) + (event.takenBack() ? ", taken back" : ""));
        when.addClassName("kw-day");
        return when;
    }
}

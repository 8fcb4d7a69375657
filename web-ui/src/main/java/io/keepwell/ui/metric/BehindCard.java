package io.keepwell.ui.metric;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.metric.Change;
import io.keepwell.core.metric.Cut;
import io.keepwell.core.metric.DrillList;
import io.keepwell.core.metric.Figure;
import io.keepwell.core.metric.Figures;
import io.keepwell.core.metric.Revisions;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.ui.account.AccountNavigation;
import io.keepwell.ui.component.Bar;
import io.keepwell.ui.component.ChangeChip;
import io.keepwell.ui.component.Deferred;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Once;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import io.keepwell.ui.shell.Selection;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is behind a figure: its records, which add up to it, the figure cut by a dimension, or what
/// changed it since an earlier moment.
final class BehindCard extends Div {
    private static final int ROWS = 25;
    private static final int EVERY_ROW = 2_000;
    /// Of a dimension; all others are shown together.
    private static final int MOST_VALUES = 20;

    private final MetricPage page;
    private final Figures figures;
    private final Trends trends;

    /// @param now on the reporting zone's clocks
    BehindCard(
            MetricPage page,
            Once<Figure> figure,
            Figures figures,
            Revisions revisions,
            Trends trends,
            SliceDictionary slices,
            LocalDateTime now) {
        this.page = page;
        this.figures = figures;
        this.trends = trends;
        Nav tabs = new Nav();
        tabs.setAriaLabel("Behind the figure");
        tabs.addClassName("kw-tabs");
        tabs.add(tab("Behind the figure", Optional.empty()), changesTab(now));
        Dimension.ALL.stream()
                .filter(dimension -> !slices.values(dimension).isEmpty())
                .forEach(dimension ->
                        tabs.add(tab("By " + dimension.label().toLowerCase(Locale.ROOT), Optional.of(dimension))));
        Component content = page.since()
                .<Component>map(since -> new Changes(page, since, revisions, trends, now))
                .or(() -> page.by()
                        .map(dimension -> new Deferred("kw-skeleton-chart", () -> cut(dimension), this::cutTable)))
                .orElseGet(() -> new Deferred("kw-skeleton-chart", () -> listed(figure.get()), this::list));
        add(tabs, content);
        addClassName("kw-card");
    }

    private Anchor tab(String text, Optional<Dimension> dimension) {
        Anchor tab = new Anchor(page.cutBy(dimension).link().href(), text);
        tab.setId("by-" + dimension.map(Dimension::id).orElse("records"));
        if (dimension.equals(page.by()) && page.since().isEmpty()) {
            tab.getElement().setAttribute("aria-current", "true");
        }
        return tab;
    }

    private Anchor changesTab(LocalDateTime now) {
        LocalDateTime since = page.since().orElseGet(() -> Changes.usualMoment(page, now));
        Anchor tab = new Anchor(page.changedSince(since).link().href(), "What changed since");
        tab.setId("by-changes");
        if (page.since().isPresent()) {
            tab.getElement().setAttribute("aria-current", "true");
        }
        return tab;
    }

    // ---- the records

    private record Listed(Figure figure, DrillList list) {}

    private Listed listed(Figure figure) {
        return new Listed(figure, figures.list(figure, page.everyRow() ? EVERY_ROW : ROWS));
    }

    private Component list(Listed listed) {
        DrillList list = listed.list();
        if (list.rows().isEmpty()) {
            return Notice.empty("No record is behind this figure.");
        }
        Unit unit = list.unit();
        Table table = new Table(
                "Records behind the figure",
                Column.text("Account"),
                Column.text("Day"),
                Column.text("What"),
                Column.number(amounts(unit, listed.figure())));
        for (DrillList.Row row : list.rows()) {
            Anchor account = new Anchor(
                    AccountNavigation.account(row.account(), page.selection()).href(), row.accountName());
            account.addClassName("kw-strong");
            table.row(
                    account,
                    Table.cell(row.day()),
                    Table.cell(row.detail()),
                    Table.cell(ValueFormat.bare(row.amount(), unit)));
        }
        Span total = Table.cell(ValueFormat.bare(list.total(), unit));
        total.setId("drill-total");
        table.foot(counted(list), Table.cell(""), addsUp(listed), total);
        Div all = new Div(table);
        if (list.moreRows() > 0 && !page.everyRow()) {
            all.add(Notice.way(page.withEveryRow().link().href(), "Show all"));
        }
        return all;
    }

    private static String amounts(Unit unit, Figure figure) {
        return switch (unit) {
            case MONEY_PER_MONTH -> figure.currency() + " a month";
            case MONEY -> figure.currency().code();
            case PERCENT, SCORE, RATIO, NUMBER, HOURS, DAYS, COUNT -> "Counts";
        };
    }

    private static Span counted(DrillList list) {
        long count = list.rows().size() + list.moreRows();
        String hidden = list.moreRows() > 0 ? ", " + ValueFormat.count(list.moreRows()) + " of them not shown" : "";
        return Table.cell(ValueFormat.count(count) + (count == 1 ? " row" : " rows") + hidden);
    }

    private static Span addsUp(Listed listed) {
        DrillList list = listed.list();
        Optional<BigDecimal> expected = listed.figure().calculation().terms().stream()
                .filter(term -> term.symbol().equals(list.standsFor()))
                .map(Term::amount)
                .findFirst()
                .or(() -> listed.figure().amount());
        boolean adds =
                expected.filter(amount -> amount.compareTo(list.total()) == 0).isPresent();
        Span check =
                Table.cell((adds ? "adds up to " : "does not add up to ") + list.standsFor() + (adds ? " ✓" : " ✗"));
        check.setId("drill-check");
        check.addClassName(adds ? "kw-check" : "kw-cross");
        return check;
    }

    // ---- by a dimension

    private record ByDimension(Dimension dimension, Cut cut) {}

    private ByDimension cut(Dimension dimension) {
        var question = trends.question(
                page.metric(),
                page.definition(),
                page.selection(),
                List.of(page.selection().period(), page.selection().compared()));
        return new ByDimension(dimension, figures.byDimension(question, dimension, MOST_VALUES));
    }

    private Component cutTable(ByDimension by) {
        if (by.cut().parts().isEmpty()) {
            return Notice.empty("No account has a value here in this period.");
        }
        List<BigDecimal> amounts = by.cut().figures(0).stream()
                .flatMap(figure -> figure.amount().stream())
                .toList();
        BigDecimal low = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::min);
        BigDecimal high = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        Table table = new Table(
                "By " + by.dimension().id(),
                Column.text(by.dimension().label()),
                Column.number("Figure"),
                Column.wide(""),
                Column.text("Change"),
                Column.wide("Base"));
        for (Cut.Part part : by.cut().parts()) {
            Selection within =
                    page.selection().withSlice(page.selection().slice().with(by.dimension(), part.value()));
            Anchor name =
                    new Anchor(page.with(within).cutBy(Optional.empty()).link().href(), Selection.label(part.value()));
            name.addClassName("kw-strong");
            table.row(cells(name, part.figures(), low, high));
        }
        by.cut()
                .others()
                .ifPresent(others -> table.row(cells(
                        Table.cell("all " + ValueFormat.count(others.values()) + " others"),
                        others.figures(),
                        low,
                        high)));
        return table;
    }

    /// @param figures of the period and of the one it is compared with
    private Component[] cells(Component name, List<Figure> figures, BigDecimal low, BigDecimal high) {
        Figure figure = figures.getFirst();
        Component bar = figure.amount()
                .<Component>map(amount -> new Bar(amount, low, high))
                .orElseGet(() -> Table.cell(""));
        Component change = Change.between(figures.getLast(), figure)
                .<Component>map(known -> new ChangeChip(
                        known, page.unit(), ValueFormat.period(page.selection().compared())))
                .orElseGet(() -> Table.cell("–"));
        Span value = Table.cell(figure.amount().isPresent() ? ValueFormat.outcome(figure) : "–");
        value.setTitle(ValueFormat.outcome(figure));
        return new Component[] {
            name, value, bar, change, Table.cell(figure.calculation().base())
        };
    }
}

package io.keepwell.ui.metric;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.metric.DrillReconciliation;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.drill.DrillRange;
import io.keepwell.core.metric.query.Breakdown;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.revision.Revisions;
import io.keepwell.ui.account.AccountLink;
import io.keepwell.ui.component.Bar;
import io.keepwell.ui.component.ChangeChip;
import io.keepwell.ui.component.Deferred;
import io.keepwell.ui.component.FigureText;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Once;
import io.keepwell.ui.component.PagedList;
import io.keepwell.ui.component.RowPage;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import io.keepwell.ui.shell.Downloads;
import io.keepwell.ui.shell.Selection;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What is behind a figure: its records, which add up to it, the figure cut by a dimension, or what
/// changed it since an earlier moment.
final class DrillThroughCard extends Div {
    /// Of a dimension; all others are shown together.
    private static final int MOST_VALUES = 20;

    private final MetricPage page;
    private final MetricQueries figures;
    private final Trends trends;
    private final Downloads downloads;

    /// @param now on the reporting zone's clocks
    DrillThroughCard(
            MetricPage page,
            Once<MetricValue> figure,
            MetricQueries figures,
            Revisions revisions,
            Trends trends,
            SliceDictionary slices,
            Downloads downloads,
            LocalDateTime now) {
        this.page = page;
        this.downloads = downloads;
        this.figures = figures;
        this.trends = trends;
        Nav tabs = new Nav();
        tabs.setAriaLabel("Behind the figure");
        tabs.addClassName("kw-tabs");
        List<Dimension> dimensions = Dimension.ALL.stream()
                .filter(dimension -> !slices.values(dimension).isEmpty())
                .toList();
        tabs.add(tab(
                "records",
                "Behind the figure",
                page.cutBy(Optional.empty()),
                page.by().isEmpty() && page.since().isEmpty()));
        tabs.add(tab(
                "changes",
                "What changed since",
                page.changedSince(page.since().orElseGet(() -> Changes.usualMoment(page, now))),
                page.since().isPresent()));
        if (!dimensions.isEmpty()) {
            tabs.add(tab(
                    "cut",
                    "Cut by " + some(dimensions),
                    page.cutBy(Optional.of(page.by().orElse(dimensions.getFirst()))),
                    page.by().isPresent()));
        }
        Component content = page.since()
                .<Component>map(since -> new Changes(page, since, revisions, trends, now))
                .or(() -> page.by()
                        .map(dimension -> new Deferred("kw-skeleton-chart", () -> cut(dimension), this::cutTable)))
                .orElseGet(() -> records(figure));
        add(tabs);
        page.by().ifPresent(_ -> add(choice(dimensions)));
        add(content);
        addClassName("kw-card");
    }

    private static Anchor tab(String id, String text, MetricPage shown, boolean chosen) {
        Anchor tab = new Anchor(shown.link().href(), text);
        tab.setId("by-" + id);
        if (chosen) {
            tab.getElement().setAttribute("aria-current", "true");
        }
        return tab;
    }

    /// The first of them, for a tab that leads to all: `owner, segment, …`.
    private static String some(List<Dimension> dimensions) {
        return dimensions.stream().limit(2).map(DrillThroughCard::name).collect(Collectors.joining(", "))
                + (dimensions.size() > 2 ? ", …" : "");
    }

    /// By which dimension the figure is cut.
    private Nav choice(List<Dimension> dimensions) {
        Nav choice = new Nav();
        choice.setAriaLabel("Cut by");
        choice.addClassNames("kw-links", "kw-choice");
        dimensions.forEach(dimension -> choice.add(tab(
                dimension.id(),
                dimension.label(),
                page.cutBy(Optional.of(dimension)),
                page.by().equals(Optional.of(dimension)))));
        return choice;
    }

    private static String name(Dimension dimension) {
        return dimension.label().toLowerCase(Locale.ROOT);
    }

    // ---- the records

    private record Listed(MetricValue figure, DrillRows list) {
        long count() {
            return list.rows().size() + list.moreRows();
        }
    }

    private PagedList<Listed> records(Supplier<MetricValue> figure) {
        return new PagedList<>(
                page.rows(),
                rows -> page.with(rows).link(),
                rows -> listed(figure.get(), rows),
                Listed::count,
                this::list);
    }

    private Listed listed(MetricValue figure, RowPage rows) {
        DrillRange.Order order = rows.order().map(DrillThroughCard::order).orElse(DrillRange.Order.SIZE);
        DrillRange range = new DrillRange(order, rows.descending(), rows.from(), rows.most());
        return new Listed(figure, figures.list(figure, range));
    }

    private static DrillRange.Order order(RowPage.Order order) {
        return switch (order.column()) {
            case "account" -> DrillRange.Order.ACCOUNT;
            case "day" -> DrillRange.Order.DAY;
            case "what" -> DrillRange.Order.DETAIL;
            case "amount" -> DrillRange.Order.AMOUNT;
            default -> throw new IllegalArgumentException("there is no column " + order.column());
        };
    }

    private Component list(Listed listed, Table.Sorting sorting) {
        DrillRows list = listed.list();
        if (listed.count() == 0) {
            return Notice.empty(
                    listed.figure().amount().isPresent()
                            ? "This figure counts no records."
                            : FigureText.reason(listed.figure()));
        }
        Unit unit = list.unit();
        Table table = new Table(
                "Records of this figure",
                sorting,
                Column.text("Account").sortedAs("account"),
                Column.wide("Day").sortedAs("day"),
                Column.text("What").sortedAs("what"),
                Column.number(amounts(unit, listed.figure())).sortedAs("amount"));
        for (DrillRows.Row row : list.rows()) {
            table.row(
                    AccountLink.cell(row.account(), row.accountName(), page.selection()),
                    Table.cell(row.day()),
                    Table.detail(row.detail()),
                    Table.cell(ValueFormat.bare(row.amount(), unit)));
        }
        Span total = Table.cell(ValueFormat.bare(list.total(), unit));
        total.setId("drill-total");
        table.foot(Table.counted(listed.count(), list.rows().size(), "row"), Table.cell(""), addsUp(listed), total);
        return new Div(head(sorting.rows()), table);
    }

    /// How the list is ordered where no head of a column says so, and the way to all of it.
    private Div head(RowPage rows) {
        Span order = new Span(rows.order().isPresent() ? "" : "Greatest first");
        order.addClassName("kw-quiet");
        Div head = new Div(
                order, downloads.csv("download-rows", "Download all as CSV", DrillSheet.fileName(page), file -> {
                    MetricValue figure = figures.answer(
                                    trends.query(page, List.of(page.selection().period())))
                            .getFirst();
                    new DrillSheet(figures, figure).write(file);
                }));
        head.addClassName("kw-list-head");
        return head;
    }

    private static String amounts(Unit unit, MetricValue figure) {
        return switch (unit) {
            case MONEY_PER_MONTH -> figure.currency() + " a month";
            case MONEY -> figure.currency().code();
            case SCORE -> "Score";
            case PERCENT -> "%";
            case HOURS -> "Hours";
            case DAYS -> "Days";
            case RATIO, NUMBER, COUNT -> "Counts";
        };
    }

    private static Span addsUp(Listed listed) {
        DrillReconciliation reconciliation = listed.figure().reconcile(listed.list());
        boolean adds = reconciliation.isWell();
        Span check = Table.cell(
                switch (reconciliation) {
                    case DrillReconciliation.Agrees(Term term) -> "adds up to " + term.symbol() + " ✓";
                    case DrillReconciliation.Differs(Term term, BigDecimal _) ->
                        "does not add up to " + term.symbol() + " ✗";
                    case DrillReconciliation.NoSuchTerm(Optional<TermId> _) -> "adds up to no term of the formula ✗";
                    case DrillReconciliation.NothingListed() -> "";
                });
        check.setId("drill-check");
        check.addClassName(adds ? "kw-check" : "kw-cross");
        return check;
    }

    // ---- by a dimension

    private record ByDimension(Dimension dimension, Breakdown cut) {}

    private ByDimension cut(Dimension dimension) {
        var query = trends.query(
                page, List.of(page.selection().period(), page.selection().compared()));
        return new ByDimension(dimension, figures.byDimension(query, dimension, MOST_VALUES));
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
        for (Breakdown.Value part : by.cut().parts()) {
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
    private Component[] cells(Component name, List<MetricValue> figures, BigDecimal low, BigDecimal high) {
        MetricValue figure = figures.getFirst();
        Component bar = figure.amount()
                .<Component>map(amount -> new Bar(amount, low, high))
                .orElseGet(() -> Table.cell(""));
        Component change = Change.between(figures.getLast(), figure)
                .<Component>map(known -> new ChangeChip(
                        known, page.unit(), ValueFormat.period(page.selection().compared())))
                .orElseGet(() -> Table.cell("–"));
        Span value = Table.cell(FigureText.orDash(figure));
        value.setTitle(ValueFormat.outcome(figure));
        return new Component[] {
            name, value, bar, change, Table.cell(figure.calculation().base())
        };
    }
}

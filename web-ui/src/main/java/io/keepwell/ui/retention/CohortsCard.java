package io.keepwell.ui.retention;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.cohort.CohortTable;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.ui.component.Card;
import io.keepwell.ui.component.Notice;
import io.keepwell.ui.component.Table;
import io.keepwell.ui.component.Table.Column;
import io.keepwell.ui.shell.Downloads;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Cohorts month by month. A cell whose month isn't over is blank; each other leads to its customers.
final class CohortsCard extends Div {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private final RetentionPage page;
    private final CohortTable table;

    CohortsCard(RetentionPage page, CohortTable table, Downloads downloads) {
        this.page = page;
        this.table = table;
        Card card = new Card("Cohorts").saying(page.measure().words());
        card.setId("cohorts");
        card.addClassName("kw-cohorts");
        RetentionPage.LENGTHS.forEach(length ->
                card.leading(page.withMonths(length).link().href(), length + " months", length == page.months()));
        card.apart().leading(page.asAmounts(!page.asAmounts()).link().href(), page.asAmounts() ? "In %" : "In amounts");
        Heat.of(table, page.measure())
                .ifPresentOrElse(
                        heat -> {
                            card.offering(download(downloads));
                            card.add(rows(heat), legend(heat));
                        },
                        () -> card.add(Notice.empty("No customer was won from " + written(page.from()) + " to "
                                + written(page.to().minusMonths(1))
                                + ", or none of these months is over. Subscriptions that start show here.")));
        add(card);
    }

    static String written(YearMonth month) {
        return MONTH.format(month);
    }

    private Table rows(Heat heat) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("Won in"));
        columns.add(Column.number(
                switch (page.measure()) {
                    case CUSTOMERS -> "Customers";
                    case MRR -> table.currency() + " a month";
                }));
        for (int age = 0; age < table.months(); age++) {
            columns.add(Column.number(age == 0 ? "Month 1" : Integer.toString(age + 1)));
        }
        Table rows = new Table("Cohorts: " + page.measure().label(), columns.toArray(Column[]::new));
        table.cohorts().forEach(cohort -> rows.row(row(cohort, heat)));
        rows.foot(means());
        return rows;
    }

    private Component[] row(CohortTable.Cohort cohort, Heat heat) {
        List<Component> cells = new ArrayList<>();
        Span month = Table.cell(written(cohort.month()));
        month.addClassName("kw-strong");
        cells.add(month);
        cells.add(Table.cell(amount(page.measure().first(cohort), page.measure().unit())));
        for (int age = 0; age < cohort.cells().size(); age++) {
            Optional<CohortTable.Cell> cell = cohort.cells().get(age);
            int place = age;
            cells.add(cell.<Component>map(known -> cell(cohort, place, known, heat))
                    .orElseGet(() -> Table.cell("")));
        }
        return cells.toArray(Component[]::new);
    }

    private Anchor cell(CohortTable.Cohort cohort, int age, CohortTable.Cell cell, Heat heat) {
        CohortMeasure measure = page.measure();
        RetentionPage.CohortCell place = new RetentionPage.CohortCell(cohort.month(), age);
        BigDecimal percent = measure.percent(cell);
        String text = page.asAmounts()
                ? amount(measure.amount(cell), measure.unit())
                : ValueFormat.brief(percent, Unit.PERCENT);
        Anchor link = new Anchor(page.choosing(Optional.of(place)).link().href(), text);
        link.setId("cell-" + cohort.month() + "-" + (age + 1));
        link.addClassNames("kw-heat", "kw-heat-" + heat.level(percent));
        if (percent.compareTo(WHOLE) > 0) {
            link.addClassName("kw-grown");
        }
        String reported = reported(cohort, age, cell, table.currency());
        link.setTitle(reported);
        link.getElement().setAttribute("aria-label", text + ", " + reported);
        if (page.chosen().filter(place::equals).isPresent()) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return link;
    }

    private static String reported(CohortTable.Cohort cohort, int age, CohortTable.Cell cell, CurrencyCode currency) {
        return "Won in " + written(cohort.month()) + ", at the end of month " + (age + 1) + ": "
                + ValueFormat.count(cell.kept().size()) + " of "
                + ValueFormat.count(cohort.customers().size()) + " customers, "
                + ValueFormat.amount(cell.mrr(), Unit.MONEY_PER_MONTH, currency) + " of "
                + ValueFormat.amount(cohort.firstMrr(), Unit.MONEY_PER_MONTH, currency) + " a month";
    }

    private Component[] means() {
        List<Component> cells = new ArrayList<>();
        cells.add(Table.cell("Weighted mean"));
        cells.add(Table.cell(""));
        table.means().forEach(mean -> {
            Span cell = Table.cell(page.measure()
                    .mean(mean)
                    .map(percent -> ValueFormat.brief(percent, Unit.PERCENT))
                    .orElse(""));
            cell.setTitle("of " + ValueFormat.count(mean.cohorts()) + " cohorts that are old enough");
            cells.add(cell);
        });
        return cells.toArray(Component[]::new);
    }

    private static String amount(BigDecimal amount, Unit unit) {
        return unit == Unit.COUNT ? ValueFormat.bare(amount, unit) : ValueFormat.brief(amount, unit);
    }

    private Div legend(Heat heat) {
        Div legend = new Div(new Span(ValueFormat.brief(heat.low(), Unit.PERCENT)));
        for (int level = 0; level <= Heat.MOST; level++) {
            Span swatch = new Span();
            swatch.addClassNames("kw-heat", "kw-heat-" + level);
            swatch.getElement().setAttribute("aria-hidden", "true");
            legend.add(swatch);
        }
        legend.add(
                new Span(ValueFormat.brief(heat.high(), Unit.PERCENT)),
                new Span("Blank: that month isn't over. "
                        + switch (page.measure()) {
                            case CUSTOMERS -> "";
                            case MRR -> "Bold: more than at first. ";
                        }
                        + "A click on a cell lists its customers."));
        legend.addClassName("kw-legend");
        return legend;
    }

    private Anchor download(Downloads downloads) {
        return downloads.csv(
                "export-cohorts",
                "Export as CSV",
                "cohorts-" + page.from() + "-" + page.to().minusMonths(1) + ".csv",
                file -> CohortSheet.write(table, file));
    }
}

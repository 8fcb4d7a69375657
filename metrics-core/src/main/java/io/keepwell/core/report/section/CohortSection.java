package io.keepwell.core.report.section;

import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.cohort.CohortTable;
import io.keepwell.core.metric.cohort.Lifetimes;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What became of the customers won in each of the last months.
@Singleton
final class CohortSection implements Section {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);
    private static final String OF = "of";
    private static final String MONTHS = "months";
    private static final String MRR = "mrr";
    private static final int USUAL = 6;
    private static final int MOST = 12;

    private final Lifetimes lifetimes;

    CohortSection(Lifetimes lifetimes) {
        this.lifetimes = lifetimes;
    }

    @Override
    public SectionId id() {
        return new SectionId("cohorts");
    }

    @Override
    public String summary() {
        return "The customers won in each of the last months, and how many of them are still there, month by month.";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(
                MONTHS,
                "how many cohorts and columns, 2 to " + MOST + "; otherwise " + USUAL,
                OF,
                "customers or mrr; otherwise customers");
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        int months = months(data);
        boolean mrr = isMrr(data);
        YearMonth to = YearMonth.from(data.head().period().to().minusDays(1)).plusMonths(1);
        CohortTable table = lifetimes.cohorts(
                to.minusMonths(months),
                to,
                months,
                data.head().slice(),
                Optional.of(data.head().asOf()));
        List<Grid.Column> columns = new ArrayList<>();
        columns.add(new Grid.Column(mrr ? "First MRR" : "Customers", Grid.Weight.MAIN));
        IntStream.range(0, months)
                .forEach(age -> columns.add(new Grid.Column(
                        age == 0 ? "First month" : "+" + age, age < 4 ? Grid.Weight.PLAIN : Grid.Weight.ASIDE)));
        List<Grid.Row> rows = new ArrayList<>();
        for (CohortTable.Cohort cohort : table.cohorts()) {
            List<GridCell> cells = new ArrayList<>();
            cells.add(
                    mrr
                            ? amount(cohort.firstMrr(), Unit.MONEY_PER_MONTH, table.currency())
                            : amount(BigDecimal.valueOf(cohort.customers().size()), Unit.COUNT, table.currency()));
            cohort.cells()
                    .forEach(cell -> cells.add(
                            share(cell.map(kept -> mrr ? kept.mrrPercent() : kept.keptPercent()), table.currency())));
            rows.add(Grid.Row.of(cohort.month().format(MONTH), "", List.of(), cells));
        }
        if (rows.isEmpty()) {
            return List.of(panel(mrr, columns, rows).noting("nobody was won in these months"));
        }
        List<GridCell> means = new ArrayList<>();
        means.add(new GridCell.Words(""));
        table.means().forEach(mean -> means.add(share(mrr ? mean.mrrPercent() : mean.keptPercent(), table.currency())));
        rows.add(Grid.Row.of("All together", "", List.of(), means).summingUp());
        return List.of(panel(mrr, columns, rows).noting("all months that were over when the report was made"));
    }

    private static Grid.Panel panel(boolean mrr, List<Grid.Column> columns, List<Grid.Row> rows) {
        return Grid.Panel.of(
                        mrr
                                ? "MRR kept, by the month in which customers were won"
                                : "Customers kept, by the month in which they were won",
                        Grid.Arrangement.TABLE,
                        columns,
                        rows)
                .naming("Won in");
    }

    private static int months(ReportData data) {
        String text = data.option(MONTHS).orElse(Integer.toString(USUAL));
        if (!text.matches("[1-9][0-9]?") || Integer.parseInt(text) < 2 || Integer.parseInt(text) > MOST) {
            throw new IllegalArgumentException("'months' is a number from 2 to " + MOST + ", not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static boolean isMrr(ReportData data) {
        String text = data.option(OF).orElse("customers");
        if (!text.equals(MRR) && !text.equals("customers")) {
            throw new IllegalArgumentException("'of' is customers or mrr, not '" + text + "'");
        }
        return text.equals(MRR);
    }

    private static GridCell share(Optional<BigDecimal> percent, CurrencyCode currency) {
        return percent.<GridCell>map(share -> amount(share, Unit.PERCENT, currency))
                .orElseGet(() -> new GridCell.Missing(Outcome.Reason.NO_DATA, "That month isn't over yet."));
    }

    private static GridCell amount(BigDecimal amount, Unit unit, CurrencyCode currency) {
        return new GridCell.Amount(amount, unit, currency, GridCell.Form.WHOLE, false);
    }
}

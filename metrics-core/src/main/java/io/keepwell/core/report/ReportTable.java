package io.keepwell.core.report;

import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.Change;
import io.keepwell.core.metric.Figure;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Term;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// A report filled in for a period: what every channel lays out, each in its own way, without calculating
/// anything.
///
/// @param knownAt all figures are as they were known at this moment
public record ReportTable(String title, Period period, Firm firm, Instant knownAt, List<Row> rows) {
    private static final MetricId MRR_MOVEMENTS = new MetricId("revenue.mrr_movements");

    public ReportTable {
        rows = List.copyOf(rows);
    }

    /// One metric by one definition. A figure that can't be had says why.
    ///
    /// @param figure of the report's period
    /// @param previous of the period just before
    /// @param yearBefore of the same period a year before
    /// @param months of each of the thirteen months that end with the period's last month
    public record Row(Figure figure, Figure previous, Figure yearBefore, List<Figure> months) {
        public Row {
            months = List.copyOf(months);
        }

        public MetricInfo metric() {
            return figure.metric();
        }

        /// Against the period just before.
        public Optional<Change> change() {
            return Change.between(previous, figure);
        }

        /// Against the same period a year before.
        public Optional<Change> changeOnYear() {
            return Change.between(yearBefore, figure);
        }
    }

    public Optional<Row> row(MetricId metric) {
        return rows.stream().filter(row -> row.metric().id().equals(metric)).findFirst();
    }

    /// What moved MRR from the beginning of the period to its end; opening + all steps = closing.
    ///
    /// @param steps those kinds that the firm as a whole can have, in the order in which they are told
    public record Movements(Figure figure, BigDecimal opening, List<Step> steps, BigDecimal closing) {
        public Movements {
            steps = List.copyOf(steps);
        }
    }

    /// One kind of movement.
    ///
    /// @param name for people: `from new customers`
    /// @param amount negative where it takes away
    public record Step(MovementKind kind, String name, BigDecimal amount) {}

    /// Empty where the report doesn't have them, or they can't be had.
    public Optional<Movements> movements() {
        return row(MRR_MOVEMENTS)
                .map(Row::figure)
                .filter(figure -> figure.amount().isPresent())
                .map(ReportTable::movements);
    }

    private static Movements movements(Figure figure) {
        Map<String, Term> terms =
                figure.calculation().terms().stream().collect(Collectors.toMap(Term::symbol, term -> term));
        List<Step> steps = new ArrayList<>();
        for (MovementKind kind : MovementKind.values()) {
            Optional.ofNullable(terms.get(kind.id().replace('_', ' ')))
                    .ifPresent(term -> steps.add(
                            new Step(kind, term.name(), term.amount().multiply(BigDecimal.valueOf(kind.sign())))));
        }
        return new Movements(figure, amount(terms, "opening"), steps, amount(terms, "closing"));
    }

    private static BigDecimal amount(Map<String, Term> terms, String symbol) {
        return Objects.requireNonNull(terms.get(symbol), "MRR movements lack a term")
                .amount();
    }
}

package io.keepwell.core.report;

import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.target.Target;
import io.keepwell.core.target.TargetStatus;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A report filled in for a period: what every channel lays out, each in its own way, without calculating
/// anything.
///
/// @param asOf all figures are as of this moment
/// @param aims the targets of its metrics that hold on the period's last day, in the order of the rows
public record ReportTable(String title, Period period, Firm firm, Instant asOf, List<Row> rows, List<TargetLine> aims) {
    private static final MetricId MRR_MOVEMENTS = new MetricId("revenue.mrr_movements");
    private static final MetricId HEALTH_SCORE = new MetricId("success.health_score");

    public ReportTable {
        rows = List.copyOf(rows);
        aims = List.copyOf(aims);
    }

    /// A target of one of the metrics, and how it stood.
    ///
    /// @param metric as it is told by the target's definition
    public record TargetLine(MetricInfo metric, Target target, TargetStatus standing) {}

    /// One metric by one definition. A figure that can't be had says why.
    ///
    /// @param figure of the report's period
    /// @param previous of the period just before
    /// @param yearBefore of the same period a year before
    /// @param months of each of the thirteen months that end with the period's last month
    public record Row(MetricValue figure, MetricValue previous, MetricValue yearBefore, List<MetricValue> months) {
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
    /// @param steps those kinds that the firm as a whole can have, in the order in which they are reported
    public record Movements(MetricValue figure, BigDecimal opening, List<Step> steps, BigDecimal closing) {
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

    private static Movements movements(MetricValue figure) {
        List<Step> steps = new ArrayList<>();
        for (MovementKind kind : MovementKind.values()) {
            figure.calculation()
                    .term(TermId.of(kind))
                    .ifPresent(term -> steps.add(
                            new Step(kind, term.name(), term.amount().multiply(BigDecimal.valueOf(kind.sign())))));
        }
        return new Movements(figure, amount(figure, TermId.OPENING), steps, amount(figure, TermId.CLOSING));
    }

    /// How well the customers are: their score, and how many are in each band.
    ///
    /// @param bands all of them, the best first
    public record Health(MetricValue figure, List<Band> bands) {
        public Health {
            bands = List.copyOf(bands);
        }
    }

    /// A band of health scores.
    ///
    /// @param customers how many are in it
    /// @param mrr what these pay a month
    public record Band(HealthModel.Band band, BigDecimal customers, BigDecimal mrr) {}

    /// Empty where the report doesn't have the health score, or it can't be had.
    public Optional<Health> health() {
        return row(HEALTH_SCORE)
                .map(Row::figure)
                .filter(figure -> figure.amount().isPresent())
                .map(ReportTable::health);
    }

    private static Health health(MetricValue figure) {
        return new Health(
                figure,
                Stream.of(HealthModel.Band.GREEN, HealthModel.Band.YELLOW, HealthModel.Band.RED)
                        .map(band ->
                                new Band(band, amount(figure, TermId.of(band)), amount(figure, TermId.mrrOf(band))))
                        .toList());
    }

    private static BigDecimal amount(MetricValue figure, TermId id) {
        return figure.calculation()
                .term(id)
                .orElseThrow(() -> new IllegalStateException("the figure lacks the term " + id))
                .amount();
    }
}

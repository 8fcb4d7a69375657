package io.keepwell.core.report.section;

import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.ReportData;
import io.keepwell.core.report.Section;
import io.keepwell.core.report.SectionId;
import io.keepwell.core.target.Target;
import io.keepwell.core.target.TargetStatus;
import io.keepwell.core.target.TargetStatuses;
import io.keepwell.core.target.Targets;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The targets of the report's metrics, of just the accounts that the report is about, that hold on the period's last
/// day, and how they stood.
@Singleton
final class TargetSection implements Section {
    private final Targets targets;
    private final TargetStatuses statuses;

    TargetSection(Targets targets, TargetStatuses statuses) {
        this.targets = targets;
        this.statuses = statuses;
    }

    @Override
    public SectionId id() {
        return new SectionId("targets");
    }

    @Override
    public String summary() {
        return "The targets of the metrics, and how each stood.";
    }

    @Override
    public List<Grid.Panel> fill(ReportData data) {
        List<Grid.Row> rows =
                data.lines().stream().flatMap(line -> rows(data.head(), line)).toList();
        return rows.isEmpty()
                ? List.of()
                : List.of(Grid.Panel.of(
                        "Targets", Grid.Arrangement.LIST, List.of(new Grid.Column("", Grid.Weight.PLAIN)), rows));
    }

    private Stream<Grid.Row> rows(Grid.Head head, ReportData.Line line) {
        MetricInfo metric = line.metric();
        return targets
                .on(
                        head.period().to().minusDays(1),
                        metric.id(),
                        line.figure().definition().id(),
                        head.slice())
                .stream()
                .map(target -> row(
                        metric,
                        target,
                        statuses.of(target, Optional.of(head.asOf())),
                        head.firm().currency()));
    }

    private static Grid.Row row(MetricInfo metric, Target target, TargetStatus status, CurrencyCode currency) {
        Unit unit = metric.unit();
        String asked = "Target " + ValueFormat.amount(target.value(), unit, currency) + " for "
                + ValueFormat.period(target.period()) + ", " + target.term().label();
        String definition = metric.definition(target.definition().id())
                .map(Definition::name)
                .orElse("");
        return switch (status) {
            case TargetStatus.Judged(TargetStatus.Verdict verdict, MetricValue figure, BigDecimal byNow) -> {
                String stood = ValueFormat.outcome(figure) + " (" + ValueFormat.period(figure.period()) + ")"
                        + (byNow.compareTo(target.value()) == 0
                                ? ""
                                : "; " + ValueFormat.amount(byNow, unit, currency) + " asked for by then");
                yield Grid.Row.of(
                        metric.name(),
                        definition,
                        List.of(asked, stood),
                        List.of(new GridCell.State(verdict.label(), tone(verdict))));
            }
            case TargetStatus.Unknown(String why) ->
                Grid.Row.of(
                        metric.name(),
                        definition,
                        List.of(asked, why),
                        List.of(new GridCell.State("not known", GridCell.Tone.CALM)));
        };
    }

    private static GridCell.Tone tone(TargetStatus.Verdict verdict) {
        return switch (verdict) {
            case ATTAINED, ON_TRACK -> GridCell.Tone.BETTER;
            case AT_RISK -> GridCell.Tone.WATCH;
            case MISSED -> GridCell.Tone.WORSE;
        };
    }
}

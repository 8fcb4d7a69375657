package io.keepwell.core.report;

import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.target.TargetStatuses;
import io.keepwell.core.target.Targets;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Fills reports in. A figure that can't be had is reported as such in its row; a metric that doesn't exist
/// fails the whole report.
@Singleton
public final class ReportRunner {
    /// Of the thirteen months, the first is the last one's month a year before.
    private static final int MONTHS = 13;

    private final MetricQueries figures;
    private final MetricCatalogue catalogue;
    private final Targets targets;
    private final TargetStatuses standings;
    private final Settings settings;

    public ReportRunner(
            MetricQueries figures,
            MetricCatalogue catalogue,
            Targets targets,
            TargetStatuses standings,
            Settings settings) {
        this.figures = figures;
        this.catalogue = catalogue;
        this.targets = targets;
        this.standings = standings;
        this.settings = settings;
    }

    /// The report's figures for a period as of a moment. The same three always give the
    /// same table, as long as no target is set anew.
    ///
    /// @throws io.keepwell.core.metric.InvalidQueryException where a metric doesn't exist, or the moment
    ///     is to come
    public ReportTable fill(Report report, Period period, Instant asOf) {
        List<MetricQuery> queries = report.metrics().stream()
                .map(metric -> query(metric, period, asOf))
                .toList();
        List<ReportTable.Row> rows = figures.answer(queries).stream()
                .map(answers -> row(answers, period))
                .toList();
        List<ReportTable.TargetLine> aims = report.metrics().stream()
                .flatMap(metric -> aims(catalogue.get(metric).info(), period, asOf))
                .toList();
        return new ReportTable(report.title(), period, settings.firm(), asOf, rows, aims);
    }

    private Stream<ReportTable.TargetLine> aims(MetricInfo metric, Period period, Instant asOf) {
        Definition definition = metric.defaultDefinition();
        return targets.on(period.to().minusDays(1), metric.id(), definition.id(), Slice.WHOLE).stream()
                .map(target -> new ReportTable.TargetLine(
                        metric.by(definition), target, standings.of(target, Optional.of(asOf))));
    }

    private MetricQuery query(MetricId metric, Period period, Instant asOf) {
        Set<Period> asked = new LinkedHashSet<>(List.of(period, period.previous(), period.yearBefore()));
        asked.addAll(months(period));
        Definition definition = catalogue.get(metric).info().defaultDefinition();
        return new MetricQuery(metric, definition.id(), List.copyOf(asked), Slice.WHOLE, Optional.of(asOf));
    }

    private static ReportTable.Row row(List<MetricValue> figures, Period period) {
        Map<Period, MetricValue> answers = new HashMap<>();
        figures.forEach(figure -> answers.put(figure.period(), figure));
        return new ReportTable.Row(
                answer(answers, period),
                answer(answers, period.previous()),
                answer(answers, period.yearBefore()),
                months(period).stream().map(month -> answer(answers, month)).toList());
    }

    private static MetricValue answer(Map<Period, MetricValue> answers, Period period) {
        return Objects.requireNonNull(answers.get(period), "no answer for an asked period");
    }

    private static List<Period> months(Period period) {
        LocalDate last = Grain.MONTH.startOf(period.to().minusDays(1));
        return IntStream.range(0, MONTHS)
                .mapToObj(month -> Period.of(Grain.MONTH, last.minusMonths(MONTHS - 1L - month)))
                .toList();
    }
}

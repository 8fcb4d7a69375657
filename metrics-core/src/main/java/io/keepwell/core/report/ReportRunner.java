package io.keepwell.core.report;

import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Figure;
import io.keepwell.core.metric.Figures;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Question;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.target.Standings;
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

/// Fills reports in. A figure that can't be had is told as such in its row; a metric that doesn't exist
/// fails the whole report.
@Singleton
public final class ReportRunner {
    /// Of the thirteen months, the first is the last one's month a year before.
    private static final int MONTHS = 13;

    private final Figures figures;
    private final MetricCatalogue catalogue;
    private final Targets targets;
    private final Standings standings;
    private final Settings settings;

    public ReportRunner(
            Figures figures, MetricCatalogue catalogue, Targets targets, Standings standings, Settings settings) {
        this.figures = figures;
        this.catalogue = catalogue;
        this.targets = targets;
        this.standings = standings;
        this.settings = settings;
    }

    /// The report's figures for a period as they were known at a moment. The same three always give the
    /// same table, as long as no target is set anew.
    ///
    /// @throws io.keepwell.core.metric.BadQuestionException where a metric doesn't exist, or the moment
    ///     is to come
    public ReportTable fill(Report report, Period period, Instant knownAt) {
        List<Question> questions = report.metrics().stream()
                .map(metric -> question(metric, period, knownAt))
                .toList();
        List<ReportTable.Row> rows = figures.answer(questions).stream()
                .map(answers -> row(answers, period))
                .toList();
        List<ReportTable.Aim> aims = report.metrics().stream()
                .flatMap(metric -> aims(catalogue.get(metric).info(), period, knownAt))
                .toList();
        return new ReportTable(report.title(), period, settings.firm(), knownAt, rows, aims);
    }

    private Stream<ReportTable.Aim> aims(MetricInfo metric, Period period, Instant knownAt) {
        Definition definition = metric.defaultDefinition();
        return targets.on(period.to().minusDays(1), metric.id(), definition.id(), Slice.WHOLE).stream()
                .map(target ->
                        new ReportTable.Aim(metric.by(definition), target, standings.of(target, Optional.of(knownAt))));
    }

    private Question question(MetricId metric, Period period, Instant knownAt) {
        Set<Period> asked = new LinkedHashSet<>(List.of(period, period.previous(), period.yearBefore()));
        asked.addAll(months(period));
        Definition definition = catalogue.get(metric).info().defaultDefinition();
        return new Question(metric, definition.id(), List.copyOf(asked), Slice.WHOLE, Optional.of(knownAt));
    }

    private static ReportTable.Row row(List<Figure> figures, Period period) {
        Map<Period, Figure> answers = new HashMap<>();
        figures.forEach(figure -> answers.put(figure.period(), figure));
        return new ReportTable.Row(
                answer(answers, period),
                answer(answers, period.previous()),
                answer(answers, period.yearBefore()),
                months(period).stream().map(month -> answer(answers, month)).toList());
    }

    private static Figure answer(Map<Period, Figure> answers, Period period) {
        return Objects.requireNonNull(answers.get(period), "no answer for an asked period");
    }

    private static List<Period> months(Period period) {
        LocalDate last = Grain.MONTH.startOf(period.to().minusDays(1));
        return IntStream.range(0, MONTHS)
                .mapToObj(month -> Period.of(Grain.MONTH, last.minusMonths(MONTHS - 1L - month)))
                .toList();
    }
}

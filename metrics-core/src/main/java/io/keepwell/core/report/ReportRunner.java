package io.keepwell.core.report;

import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.setting.Settings;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills reports in. A figure that can't be had is reported as such in its cell, a section that can't be made as such
/// in its place; a metric that doesn't exist fails the whole report.
@Singleton
public final class ReportRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ReportRunner.class);

    /// Of the thirteen months, the first is the last one's month a year before.
    private static final int MONTHS = 13;

    private final MetricQueries figures;
    private final MetricCatalogue catalogue;
    private final Sections sections;
    private final Settings settings;

    public ReportRunner(MetricQueries figures, MetricCatalogue catalogue, Sections sections, Settings settings) {
        this.figures = figures;
        this.catalogue = catalogue;
        this.sections = sections;
        this.settings = settings;
    }

    /// The report's sections for a period as of a moment. The same three always give the
    /// same grid, as long as no target is set anew.
    ///
    /// @throws io.keepwell.core.metric.InvalidQueryException where a metric doesn't exist, or the moment
    ///     is to come
    public Grid fill(Report report, Period period, Instant asOf) {
        ReportData data = read(report, period, asOf);
        return new Grid(
                data.head(),
                report.sections().stream().map(section -> fill(section, data)).toList());
    }

    /// The figures that the report's sections show.
    ///
    /// @throws io.keepwell.core.metric.InvalidQueryException as for `fill`
    public ReportData read(Report report, Period period, Instant asOf) {
        List<MetricQuery> queries = report.metrics().stream()
                .map(metric -> query(metric, period, asOf))
                .toList();
        return new ReportData(
                new Grid.Head(report.title(), period, settings.firm(), asOf),
                figures.answer(queries).stream()
                        .map(answers -> line(answers, period))
                        .toList());
    }

    /// One section failing must not hide how the others come out, so whatever it throws becomes its reason.
    private Grid.Filled fill(SectionId id, ReportData data) {
        Optional<Section> section = sections.find(id);
        if (section.isEmpty()) {
            return new Grid.Failed(id, "There is no section '" + id + "'.");
        }
        try {
            return new Grid.Whole(id, section.get().media(), section.get().fill(data));
        } catch (RuntimeException failure) {
            LOG.error("event=section_failed section={}", id, failure);
            return new Grid.Failed(id, "The section '" + id + "' could not be made: " + failure.getMessage());
        }
    }

    private MetricQuery query(MetricId metric, Period period, Instant asOf) {
        Set<Period> asked = new LinkedHashSet<>(List.of(period, period.previous(), period.yearBefore()));
        asked.addAll(months(period));
        Definition definition = catalogue.get(metric).info().defaultDefinition();
        return new MetricQuery(metric, definition.id(), List.copyOf(asked), Slice.WHOLE, Optional.of(asOf));
    }

    private static ReportData.Line line(List<MetricValue> figures, Period period) {
        Map<Period, MetricValue> answers = new HashMap<>();
        figures.forEach(figure -> answers.put(figure.period(), figure));
        return new ReportData.Line(
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

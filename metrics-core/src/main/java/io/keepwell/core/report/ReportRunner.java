package io.keepwell.core.report;

import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /// What keeps the report from being made, a sentence each: metrics, definitions, sections and options that
    /// there are none of. Empty where it can be made.
    public List<String> problems(Report report) {
        List<String> problems = new ArrayList<>();
        for (ReportMetric metric : report.metrics()) {
            try {
                var _ = definition(metric);
            } catch (InvalidQueryException unknown) {
                problems.add(String.valueOf(unknown.getMessage()));
            }
        }
        report.sections().forEach(section -> problem(section).ifPresent(problems::add));
        return problems;
    }

    /// The report's sections for a period as of a moment, of the accounts that a scope allows. The same four
    /// always give the same grid, as long as no target is set anew.
    ///
    /// @throws io.keepwell.core.metric.InvalidQueryException where a metric doesn't exist, or the moment
    ///     is to come
    public Grid fill(Report report, Period period, Slice scope, Instant asOf) {
        ReportData data = read(report, period, scope, asOf);
        return new Grid(
                data.head(),
                report.sections().stream().map(section -> fill(section, data)).toList());
    }

    /// As `fill`, for one of the report's scopes.
    ///
    /// @param scope its text
    public Grid fill(Report report, Period period, String scope, Instant asOf) {
        return fill(report, period, slice(report, scope), asOf);
    }

    private static Slice slice(Report report, String scope) {
        return Objects.requireNonNull(report.scopes().get(scope), "a scope that the report has");
    }

    /// Why the report isn't to be sent to those with a scope: none of its conditions holds. Empty where one does,
    /// or there are none.
    public Optional<String> heldBack(Report report, Period period, String scope, Instant asOf) {
        if (report.onlyIf().isEmpty()) {
            return Optional.empty();
        }
        ReportData data = read(report, period, slice(report, scope), asOf);
        return report.onlyIf().stream().anyMatch(condition -> condition.holds(data))
                ? Optional.empty()
                : Optional.of(report.onlyIf().stream()
                        .map(condition -> condition.failure(data))
                        .collect(Collectors.joining("; ")));
    }

    /// The figures that the report's sections show.
    ///
    /// @throws io.keepwell.core.metric.InvalidQueryException as for `fill`
    public ReportData read(Report report, Period period, Slice scope, Instant asOf) {
        Slice slice = report.of(scope);
        List<MetricQuery> queries = report.metrics().stream()
                .map(metric -> query(metric, period, slice, asOf))
                .toList();
        return new ReportData(
                new Grid.Head(report.title(), period, slice, settings.firm(), asOf),
                figures.answer(queries).stream()
                        .map(answers -> line(answers, period))
                        .toList());
    }

    /// One section failing must not hide how the others come out, so whatever it throws becomes its reason.
    private Grid.Filled fill(ReportSection wanted, ReportData data) {
        SectionId id = wanted.id();
        Optional<String> problem = problem(wanted);
        if (problem.isPresent()) {
            return new Grid.Failed(id, problem.get());
        }
        try {
            Section section = sections.find(id).orElseThrow();
            return new Grid.Whole(id, section.media(), section.fill(data.with(wanted)));
        } catch (RuntimeException failure) {
            LOG.error("event=section_failed section={}", id, failure);
            return new Grid.Failed(id, "The section '" + id + "' could not be made: " + failure.getMessage());
        }
    }

    private Optional<String> problem(ReportSection wanted) {
        Optional<Section> section = sections.find(wanted.id());
        if (section.isEmpty()) {
            return Optional.of("There is no section '" + wanted.id() + "'.");
        }
        Set<String> known = section.get().options().keySet();
        return wanted.options().keySet().stream()
                .filter(option -> !known.contains(option))
                .findFirst()
                .map(option -> "The section '" + wanted.id() + "' has no option '" + option + "'; it has "
                        + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))) + ".");
    }

    private MetricQuery query(ReportMetric metric, Period period, Slice slice, Instant asOf) {
        Set<Period> asked = new LinkedHashSet<>(List.of(period, period.previous(), period.yearBefore()));
        asked.addAll(months(period));
        return new MetricQuery(metric.metric(), definition(metric), List.copyOf(asked), slice, Optional.of(asOf));
    }

    private DefinitionId definition(ReportMetric metric) {
        MetricInfo info = catalogue.get(metric.metric()).info();
        return metric.definition()
                .map(asked -> info.definition(asked.id())
                        .map(Definition::id)
                        .orElseThrow(() -> InvalidQueryException.noSuch(
                                "definition",
                                "definition of " + metric.metric(),
                                asked.id(),
                                info.definitions().stream()
                                        .map(each -> each.id().id())
                                        .toList())))
                .orElseGet(() -> info.defaultDefinition().id());
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

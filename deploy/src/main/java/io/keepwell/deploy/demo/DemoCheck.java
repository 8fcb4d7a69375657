package io.keepwell.deploy.demo;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.format.TextTable;
import io.keepwell.core.metric.Analysis;
import io.keepwell.core.metric.CatalogueEntry;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.recount.Recount;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.query.v1.Exclusion;
import io.keepwell.query.v1.MetricValue;
import io.keepwell.query.v1.QueryMetricRequest;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Holds every metric's default definition, as the services answer it, against a recount of all that was reported.
final class DemoCheck {
    private static final String AS_RECOUNTED = "as recounted";
    private static final String NO_FIGURE = "no figure: ";

    private final Recount recount;
    private final AnalysisCheck analyses;
    private final List<CatalogueEntry> entries;
    private final PartnerClient client;
    private final PrintWriter out;
    private final Instant begun = Instant.now();
    private Duration counting = Duration.ZERO;

    /// @param sentBy everything that partners reported, each event once, by partner
    /// @param terms by which the firm counts
    /// @param names says which names are the same customer
    /// @param entries of the catalogue
    /// @param client asks the services
    /// @param today the first day that isn't known as a whole
    /// @param out where the findings go, a line a metric and period
    DemoCheck(
            Map<String, List<Story.SentEvent>> sentBy,
            Recount.Terms terms,
            Recount.Names names,
            List<CatalogueEntry> entries,
            PartnerClient client,
            LocalDate today,
            PrintWriter out) {
        this.recount = counted(() -> new Recount(sentBy, terms, names));
        this.analyses = new AnalysisCheck(recount.cohorts(), client, today, this::counted);
        this.entries = List.copyOf(entries);
        this.client = client;
        this.out = out;
    }

    /// Of which accounts in which period figures are asked for.
    record Scope(Period period, Slice slice) {
        Map<String, String> sliceById() {
            return slice.values().entrySet().stream()
                    .collect(Collectors.toMap(entry -> entry.getKey().id(), Map.Entry::getValue));
        }

        @Override
        public String toString() {
            return period + (slice.isWhole() ? "" : ", " + slice);
        }
    }

    /// What the services answer and what a recount gives.
    ///
    /// @param name the metric, and what it is about beyond the slice
    record Finding(String name, String answered, String recounted, boolean agrees, boolean isFigure) {
        String verdict() {
            return agrees ? AS_RECOUNTED : "WRONG: a recount gives " + recounted;
        }
    }

    /// Checks a month, the last quarter that was over with it, and the month in a slice.
    ///
    /// @param slice by values of dimensions
    /// @return whether all agree
    boolean run(Period month, Slice slice) {
        Period quarter = Period.of(Grain.QUARTER, month.to()).previous();
        List<Finding> findings = new ArrayList<>();
        for (Scope scope :
                List.of(new Scope(month, Slice.WHOLE), new Scope(quarter, Slice.WHOLE), new Scope(month, slice))) {
            out.printf("Recount of %s:%n", scope);
            TextTable table = new TextTable().text("").number("").text("");
            for (CatalogueEntry entry : entries) {
                for (Finding finding : check(entry, scope)) {
                    table.row(finding.name(), finding.answered(), finding.verdict());
                    findings.add(finding);
                }
            }
            table.print(out, "  ");
        }
        long agreeing = findings.stream().filter(Finding::agrees).count();
        long figures = findings.stream().filter(Finding::isFigure).count();
        out.printf(
                Locale.ROOT,
                "Recounted: %d of %d answers agree, %d with a figure and %d without one, in %.1f s, of which counting"
                        + " took %.1f s%n",
                agreeing,
                findings.size(),
                figures,
                findings.size() - figures,
                seconds(Duration.between(begun, Instant.now())),
                seconds(counting));
        return agreeing == findings.size();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    /// Takes the time that a recount takes beside what the services need.
    private <T> T counted(Supplier<T> counts) {
        Instant start = Instant.now();
        T count = counts.get();
        counting = counting.plus(Duration.between(start, Instant.now()));
        return count;
    }

    private List<Finding> check(CatalogueEntry entry, Scope scope) {
        return switch (entry) {
            case Metric metric ->
                details(metric.info().defaultDefinition()).stream()
                        .map(detail -> figure(metric, scope, detail))
                        .toList();
            case Analysis analysis -> List.of(analyses.check(analysis, scope));
        };
    }

    /// Where there is a figure of one of something only, each of those that were reported.
    private List<Optional<String>> details(Definition definition) {
        Stream<Optional<String>> each =
                definition.customDimension().filter(detail -> detail.needed()).isPresent()
                        ? recount.measures().stream().map(Optional::of)
                        : Stream.of();
        List<Optional<String>> details = each.toList();
        return details.isEmpty() ? List.of(Optional.empty()) : details;
    }

    private Finding figure(Metric metric, Scope scope, Optional<String> detail) {
        String id = metric.info().id().id();
        Definition definition = metric.info().defaultDefinition();
        MetricValue figure = client.query(QueryMetricRequest.newBuilder()
                        .setMetric(id)
                        .setFrom(scope.period().from().toString())
                        .setTo(scope.period().to().toString())
                        .putAllSlice(scope.sliceById())
                        .setCustomValue(detail.orElse(""))
                        .build())
                .getValues(0);
        Optional<BigDecimal> answered =
                figure.hasValue() ? Optional.of(new BigDecimal(figure.getValue())) : Optional.empty();
        Optional<BigDecimal> expected =
                counted(() -> recount.figure(id, definition.id().id(), scope.period(), scope.slice(), detail));
        String recounted = expected.map(
                        amount -> amount.round(MathContext.DECIMAL64).toPlainString())
                .orElseGet(() -> NO_FIGURE + reason(id, scope, detail));
        boolean agrees = Recount.agree(answered, expected, figure.getApproximate())
                && (answered.isPresent() || figure.getUnavailable().getReason().equals(reason(id, scope, detail)))
                && agreesOnExclusions(figure, scope);
        return new Finding(
                id + detail.map(name -> " of " + name).orElse(""),
                answered.isPresent()
                        ? figure.getShown()
                        : NO_FIGURE + figure.getUnavailable().getReason(),
                recounted,
                agrees,
                answered.isPresent());
    }

    /// Whether a figure of support names as many tickets that it leaves out, for the same reasons.
    private boolean agreesOnExclusions(MetricValue figure, Scope scope) {
        if (!figure.getMetric().startsWith("support.")) {
            return true;
        }
        Map<String, Long> exclusions = figure.getExclusionsList().stream()
                .collect(Collectors.toMap(Exclusion::getReason, item -> Long.valueOf(item.getCount())));
        return exclusions.equals(counted(
                () -> recount.exclusions(figure.getMetric(), figure.getDefinition(), scope.period(), scope.slice())));
    }

    private String reason(String metric, Scope scope, Optional<String> detail) {
        return recount.reason(metric, scope.period(), scope.slice(), detail)
                .name()
                .toLowerCase(Locale.ROOT);
    }
}

package io.keepwell.deploy.bench;

import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.time.Calendar;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.Failure;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Holds what figures rest on against the oracle, to the last digit: recurring revenue by month and kind of
/// movement, and answers by month and segment. How fast they are says nothing where they are wrong.
final class OracleComparison {
    /// What the oracle calls the counts of answers that a score rests on.
    private static final Map<TermId, String> GROUPS = Map.of(
            TermId.NPS_PROMOTERS, "promoters",
            TermId.NPS_DETRACTORS, "detractors",
            TermId.NPS_ANSWERS, "answers");

    private OracleComparison() {}

    /// @param period with all facts
    /// @throws Failure where a sum differs
    static void check(MetricQueries figures, Oracle oracle, Period period) throws SQLException {
        List<Period> months = Calendar.COMMON.split(period, Grain.MONTH);
        Map<String, BigDecimal> ours = new TreeMap<>();
        for (MetricValue figure : figures.answer(query("revenue.mrr_movements", "net_new", months, Slice.WHOLE))) {
            for (Term term : figure.calculation().terms()) {
                if (term.id().movement().isPresent()) {
                    put(ours, movement(figure.period().from(), term.symbol()), term.amount());
                }
            }
        }
        for (String segment : BenchFirm.SEGMENTS) {
            Slice slice = Slice.of(Dimension.SEGMENT, segment);
            for (MetricValue figure : figures.answer(query("voice.nps", "zero_to_ten", months, slice))) {
                GROUPS.forEach((id, group) -> figure.calculation()
                        .term(id)
                        .ifPresent(term -> put(ours, answers(figure.period().from(), segment, group), term.amount())));
            }
        }
        compare(ours, oracle.sumsByMonth());
    }

    private static MetricQuery query(String metric, String definition, List<Period> months, Slice slice) {
        return new MetricQuery(new MetricId(metric), new DefinitionId(definition), months, slice, Optional.empty());
    }

    /// What is nothing isn't there, as with the oracle.
    private static void put(Map<String, BigDecimal> sums, String name, BigDecimal amount) {
        if (amount.signum() != 0) {
            sums.put(name, amount);
        }
    }

    /// What a sum of movements is called.
    static String movement(LocalDate month, String kind) {
        return kind + " MRR of the month from " + month;
    }

    /// What a number of answers is called.
    static String answers(LocalDate month, String segment, String group) {
        return group + " of segment " + segment + " in the month from " + month;
    }

    /// @param theirs those that aren't zero
    static void compare(Map<String, BigDecimal> ours, Map<String, BigDecimal> theirs) {
        Set<String> names = new TreeSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        List<String> different = names.stream()
                .filter(name ->
                        ours.getOrDefault(name, BigDecimal.ZERO).compareTo(theirs.getOrDefault(name, BigDecimal.ZERO))
                                != 0)
                .toList();
        if (theirs.isEmpty() || !different.isEmpty()) {
            String first = different.isEmpty()
                    ? "there are none"
                    : different.getFirst() + " is " + text(ours, different.getFirst()) + " by Keepwell and "
                            + text(theirs, different.getFirst()) + " by DuckDB";
            throw new Failure(different.size() + " of " + names.size() + " sums differ from DuckDB's: " + first + ".");
        }
    }

    private static String text(Map<String, BigDecimal> sums, String name) {
        return sums.getOrDefault(name, BigDecimal.ZERO).toPlainString();
    }
}

package io.keepwell.core.metric.health;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.rollup.read.CellRequest;
import io.keepwell.core.setting.HealthPart;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// What scores of health are made of: which measures, on which days.
public final class HealthReads {
    /// That scores look back.
    static final int WEEKS = HealthPart.RECENT_WEEKS + HealthPart.EARLIER_WEEKS;

    private static final Set<Measure> MEASURES = Set.of(
            Measure.CUSTOMERS,
            Measure.ORDERING,
            Measure.USING,
            Measure.NPS_LATEST,
            Measure.NPS_LATEST_DETRACTOR,
            Measure.CSAT_LATEST,
            Measure.ASKING,
            Measure.OPEN_TICKET,
            Measure.LATE_TICKET,
            Measure.RENEWAL_REPORTED,
            Measure.RENEWAL_NEAR,
            Measure.RENEWAL_DECLINED,
            Measure.PAYMENT_TRIED,
            Measure.PAYMENT_TROUBLE,
            Measure.CSM_SENTIMENT_HOLDS,
            Measure.CSM_SENTIMENT,
            Measure.ORDER_VALUE,
            Measure.MRR_BALANCE);

    /// For scores of the end of a period.
    public static final Reads READS = Reads.of(MEASURES)
            .byAccount(Set.of(Measure.CSM_SENTIMENT, Measure.ORDER_VALUE, Measure.MRR_BALANCE))
            .everywhere(MEASURES)
            .on((measure, period) -> otherDays(measure, period.to()));

    private HealthReads() {}

    /// The days besides that one on which periods begin or end for which a measure is read for scores.
    ///
    /// @param end the day after the one of whose end the scores are
    private static List<LocalDate> otherDays(Measure measure, LocalDate end) {
        return switch (measure) {
            case USING ->
                IntStream.rangeClosed(1, WEEKS).mapToObj(end::minusWeeks).toList();
            case MRR_BALANCE, ORDERING -> List.of(end.minusMonths(HealthPart.SPAN_MONTHS));
            case ORDER_VALUE ->
                List.of(end.minusMonths(HealthPart.SPAN_MONTHS), end.minusMonths(2L * HealthPart.SPAN_MONTHS));
            case NPS_LATEST, NPS_LATEST_DETRACTOR, CSAT_LATEST -> List.of(end.minusMonths(HealthPart.ANSWER_MONTHS));
            default -> List.of();
        };
    }

    /// The cells that are read for scores of some days.
    ///
    /// @param ends each the day after the one of whose end the scores are
    static CellRequest cells(Collection<LocalDate> ends) {
        Map<Measure, SortedSet<LocalDate>> boundaries = new EnumMap<>(Measure.class);
        for (Measure measure : READS.measures()) {
            SortedSet<LocalDate> days = new TreeSet<>(ends);
            ends.forEach(end -> days.addAll(otherDays(measure, end)));
            boundaries.put(measure, days);
        }
        return new CellRequest(boundaries, READS.byAccount());
    }
}

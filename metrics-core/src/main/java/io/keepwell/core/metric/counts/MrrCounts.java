package io.keepwell.core.metric.counts;

import io.keepwell.core.fact.FactTables;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.Calculation;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.read.MeasureReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// MRR at both ends of a period and all that moved it, in micros.
public record MrrCounts(MeasureReader readings, long opening, long closing) {
    static final Set<Measure> MOVEMENTS =
            Arrays.stream(MovementKind.values()).map(Measure::of).collect(Collectors.toUnmodifiableSet());
    public static final Reads READS = Reads.of(MOVEMENTS).and(Measure.PENDING);

    public static MrrCounts of(MeasureReader readings) {
        return new MrrCounts(
                readings,
                readings.mrrAt(readings.period().from()),
                readings.mrrAt(readings.period().to()));
    }

    public static Set<MovementKind> bySign(int sign) {
        return Arrays.stream(MovementKind.values())
                .filter(kind -> kind.sign() == sign)
                .collect(Collectors.toUnmodifiableSet());
    }

    public long moved(MovementKind kind) {
        return readings.sum(Measure.of(kind));
    }

    /// Steps of subscriptions that were reported before the period's end and can't be converted.
    static Exclusion pending(MeasureReader readings) {
        return Calculations.pending(
                "steps of subscriptions", pending(readings, readings.period().to()));
    }

    /// How many steps of subscriptions that were reported before the day can't be converted.
    static long pending(MeasureReader readings, LocalDate day) {
        return readings.level(Measure.PENDING, FactTables.SUBSCRIPTION_CHANGE.kind(), day);
    }

    public List<Exclusion> exclusions() {
        return List.of(pending(readings));
    }

    /// Why there is no MRR to speak of; empty where there is.
    public Optional<Outcome> missing() {
        boolean none =
                opening == 0 && closing == 0 && MOVEMENTS.stream().allMatch(measure -> readings.sum(measure) == 0);
        if (none && pending(readings).count() > 0) {
            return Optional.of(Calculations.missingRate("subscriptions"));
        }
        return readings.hasData(MOVEMENTS)
                ? Optional.empty()
                : Optional.of(Calculations.noData("No subscription was reported before the end of the period."));
    }

    /// Micros as a share of the opening MRR.
    public Outcome shareOfOpening(long micros) {
        if (opening == 0 && pending(readings).count() > 0) {
            return Calculations.missingRate("opening subscriptions");
        }
        return Calculations.percent(
                Money.units(micros), Money.units(opening), "There was no MRR when the period began.");
    }

    public Term termOpening() {
        return Calculations.monthly(
                TermId.OPENING, "MRR " + Calculations.on(readings.period().from()), opening);
    }

    public Term termClosing() {
        return Calculations.monthly(
                TermId.CLOSING, "MRR " + Calculations.on(readings.period().to()), closing);
    }

    public Term term(MovementKind kind) {
        String name = switch (kind) {
            case NEW -> "from new customers";
            case EXPANSION -> "from customers who pay more";
            case REACTIVATION -> "from customers who came back";
            case CONTRACTION -> "less from customers who pay less";
            case CHURN -> "lost with customers who left";
            case TRANSFER_IN -> "moved in from other slices";
            case TRANSFER_OUT -> "moved out to other slices";
            case EXCHANGE_GAIN -> "gained by exchange rates";
            case EXCHANGE_LOSS -> "lost by exchange rates";
        };
        return Calculations.monthly(TermId.of(kind), name, moved(kind));
    }

    /// Opening, every movement, closing; transfers and the effect of exchange rates only where there is
    /// any.
    public List<Term> allTerms() {
        List<Term> terms = new ArrayList<>();
        terms.add(termOpening());
        for (MovementKind kind : MovementKind.values()) {
            boolean reported = switch (kind) {
                case NEW, EXPANSION, REACTIVATION, CONTRACTION, CHURN -> true;
                case TRANSFER_IN, TRANSFER_OUT -> !readings.slice().isWhole() && moved(kind) != 0;
                case EXCHANGE_GAIN, EXCHANGE_LOSS -> moved(kind) != 0;
            };
            if (reported) {
                terms.add(term(kind));
            }
        }
        terms.add(termClosing());
        return terms;
    }

    /// @param numbers the formula with its numbers in it
    public Calculation calculation(Outcome outcome, String numbers, List<Term> terms, DrillThrough drillThrough) {
        return new Calculation(outcome, base(), numbers, terms, exclusions(), drillThrough);
    }

    String base() {
        return ValueFormat.bare(termOpening().amount(), Unit.MONEY_PER_MONTH) + " MRR "
                + Calculations.on(readings.period().from());
    }
}

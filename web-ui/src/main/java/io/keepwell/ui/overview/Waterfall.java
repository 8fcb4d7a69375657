package io.keepwell.ui.overview;

import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.ui.component.Chart;
import io.keepwell.ui.component.ChartOptions;
import io.keepwell.ui.component.ChartOptions.Floating;
import io.keepwell.ui.component.ChartOptions.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What moved MRR from the beginning of a period to its end, as bars that each begin where the one
/// before ended. It draws the terms of the figure as they are.
final class Waterfall {
    private static final BigDecimal ROOM_BELOW = new BigDecimal("0.4");

    private static final Set<TermId> ENDS = Set.of(TermId.OPENING, TermId.CLOSING);

    private Waterfall() {}

    /// @param bars those of the movements
    static Chart chart(MetricValue movements, List<Floating> bars) {
        List<String> names = bars.stream().map(Floating::name).toList();
        return ChartOptions.over(names, movements.metric().unit())
                .floating(bars)
                .from(lowest(bars))
                .chart("MRR movements, " + ValueFormat.period(movements.period()) + ": "
                        + steps(movements).stream()
                                .map(term -> term.symbol() + " "
                                        + ValueFormat.bare(
                                                term.amount(),
                                                movements.metric().unit()))
                                .reduce((a, b) -> a + ", " + b)
                                .orElse(""));
    }

    /// @param target where a click on a movement leads
    static List<Floating> bars(MetricValue movements, Function<MovementKind, String> target) {
        List<Floating> bars = new ArrayList<>();
        BigDecimal level = BigDecimal.ZERO;
        for (Term term : steps(movements)) {
            Optional<MovementKind> kind = term.id().movement();
            if (kind.isEmpty()) {
                level = term.amount();
                bars.add(new Floating(name(term), BigDecimal.ZERO, level, whole(term, movements)));
                continue;
            }
            BigDecimal moved =
                    term.amount().multiply(BigDecimal.valueOf(kind.get().sign()));
            BigDecimal next = level.add(moved);
            Point point =
                    point(term, moved, movements).coloured(colour(kind.get())).leadingTo(target.apply(kind.get()));
            bars.add(new Floating(name(term), level.min(next), level.max(next), point));
            level = next;
        }
        return bars;
    }

    /// Where the axis begins: below the lowest movement, so that small movements of much revenue can be
    /// seen.
    static BigDecimal lowest(List<Floating> bars) {
        BigDecimal top = bars.stream().map(Floating::high).reduce(BigDecimal.ZERO, BigDecimal::max);
        BigDecimal bottom = bars.stream()
                .map(bar -> bar.low().signum() == 0 ? bar.high() : bar.low())
                .reduce(top, BigDecimal::min);
        BigDecimal lowest = bottom.subtract(top.subtract(bottom).multiply(ROOM_BELOW));
        return lowest.signum() <= 0 ? BigDecimal.ZERO : lowest.round(new MathContext(2, RoundingMode.FLOOR));
    }

    private static Point whole(Term term, MetricValue movements) {
        return Point.of(
                        Optional.of(term.amount()),
                        ValueFormat.amount(term.amount(), term.unit(), movements.currency()))
                .labelled(ValueFormat.brief(term.amount(), term.unit()))
                .coloured(term.id().equals(TermId.OPENING) ? "$opening" : "$accent");
    }

    private static Point point(Term term, BigDecimal moved, MetricValue movements) {
        String sign = moved.signum() > 0 ? "+" : "";
        return Point.of(Optional.of(moved), movements.currency() + " " + ValueFormat.change(moved, term.unit()))
                .labelled(sign + ValueFormat.brief(moved, term.unit()));
    }

    /// From opening to closing, without what sums them up.
    private static List<Term> steps(MetricValue movements) {
        return movements.calculation().terms().stream()
                .filter(term -> term.id().movement().isPresent() || ENDS.contains(term.id()))
                .toList();
    }

    private static String name(Term term) {
        return Character.toUpperCase(term.symbol().charAt(0)) + term.symbol().substring(1);
    }

    private static String colour(MovementKind kind) {
        return switch (kind) {
            case NEW, EXPANSION, REACTIVATION, CONTRACTION, CHURN -> "$" + kind.id();
            case TRANSFER_IN, TRANSFER_OUT, EXCHANGE_GAIN, EXCHANGE_LOSS -> "$transfer";
        };
    }
}

package io.keepwell.core.report;

import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.TermId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What moved MRR from the beginning of a period to its end, as bars that each begin where the one before ended. Made
/// of the terms of one figure, as they are; screens, mail and PDF draw it.
///
/// @param figure of `revenue.mrr_movements`
/// @param bars from opening to closing, without what sums them up
public record MovementBridge(MetricValue figure, List<Bar> bars) {
    /// The metric whose figures have a bridge.
    public static final MetricId METRIC = new MetricId("revenue.mrr_movements");

    public MovementBridge {
        bars = List.copyOf(bars);
    }

    /// @param kind empty for the two ends
    /// @param from where the one before ended; zero for the two ends
    public record Bar(Term term, Optional<MovementKind> kind, BigDecimal from, BigDecimal to) {
        /// As people read it: `New`.
        public String name() {
            String symbol = term.symbol();
            return Character.toUpperCase(symbol.charAt(0)) + symbol.substring(1);
        }

        /// Negative where it takes away.
        public BigDecimal amount() {
            return to.subtract(from);
        }

        /// Whether it is one of the two ends.
        public boolean total() {
            return kind.isEmpty();
        }

        public Colour colour() {
            return kind.map(Colour::of).orElse(term.id().equals(TermId.OPENING) ? Colour.OPENING : Colour.CLOSING);
        }
    }

    public static MovementBridge of(MetricValue figure) {
        List<Bar> bars = new ArrayList<>();
        BigDecimal level = BigDecimal.ZERO;
        for (Term term : figure.calculation().terms()) {
            Optional<MovementKind> kind = term.id().movement();
            if (kind.isPresent()) {
                BigDecimal next = level.add(
                        term.amount().multiply(BigDecimal.valueOf(kind.get().sign())));
                bars.add(new Bar(term, kind, level, next));
                level = next;
            } else if (term.id().equals(TermId.OPENING) || term.id().equals(TermId.CLOSING)) {
                level = term.amount();
                bars.add(new Bar(term, kind, BigDecimal.ZERO, level));
            }
        }
        return new MovementBridge(figure, bars);
    }

    /// Every level that MRR came by.
    public List<BigDecimal> levels() {
        return bars.stream()
                .flatMap(bar -> (bar.total() ? List.of(bar.to()) : List.of(bar.from(), bar.to())).stream())
                .toList();
    }

    /// Where a scale begins at the latest: at zero, or below the lowest level where all levels are so far from zero
    /// that the movements would be slivers.
    public BigDecimal scaleFrom() {
        BigDecimal low = levels().stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
        BigDecimal high = levels().stream().reduce(BigDecimal::max).orElse(BigDecimal.ZERO);
        BigDecimal range = high.subtract(low);
        return range.multiply(BigDecimal.TWO).compareTo(low) < 0
                ? low.subtract(range.divide(BigDecimal.valueOf(4)))
                : BigDecimal.ZERO;
    }
}

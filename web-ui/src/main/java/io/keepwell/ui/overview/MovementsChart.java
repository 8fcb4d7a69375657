package io.keepwell.ui.overview;

import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.report.MovementBridge;
import io.keepwell.ui.component.Chart;
import io.keepwell.ui.component.ChartOptions;
import io.keepwell.ui.component.ChartOptions.Floating;
import io.keepwell.ui.component.ChartPoint;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The bridge of MRR movements as a chart on screen.
final class MovementsChart {
    private MovementsChart() {}

    /// @param bars those of the bridge
    static Chart of(MovementBridge bridge, List<Floating> bars) {
        List<String> names = bars.stream().map(Floating::name).toList();
        return ChartOptions.over(names, bridge.figure().metric().unit())
                .floating(bars)
                .from(lowest(bridge))
                .chart("MRR movements, " + ValueFormat.period(bridge.figure().period()) + ": "
                        + bridge.bars().stream()
                                .map(bar -> bar.term().symbol() + " "
                                        + ValueFormat.bare(
                                                bar.term().amount(), bar.term().unit()))
                                .collect(Collectors.joining(", ")));
    }

    /// @param target where a click on a movement leads
    static List<Floating> bars(MovementBridge bridge, Function<MovementKind, String> target) {
        return bridge.bars().stream()
                .map(bar -> new Floating(
                        bar.name(),
                        bar.from().min(bar.to()),
                        bar.from().max(bar.to()),
                        bar.kind()
                                .map(kind -> movement(bridge, bar).leadingTo(target.apply(kind)))
                                .orElseGet(() -> end(bridge, bar))))
                .toList();
    }

    /// Where the axis begins.
    static BigDecimal lowest(MovementBridge bridge) {
        return bridge.scaleFrom().round(new MathContext(2, RoundingMode.FLOOR));
    }

    private static ChartPoint end(MovementBridge bridge, MovementBridge.Bar bar) {
        Term term = bar.term();
        return ChartPoint.of(
                        Optional.of(term.amount()),
                        ValueFormat.amount(
                                term.amount(), term.unit(), bridge.figure().currency()))
                .labelled(ValueFormat.brief(term.amount(), term.unit()))
                .coloured(colour(bar));
    }

    private static ChartPoint movement(MovementBridge bridge, MovementBridge.Bar bar) {
        BigDecimal moved = bar.amount();
        String sign = moved.signum() > 0 ? "+" : "";
        return ChartPoint.of(
                        Optional.of(moved),
                        bridge.figure().currency() + " "
                                + ValueFormat.change(moved, bar.term().unit()))
                .labelled(sign + ValueFormat.brief(moved, bar.term().unit()))
                .coloured(colour(bar));
    }

    private static String colour(MovementBridge.Bar bar) {
        return switch (bar.colour()) {
            case OPENING -> "$opening";
            case CLOSING -> "$accent";
            case NEW -> "$new";
            case EXPANSION -> "$expansion";
            case REACTIVATION -> "$reactivation";
            case CONTRACTION -> "$contraction";
            case CHURN -> "$churn";
            case TRANSFER -> "$transfer";
            case GREEN, YELLOW, RED -> throw new IllegalStateException("no movement: " + bar);
        };
    }
}

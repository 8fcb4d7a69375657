package io.keepwell.reporting.rendering;

import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.ReportTable;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// MRR from opening to closing, a bar for each kind of movement.
record WaterfallPicture(ReportTable.Movements movements) implements ReportChart {
    /// A bar between two levels, with its label and its colour.
    private record Bar(String name, String label, BigDecimal from, BigDecimal to, Color color, boolean total) {}

    private List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        bars.add(total("Opening", movements.opening(), Look.NEUTRAL));
        BigDecimal level = movements.opening();
        for (ReportTable.Step step : movements.steps()) {
            BigDecimal next = level.add(step.amount());
            String label = ValueFormat.change(step.amount(), Unit.MONEY_PER_MONTH);
            bars.add(new Bar(name(step.kind()), label, level, next, Look.of(step.kind()), false));
            level = next;
        }
        bars.add(total("Closing", movements.closing(), Look.ACCENT));
        return bars;
    }

    private static Bar total(String name, BigDecimal amount, Color color) {
        String label = ValueFormat.bare(amount, Unit.MONEY_PER_MONTH);
        return new Bar(name, label, BigDecimal.ZERO, amount, color, true);
    }

    static String name(MovementKind kind) {
        return switch (kind) {
            case NEW -> "New";
            case EXPANSION -> "Expansion";
            case REACTIVATION -> "Reactivation";
            case CONTRACTION -> "Contraction";
            case CHURN -> "Churn";
            case TRANSFER_IN -> "Moved in";
            case TRANSFER_OUT -> "Moved out";
            case EXCHANGE_GAIN -> "Exchange gain";
            case EXCHANGE_LOSS -> "Exchange loss";
        };
    }

    /// The movements would be slivers on a scale from zero: where all levels are far from it, the scale starts
    /// near them.
    Axis axis() {
        List<BigDecimal> levels = bars().stream()
                .flatMap(bar -> (bar.total() ? List.of(bar.to()) : List.of(bar.from(), bar.to())).stream())
                .toList();
        BigDecimal low = levels.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
        BigDecimal high = levels.stream().reduce(BigDecimal::max).orElse(BigDecimal.ZERO);
        boolean far = high.subtract(low).multiply(BigDecimal.valueOf(2)).compareTo(low) < 0;
        if (!far) {
            return Axis.over(levels, Unit.MONEY_PER_MONTH, true);
        }
        List<BigDecimal> withRoom = new ArrayList<>(levels);
        withRoom.add(low.subtract(high.subtract(low).divide(BigDecimal.valueOf(4))));
        return Axis.over(withRoom, Unit.MONEY_PER_MONTH, false);
    }

    @Override
    public void paint(Graphics2D graphics, double width, double height) {
        Axis axis = axis();
        Plot plot = new Plot(axis.labelWidth(graphics) + 10, 18, width, height - 24);
        axis.paint(graphics, plot);
        List<Bar> bars = bars();
        double slot = plot.width() / bars.size();
        for (int i = 0; i < bars.size(); i++) {
            paint(graphics, axis, plot, bars.get(i), plot.left() + slot * i, slot);
            if (i > 0) {
                connect(graphics, axis, plot, bars.get(i), plot.left() + slot * i, slot);
            }
        }
    }

    private static void paint(Graphics2D graphics, Axis axis, Plot plot, Bar bar, double left, double slot) {
        double from = bar.total() ? Math.max(0, axis.share(BigDecimal.ZERO)) : axis.share(bar.from());
        double upper = plot.y(Math.max(from, axis.share(bar.to())));
        double lower = plot.y(Math.min(from, axis.share(bar.to())));
        double barWidth = slot * 0.56;
        graphics.setColor(bar.color());
        graphics.fill(new RoundRectangle2D.Double(
                left + (slot - barWidth) / 2, upper, barWidth, Math.max(lower - upper, 2), 5, 5));
        graphics.setColor(Look.INK);
        graphics.setFont(bar.total() ? Look.bold(10.5f) : Look.regular(10.5f));
        ReportChart.write(graphics, bar.label(), left + slot / 2, upper - 5, Align.CENTRE);
        graphics.setColor(Look.MUTED);
        graphics.setFont(Look.regular(11));
        ReportChart.write(graphics, bar.name(), left + slot / 2, plot.bottom() + 18, Align.CENTRE);
    }

    /// A thin line from the bar before, at the level where this one begins.
    private static void connect(Graphics2D graphics, Axis axis, Plot plot, Bar bar, double left, double slot) {
        double y = plot.y(axis.share(bar.total() ? bar.to() : bar.from()));
        double edge = slot * 0.22;
        graphics.setColor(new Color(0x9ca3af));
        graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {2, 2}, 0));
        graphics.draw(new Line2D.Double(left - edge, y, left + edge, y));
    }

    @Override
    public String description() {
        CurrencyCode currency = movements.figure().currency();
        String steps = movements.steps().stream()
                .map(step -> name(step.kind()) + " " + ValueFormat.change(step.amount(), Unit.MONEY_PER_MONTH))
                .collect(Collectors.joining(", "));
        return "MRR movements. Opening " + ValueFormat.amount(movements.opening(), Unit.MONEY_PER_MONTH, currency)
                + ", "
                + steps + ", closing "
                + ValueFormat.amount(movements.closing(), Unit.MONEY_PER_MONTH, currency) + ".";
    }
}

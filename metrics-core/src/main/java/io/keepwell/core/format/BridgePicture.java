package io.keepwell.core.format;

import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.report.MovementBridge;
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
record BridgePicture(MovementBridge bridge) implements ReportChart {
    private static String label(MovementBridge.Bar bar) {
        return bar.total()
                ? ValueFormat.bare(bar.amount(), bar.term().unit())
                : ValueFormat.change(bar.amount(), bar.term().unit());
    }

    private Axis axis() {
        BigDecimal from = bridge.scaleFrom();
        List<BigDecimal> levels = new ArrayList<>(bridge.levels());
        levels.add(from);
        return Axis.over(levels, Unit.MONEY_PER_MONTH, from.signum() <= 0);
    }

    @Override
    public void paint(Graphics2D graphics, double width, double height) {
        Axis axis = axis();
        Plot plot = new Plot(axis.labelWidth(graphics) + 10, 18, width, height - 24);
        axis.paint(graphics, plot);
        List<MovementBridge.Bar> bars = bridge.bars();
        double slot = plot.width() / bars.size();
        for (int i = 0; i < bars.size(); i++) {
            paint(graphics, axis, plot, bars.get(i), plot.left() + slot * i, slot);
            if (i > 0) {
                connect(graphics, axis, plot, bars.get(i), plot.left() + slot * i, slot);
            }
        }
    }

    private static void paint(
            Graphics2D graphics, Axis axis, Plot plot, MovementBridge.Bar bar, double left, double slot) {
        double from = bar.total() ? Math.max(0, axis.share(BigDecimal.ZERO)) : axis.share(bar.from());
        double upper = plot.y(Math.max(from, axis.share(bar.to())));
        double lower = plot.y(Math.min(from, axis.share(bar.to())));
        double barWidth = slot * 0.56;
        graphics.setColor(Look.of(bar.colour()));
        graphics.fill(new RoundRectangle2D.Double(
                left + (slot - barWidth) / 2, upper, barWidth, Math.max(lower - upper, 2), 5, 5));
        graphics.setColor(Look.INK);
        graphics.setFont(bar.total() ? Look.bold(10.5f) : Look.regular(10.5f));
        ReportChart.write(graphics, label(bar), left + slot / 2, upper - 5, Align.CENTRE);
        graphics.setColor(Look.MUTED);
        graphics.setFont(Look.regular(11));
        ReportChart.write(graphics, bar.name(), left + slot / 2, plot.bottom() + 18, Align.CENTRE);
    }

    /// A thin line from the bar before, at the level where this one begins.
    private static void connect(
            Graphics2D graphics, Axis axis, Plot plot, MovementBridge.Bar bar, double left, double slot) {
        double y = plot.y(axis.share(bar.total() ? bar.to() : bar.from()));
        double edge = slot * 0.22;
        graphics.setColor(new Color(0x9ca3af));
        graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {2, 2}, 0));
        graphics.draw(new Line2D.Double(left - edge, y, left + edge, y));
    }

    @Override
    public String description() {
        CurrencyCode currency = bridge.figure().currency();
        return "MRR movements. "
                + bridge.bars().stream()
                        .map(bar -> bar.name() + " "
                                + (bar.total()
                                        ? ValueFormat.amount(
                                                bar.amount(), bar.term().unit(), currency)
                                        : label(bar)))
                        .collect(Collectors.joining(", "))
                + ".";
    }
}

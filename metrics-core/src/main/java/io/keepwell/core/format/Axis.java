package io.keepwell.core.format;

import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// A vertical scale with round marks: 1, 2 or 5 times a power of ten apart.
///
/// @param marks lowest first; at least two
record Axis(List<BigDecimal> marks, Unit unit) {
    private static final int WANTED_STEPS = 4;

    /// The scale that holds all amounts.
    ///
    /// @param fromZero whether it must reach zero, so that lengths may be compared
    static Axis over(List<BigDecimal> amounts, Unit unit, boolean fromZero) {
        BigDecimal low = amounts.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
        BigDecimal high = amounts.stream().reduce(BigDecimal::max).orElse(BigDecimal.ONE);
        if (fromZero) {
            low = low.min(BigDecimal.ZERO);
            high = high.max(BigDecimal.ZERO);
        }
        if (low.compareTo(high) == 0) {
            BigDecimal room = low.signum() == 0 ? BigDecimal.ONE : low.abs().movePointLeft(1);
            low = low.signum() == 0 ? low : low.subtract(room);
            high = high.add(room);
        }
        BigDecimal step = roundUp(high.subtract(low).divide(BigDecimal.valueOf(WANTED_STEPS), MathContext.DECIMAL32));
        List<BigDecimal> marks = new ArrayList<>();
        BigDecimal mark = low.divide(step, 0, RoundingMode.FLOOR).multiply(step);
        marks.add(mark);
        while (mark.compareTo(high) < 0) {
            mark = mark.add(step);
            marks.add(mark);
        }
        return new Axis(List.copyOf(marks), unit);
    }

    private static BigDecimal roundUp(BigDecimal step) {
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(step.precision() - step.scale() - 1);
        for (int times : new int[] {1, 2, 5}) {
            BigDecimal round = power.multiply(BigDecimal.valueOf(times));
            if (round.compareTo(step) >= 0) {
                return round;
            }
        }
        return power.multiply(BigDecimal.TEN);
    }

    BigDecimal low() {
        return marks.getFirst();
    }

    BigDecimal high() {
        return marks.getLast();
    }

    /// From the bottom (0) to the top (1).
    double share(BigDecimal amount) {
        return amount.subtract(low())
                .divide(high().subtract(low()), MathContext.DECIMAL32)
                .doubleValue();
    }

    private String label(BigDecimal mark) {
        boolean whole =
                marks.stream().allMatch(each -> each.stripTrailingZeros().scale() <= 0);
        return whole ? ValueFormat.count(mark.longValueExact()) : ValueFormat.bare(mark, unit);
    }

    /// The room that the marks' labels take on the left.
    double labelWidth(Graphics2D graphics) {
        graphics.setFont(Look.regular(11));
        return marks.stream()
                .mapToDouble(mark -> ReportChart.widthOf(graphics, label(mark)))
                .max()
                .orElse(0);
    }

    /// Thin lines over the plot, each with its label to the left.
    void paint(Graphics2D graphics, Plot plot) {
        graphics.setFont(Look.regular(11));
        graphics.setStroke(new BasicStroke(1));
        for (BigDecimal mark : marks) {
            double y = plot.y(share(mark));
            graphics.setColor(Look.GRID);
            graphics.draw(new Line2D.Double(plot.left(), y, plot.right(), y));
            graphics.setColor(Look.MUTED);
            ReportChart.write(graphics, label(mark), plot.left() - 8, y + 4, ReportChart.Align.RIGHT);
        }
    }
}

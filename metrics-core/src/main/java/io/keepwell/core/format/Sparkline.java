package io.keepwell.core.format;

import io.keepwell.core.metric.MetricValue;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// The shape of a metric's months in a line of text, the last one marked. Its scale runs from the lowest to the
/// highest.
record Sparkline(List<MetricValue> months, Color color) implements ReportChart {
    @Override
    public void paint(Graphics2D graphics, double width, double height) {
        List<Point2D> points = points(width, height);
        if (points.isEmpty()) {
            return;
        }
        Path2D.Double line = new Path2D.Double();
        line.moveTo(points.getFirst().getX(), points.getFirst().getY());
        points.forEach(point -> line.lineTo(point.getX(), point.getY()));
        Path2D.Double area = new Path2D.Double(line);
        area.lineTo(points.getLast().getX(), height);
        area.lineTo(points.getFirst().getX(), height);
        area.closePath();
        Composite before = graphics.getComposite();
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.09f));
        graphics.setColor(color);
        graphics.fill(area);
        graphics.setComposite(before);
        graphics.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(line);
        Point2D last = points.getLast();
        graphics.fill(new Ellipse2D.Double(last.getX() - 3, last.getY() - 3, 6, 6));
    }

    private List<Point2D> points(double width, double height) {
        List<BigDecimal> known =
                months.stream().flatMap(month -> month.amount().stream()).toList();
        BigDecimal low = known.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
        BigDecimal range =
                known.stream().reduce(BigDecimal::max).orElse(BigDecimal.ZERO).subtract(low);
        List<Point2D> points = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            double x = 4 + (width - 8) * i / Math.max(1, months.size() - 1);
            months.get(i).amount().ifPresent(amount -> {
                double share = range.signum() == 0
                        ? 0.5
                        : amount.subtract(low)
                                .divide(range, MathContext.DECIMAL32)
                                .doubleValue();
                points.add(new Point2D.Double(x, height - 4 - share * (height - 8)));
            });
        }
        return points;
    }

    @Override
    public String description() {
        return "";
    }
}

package io.keepwell.core.format;

import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.ValueFormat;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A metric over its months, with its interval as a band; a month without a figure is a gap.
///
/// @param months in order, the last one marked
record Trend(List<MetricValue> months) implements ReportChart {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);

    /// A month that has a figure.
    private record Point(double x, BigDecimal amount, Optional<Interval> interval) {
        BigDecimal low() {
            return interval.map(Interval::low).orElse(amount);
        }

        BigDecimal high() {
            return interval.map(Interval::high).orElse(amount);
        }
    }

    private MetricInfo metric() {
        return months.getLast().metric();
    }

    @Override
    public void paint(Graphics2D graphics, double width, double height) {
        Axis axis = axis();
        Plot plot = new Plot(axis.labelWidth(graphics) + 10, 18, width - 24, height - 24);
        axis.paint(graphics, plot);
        paintMonths(graphics, plot);
        for (List<Point> run : runs(plot)) {
            paintBand(graphics, axis, plot, run);
            paintLine(graphics, axis, plot, run);
        }
        markLast(graphics, axis, plot);
    }

    private Axis axis() {
        List<BigDecimal> amounts = points(new Plot(0, 0, 1, 1)).stream()
                .flatMap(point -> Stream.of(point.low(), point.high()))
                .toList();
        return Axis.over(amounts, metric().unit(), metric().unit().isMoney());
    }

    private List<Point> points(Plot plot) {
        return runs(plot).stream().flatMap(List::stream).toList();
    }

    /// The months that have figures, cut where one has none.
    private List<List<Point>> runs(Plot plot) {
        List<List<Point>> runs = new ArrayList<>();
        List<Point> run = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            MetricValue month = months.get(i);
            double x = x(plot, i);
            month.amount()
                    .map(amount -> new Point(x, amount, month.calculation().interval()))
                    .ifPresent(run::add);
            boolean cut = month.amount().isEmpty() || i == months.size() - 1;
            if (cut && !run.isEmpty()) {
                runs.add(List.copyOf(run));
                run.clear();
            }
        }
        return runs;
    }

    private double x(Plot plot, int month) {
        return plot.left() + 10 + (plot.width() - 10) * month / Math.max(1, months.size() - 1);
    }

    private void paintMonths(Graphics2D graphics, Plot plot) {
        graphics.setFont(Look.regular(11));
        double slot = plot.width() / months.size();
        int every = slot < 26 ? 2 : 1;
        for (int i = months.size() - 1; i >= 0; i -= every) {
            LocalDate month = months.get(i).period().from();
            boolean year = month.getMonthValue() == 1 && slot >= 26;
            graphics.setColor(i == months.size() - 1 ? Look.INK : Look.MUTED);
            ReportChart.write(
                    graphics,
                    year ? Integer.toString(month.getYear()) : MONTH.format(month),
                    x(plot, i),
                    plot.bottom() + 18,
                    Align.CENTRE);
        }
    }

    private static void paintBand(Graphics2D graphics, Axis axis, Plot plot, List<Point> run) {
        boolean interval = run.stream().anyMatch(point -> point.interval().isPresent());
        Path2D.Double band = new Path2D.Double();
        band.moveTo(run.getFirst().x(), plot.y(axis.share(run.getFirst().high())));
        run.forEach(point -> band.lineTo(point.x(), plot.y(axis.share(point.high()))));
        if (interval) {
            run.reversed().forEach(point -> band.lineTo(point.x(), plot.y(axis.share(point.low()))));
        } else {
            band.lineTo(run.getLast().x(), plot.bottom());
            band.lineTo(run.getFirst().x(), plot.bottom());
        }
        band.closePath();
        Composite before = graphics.getComposite();
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, interval ? 0.15f : 0.08f));
        graphics.setColor(Look.ACCENT);
        graphics.fill(band);
        graphics.setComposite(before);
    }

    private static void paintLine(Graphics2D graphics, Axis axis, Plot plot, List<Point> run) {
        Path2D.Double line = new Path2D.Double();
        line.moveTo(run.getFirst().x(), plot.y(axis.share(run.getFirst().amount())));
        run.forEach(point -> line.lineTo(point.x(), plot.y(axis.share(point.amount()))));
        graphics.setColor(Look.ACCENT);
        graphics.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(line);
        run.forEach(point -> dot(graphics, point.x(), plot.y(axis.share(point.amount())), 2.2));
    }

    private void markLast(Graphics2D graphics, Axis axis, Plot plot) {
        MetricValue last = months.getLast();
        last.amount().ifPresent(amount -> {
            double x = x(plot, months.size() - 1);
            double y = plot.y(axis.share(amount));
            graphics.setColor(Color.WHITE);
            dot(graphics, x, y, 5.5);
            graphics.setColor(Look.ACCENT);
            dot(graphics, x, y, 4);
            graphics.setColor(Look.INK);
            graphics.setFont(Look.bold(11));
            ReportChart.write(
                    graphics, ValueFormat.bare(amount, last.metric().unit()), plot.right() + 24, y - 10, Align.RIGHT);
        });
    }

    private static void dot(Graphics2D graphics, double x, double y, double radius) {
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public String description() {
        MetricValue first = months.getFirst();
        MetricValue last = months.getLast();
        return metric().name() + ", " + months.size() + " months. "
                + ValueFormat.month(first.period().from()) + ": " + ValueFormat.outcome(first) + ". "
                + ValueFormat.month(last.period().from()) + ": " + ValueFormat.outcome(last) + ".";
    }
}

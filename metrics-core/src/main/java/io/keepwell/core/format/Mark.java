package io.keepwell.core.format;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/// The product's mark, as the screens show it: a rising line on a square of 32 by 32, whatever size it
/// is drawn in.
record Mark() implements ReportChart {
    @Override
    public void paint(Graphics2D graphics, double width, double height) {
        double unit = Math.min(width, height) / 32;
        graphics.setPaint(
                new GradientPaint(0, 0, Look.ACCENT, (float) (32 * unit), (float) (32 * unit), new Color(0x0f9d77)));
        graphics.fill(new RoundRectangle2D.Double(0, 0, 32 * unit, 32 * unit, 18 * unit, 18 * unit));
        Path2D.Double line = new Path2D.Double();
        line.moveTo(9 * unit, 20.5 * unit);
        line.lineTo(14 * unit, 15.5 * unit);
        line.lineTo(17.5 * unit, 19 * unit);
        line.lineTo(23.5 * unit, 12 * unit);
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke((float) (2.6 * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(line);
    }

    @Override
    public String description() {
        return "Keepwell";
    }
}

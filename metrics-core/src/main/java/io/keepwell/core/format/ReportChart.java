package io.keepwell.core.format;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// A drawing that fits itself into any size: as a picture for mail, as lines and curves for PDF.
interface ReportChart {
    /// Paints from the top left corner, over nothing.
    void paint(Graphics2D graphics, double width, double height);

    /// What it shows, in words and figures, for those who don't see it.
    String description();

    /// As a PNG with a transparent ground, three times as fine as the size given, for dense screens.
    default byte[] png(int width, int height) {
        int scale = 3;
        BufferedImage image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(scale, scale);
            paint(smooth(graphics), width, height);
        } finally {
            graphics.dispose();
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Graphics2D smooth(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return graphics;
    }

    /// Where a text stands to its point.
    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    /// Writes a text whose base line goes through the point.
    static void write(Graphics2D graphics, String text, double x, double y, Align align) {
        Rectangle2D bounds = graphics.getFont().getStringBounds(text, graphics.getFontRenderContext());
        double left = switch (align) {
            case LEFT -> x;
            case CENTRE -> x - bounds.getWidth() / 2;
            case RIGHT -> x - bounds.getWidth();
        };
        graphics.drawString(text, (float) left, (float) y);
    }

    static double widthOf(Graphics2D graphics, String text) {
        return graphics.getFont()
                .getStringBounds(text, graphics.getFontRenderContext())
                .getWidth();
    }
}

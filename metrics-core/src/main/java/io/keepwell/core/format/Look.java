package io.keepwell.core.format;

import io.keepwell.core.report.Colour;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The colours and the typeface that charts and PDF share with the screens. The typeface comes with this
/// module, so that a report looks the same whatever is installed.
final class Look {
    static final Color INK = new Color(0x111827);
    static final Color MUTED = new Color(0x6b7280);
    static final Color GRID = new Color(0xe5e7eb);
    static final Color ACCENT = new Color(0x4f46e5);
    /// The accent where what is beneath may be light or dark: on both at least 3 to 1.
    static final Color ACCENT_ON_ANY = new Color(0x6366f1);
    static final Color WORSE = new Color(0xd6336c);

    static final String FAMILY = "Liberation Sans";
    private static final Font REGULAR = read("LiberationSans-Regular.ttf");
    private static final Font BOLD = read("LiberationSans-Bold.ttf");

    private Look() {}

    static Font regular(float size) {
        return REGULAR.deriveFont(size);
    }

    static Font bold(float size) {
        return BOLD.deriveFont(size);
    }

    static Color of(Colour colour) {
        return switch (colour) {
            case OPENING -> new Color(0x6b7280);
            case CLOSING -> ACCENT;
            case NEW, GREEN -> new Color(0x0f9d77);
            case EXPANSION -> new Color(0x3bb78f);
            case REACTIVATION -> new Color(0x2f80c9);
            case CONTRACTION, YELLOW -> new Color(0xe0a030);
            case CHURN, RED -> WORSE;
            case TRANSFER -> new Color(0x9ca3af);
        };
    }

    /// As style sheets write it: `#4f46e5`.
    static String hex(Color colour) {
        return "#%06x".formatted(colour.getRGB() & 0xffffff);
    }

    static InputStream resource(String name) {
        return Objects.requireNonNull(Look.class.getResourceAsStream(name), name);
    }

    private static Font read(String name) {
        try (InputStream font = resource(name)) {
            return Font.createFont(Font.TRUETYPE_FONT, font);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (FontFormatException failure) {
            throw new IllegalStateException("not a font: " + name, failure);
        }
    }
}

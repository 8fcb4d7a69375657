package io.keepwell.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

final class PdfFormatTest {
    private static final int DOTS_AN_INCH = 254;
    private static final String PAGE = """
            <html><head><style>@page { size: 20mm 20mm; margin: 0 } body { margin: 0 }</style></head>
            <body><object type="keepwell/chart" data-chart="square" style="display:block;width:5mm;height:5mm"></object>
            </body></html>
            """;

    /// Black, as far as there is room.
    private record Square() implements ReportChart {
        @Override
        public void paint(Graphics2D graphics, double width, double height) {
            graphics.setColor(Color.BLACK);
            graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        }

        @Override
        public String description() {
            return "Square";
        }
    }

    @Test
    void chart_is_drawn_to_its_last_edge_when_its_size_is_no_whole_number_of_points() throws IOException {
        byte[] pdf = PdfFormat.of(PAGE, _ -> new Square());

        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, DOTS_AN_INCH);
            // Ten dots a millimetre: 5 mm are 50.
            assertThat(black(page, true)).isBetween(49L, 51L);
            assertThat(black(page, false)).isBetween(49L, 51L);
        }
    }

    /// How many dots are black along a line that goes through the square.
    private static long black(BufferedImage page, boolean across) {
        return IntStream.range(0, page.getWidth())
                .map(place -> across ? page.getRGB(place, 20) : page.getRGB(20, place))
                .filter(dot -> new Color(dot).getRed() < 128)
                .count();
    }
}

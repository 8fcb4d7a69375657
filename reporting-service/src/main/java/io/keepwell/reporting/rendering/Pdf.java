package io.keepwell.reporting.rendering;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.w3c.dom.Element;

/// Turns a page's html into a PDF. Charts are drawn into it as lines and curves; nothing is ever loaded from
/// outside.
final class Pdf {
    private static final String CHART_TYPE = "keepwell/chart";

    static {
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private Pdf() {}

    /// @param html with charts as `<object type="keepwell/chart" data-chart="name">`, their sizes in their
    /// styles
    static byte[] of(String html, Map<String, ReportChart> charts) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withHtmlContent(html, null);
        builder.useExternalResourceAccessControl(
                (_, _) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                (_, _) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.useFont(() -> Look.resource("LiberationSans-Regular.ttf"), Look.FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> Look.resource("LiberationSans-Bold.ttf"), Look.FAMILY, 700, FontStyle.NORMAL, true);
        builder.useObjectDrawerFactory(new Charts(charts));
        builder.withProducer("Keepwell");
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return pdf.toByteArray();
    }

    static ReportChart chart(Map<String, ReportChart> charts, String name) {
        return Objects.requireNonNull(charts.get(name), name);
    }

    private record Charts(Map<String, ReportChart> charts) implements FSObjectDrawerFactory {
        @Override
        public boolean isReplacedObject(Element element) {
            return element.getTagName().equals("object")
                    && element.getAttribute("type").equals(CHART_TYPE);
        }

        @Override
        public FSObjectDrawer createDrawer(Element element) {
            ReportChart chart = chart(charts, element.getAttribute("data-chart"));
            return (_, x, y, width, height, device, _, dotsPerPixel) -> {
                double chartWidth = width / dotsPerPixel;
                double chartHeight = height / dotsPerPixel;
                // What is drawn is cut off at whole units: the last one wouldn't be seen.
                device.drawWithGraphics(
                        (float) x,
                        (float) y,
                        (float) Math.ceil(chartWidth),
                        (float) Math.ceil(chartHeight),
                        graphics -> chart.paint(graphics, chartWidth, chartHeight));
                return Map.of();
            };
        }
    }
}

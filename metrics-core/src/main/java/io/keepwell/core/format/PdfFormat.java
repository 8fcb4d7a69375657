package io.keepwell.core.format;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.run.RunFile;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import org.w3c.dom.Element;

/// Sheets of paper. Charts are drawn as lines and curves; nothing is ever loaded from outside.
@Singleton
final class PdfFormat implements Format {
    private static final String CHART_TYPE = "keepwell/chart";
    private static final String MARK = "mark";

    static {
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private final Templates templates;

    PdfFormat(Templates templates) {
        this.templates = templates;
    }

    @Override
    public String id() {
        return "pdf";
    }

    @Override
    public Rendition render(Grid grid) {
        Pictures pictures = Pictures.of(grid, Medium.PAPER);
        byte[] pdf = of(templates.fill("document", grid, pictures), chartsOf(pictures));
        return new Rendition(new RunFile(id(), "application/pdf", RunFile.Use.ATTACHED, pdf));
    }

    private static Function<String, ReportChart> chartsOf(Pictures pictures) {
        return name -> name.equals(MARK) ? new Mark() : pictures.named(name);
    }

    /// @param html with charts as `<object type="keepwell/chart" data-chart="name">`, their sizes in their
    /// styles
    /// @param charts by name
    static byte[] of(String html, Function<String, ReportChart> charts) {
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

    private record Charts(Function<String, ReportChart> charts) implements FSObjectDrawerFactory {
        @Override
        public boolean isReplacedObject(Element element) {
            return element.getTagName().equals("object")
                    && element.getAttribute("type").equals(CHART_TYPE);
        }

        @Override
        public FSObjectDrawer createDrawer(Element element) {
            ReportChart chart = charts.apply(element.getAttribute("data-chart"));
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

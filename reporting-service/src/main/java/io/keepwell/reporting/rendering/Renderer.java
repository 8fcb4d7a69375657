package io.keepwell.reporting.rendering;

import io.keepwell.core.report.ReportTable;
import io.keepwell.core.report.RunContent;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// Renders a filled-in report as mail, plain text and PDF, all from the same words and figures.
@Singleton
public final class Renderer {
    private final TemplateEngine templates = new TemplateEngine();

    public Renderer() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(Renderer.class.getClassLoader());
        resolver.setPrefix("io/keepwell/reporting/rendering/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        templates.setTemplateResolver(resolver);
    }

    /// Everything of the report, or an exception: there are no half reports.
    public RunContent render(ReportTable table) {
        Page page = Page.of(table);
        Map<String, ReportChart> charts = Pictures.of(table);
        Context context = new Context(Locale.ENGLISH, Map.of("page", page));
        String html = templates.process("mail", context);
        byte[] pdf = Pdf.of(templates.process("document", context), charts);
        return new RunContent(subject(page), html, PlainText.of(page), pdf, images(page, charts));
    }

    private static String subject(Page page) {
        return page.title() + ": " + page.period() + " · " + page.firm();
    }

    /// Those that the mail shows.
    private static Map<String, byte[]> images(Page page, Map<String, ReportChart> charts) {
        Map<String, byte[]> images = new HashMap<>();
        for (Page.Picture picture : page.charts()) {
            images.put(picture.contentId(), png(charts, picture, Pictures.CHART_WIDTH, Pictures.CHART_HEIGHT));
        }
        List<Page.Picture> sparklines =
                page.cards().stream().map(Page.Card::sparkline).toList();
        for (Page.Picture picture : sparklines) {
            images.put(picture.contentId(), png(charts, picture, Pictures.SPARKLINE_WIDTH, Pictures.SPARKLINE_HEIGHT));
        }
        return images;
    }

    private static byte[] png(Map<String, ReportChart> charts, Page.Picture picture, int width, int height) {
        return Pdf.chart(charts, picture.name()).png(width, height);
    }
}

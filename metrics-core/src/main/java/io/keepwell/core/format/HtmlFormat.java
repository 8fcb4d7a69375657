package io.keepwell.core.format;

import io.keepwell.core.report.Grid;
import io.keepwell.core.report.Medium;
import io.keepwell.core.report.run.RunFile;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/// A mail's page, with its charts as pictures beside it.
@Singleton
final class HtmlFormat implements Format {
    private final Templates templates;

    HtmlFormat(Templates templates) {
        this.templates = templates;
    }

    @Override
    public String id() {
        return "html";
    }

    @Override
    public Rendition render(Grid grid) {
        Pictures pictures = Pictures.of(grid, Medium.MAIL);
        byte[] html = templates.fill("mail", grid, pictures).getBytes(StandardCharsets.UTF_8);
        return new Rendition(new RunFile(id(), "text/html", RunFile.Use.MAIL_HTML, html), pictures.png());
    }
}

package io.keepwell.core.format;

import io.keepwell.core.report.Grid;
import io.keepwell.core.report.Medium;
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
        return new Rendition(templates.fill("mail", grid, pictures).getBytes(StandardCharsets.UTF_8), pictures.png());
    }
}

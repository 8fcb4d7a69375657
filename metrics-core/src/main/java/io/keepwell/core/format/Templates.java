package io.keepwell.core.format;

import io.keepwell.core.report.Grid;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// Fills html templates in.
@Singleton
final class Templates {
    private final TemplateEngine engine = new TemplateEngine();

    Templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        resolver.setPrefix("io/keepwell/core/format/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
    }

    String fill(String template, Grid grid, Pictures pictures) {
        Map<String, Object> read =
                Map.of("page", new Wording(grid.head()), "panels", pictures.panels(), "groups", pictures.groups());
        return engine.process(template, new Context(Locale.ENGLISH, read));
    }
}

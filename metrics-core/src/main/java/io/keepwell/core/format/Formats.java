package io.keepwell.core.format;

import io.keepwell.core.report.Grid;
import io.keepwell.core.report.RunContent;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All formats there are. A new format's bean is found by itself.
@Singleton
public final class Formats {
    private final Map<String, Format> byId;

    public Formats(Collection<Format> formats) {
        this.byId = formats.stream().collect(Collectors.toMap(Format::id, Function.identity()));
    }

    /// The report in every format that is sent, or an exception: there are no half reports.
    public RunContent render(Grid grid) {
        Rendition html = render("html", grid);
        return new RunContent(
                grid.head().subject(),
                new String(html.bytes(), StandardCharsets.UTF_8),
                new String(render("text", grid).bytes(), StandardCharsets.UTF_8),
                render("pdf", grid).bytes(),
                html.images());
    }

    private Rendition render(String format, Grid grid) {
        return Objects.requireNonNull(byId.get(format), format).render(grid);
    }
}

package io.keepwell.core.format;

import io.keepwell.core.report.Grid;
import io.keepwell.core.report.run.RunContent;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// All formats there are. A new format's bean is found by itself.
@Singleton
public final class Formats {
    private final List<Format> formats;

    public Formats(Collection<Format> formats) {
        this.formats = formats.stream().sorted(Comparator.comparing(Format::id)).toList();
        if (new HashSet<>(this.formats.stream().map(Format::id).toList()).size() < this.formats.size()) {
            throw new IllegalArgumentException("two formats have one id");
        }
    }

    /// The report in every format, or an exception: there are no half reports.
    public RunContent render(Grid grid) {
        List<Rendition> renditions =
                formats.stream().map(format -> format.render(grid)).toList();
        Map<String, byte[]> images = new HashMap<>();
        renditions.forEach(rendition -> images.putAll(rendition.images()));
        return new RunContent(
                grid.head().subject(), renditions.stream().map(Rendition::file).toList(), images);
    }
}

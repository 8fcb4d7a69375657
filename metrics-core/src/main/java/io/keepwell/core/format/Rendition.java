package io.keepwell.core.format;

import io.keepwell.core.report.run.RunFile;
import java.util.Map;

/// A report in one format.
///
/// @param images PNG by content id, which html shows as `cid:` and that id
public record Rendition(RunFile file, Map<String, byte[]> images) {
    public Rendition {
        images = Map.copyOf(images);
    }

    /// Without images beside it.
    public Rendition(RunFile file) {
        this(file, Map.of());
    }
}

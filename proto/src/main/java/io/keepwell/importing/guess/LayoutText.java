package io.keepwell.importing.guess;

import io.keepwell.importing.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a file is laid out, as a mapping says it.
final class LayoutText {
    private LayoutText() {}

    /// How a file is laid out, as a mapping says it.
    static Optional<String> of(Layout layout) {
        List<String> parts = new ArrayList<>();
        if (layout.format() == Layout.Format.JSON_LINES) {
            parts.add("format: json_lines");
        }
        Optional.ofNullable(layout.delimiter()).ifPresent(said -> parts.add("delimiter: " + Text.quoted(said)));
        Optional.ofNullable(layout.encoding()).ifPresent(said -> parts.add("encoding: " + said));
        if (layout.skipRows() > 0) {
            parts.add("skip_rows: " + layout.skipRows());
        }
        if (layout.skipAfterHead() > 0) {
            parts.add("skip_after_head: " + layout.skipAfterHead());
        }
        if (!layout.columns().isEmpty()) {
            parts.add("columns: " + Text.list(layout.columns()));
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String why = "";
        if (layout.encoding() != null) {
            why = MappingText.CHECK + "it isn't UTF-8: " + layout.encoding() + " is the usual other one";
        } else if (!layout.columns().isEmpty()) {
            why = MappingText.CHECK
                    + "the first row looks like data, so the columns are numbered: name them, or skip rows";
        }
        return Optional.of("file: {" + String.join(", ", parts) + "}" + why);
    }
}

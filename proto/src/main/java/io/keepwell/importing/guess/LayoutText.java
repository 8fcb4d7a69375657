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
        return of(layout, List.of());
    }

    /// @param odd columns with texts that are to be taken for nothing
    static Optional<String> of(Layout layout, List<SampledColumn> odd) {
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
        List<String> empty =
                odd.stream().flatMap(column -> column.odd().stream()).distinct().toList();
        if (!empty.isEmpty()) {
            parts.add("empty: " + Text.list(empty));
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        List<String> why = new ArrayList<>();
        if (layout.encoding() != null) {
            why.add("it isn't UTF-8: " + layout.encoding() + " is the usual other one");
        } else if (!layout.columns().isEmpty()) {
            why.add("the first row looks like data, so the columns are numbered: name them, or skip rows");
        }
        odd.forEach(column -> why.add(Text.shown(String.join(", ", column.odd()))
                + " counts as nothing, which isn't what " + Text.shown(column.name()) + " holds else"));
        return Optional.of("file: {" + String.join(", ", parts) + "}"
                + (why.isEmpty() ? "" : MappingText.CHECK + String.join("; ", why)));
    }
}

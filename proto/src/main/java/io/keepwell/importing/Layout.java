package io.keepwell.importing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a file is laid out. What isn't said is recognised.
///
/// @param format by the ending of the file's name where missing, else CSV
/// @param delimiter what stands between cells; the one of comma, semicolon, tab and bar that fits the mapping where
///     missing
/// @param encoding by its byte order mark where missing, else UTF-8
/// @param sheet of a workbook; the first where missing
/// @param skipRows rows before the head
/// @param skipAfterHead rows after the head that hold no data, such as a second head
/// @param columns the names of the columns, for a file without a head; for JSON lines those that the first rows lack
/// @param empty texts that mean an empty cell, such as `NULL`
public record Layout(
        @Nullable Format format,
        @Nullable String delimiter,
        @Nullable String encoding,
        @Nullable String sheet,
        @JsonProperty("skip_rows") int skipRows,
        @JsonProperty("skip_after_head") int skipAfterHead,
        List<String> columns,
        List<String> empty) {
    static final Layout RECOGNISED = new Layout(null, null, null, null, 0, 0, List.of(), List.of());

    /// What kind of file it is.
    public enum Format {
        @JsonProperty("csv")
        CSV,
        @JsonProperty("xlsx")
        XLSX,
        @JsonProperty("json_lines")
        JSON_LINES
    }

    public Layout {
        if (delimiter != null && delimiter.length() != 1) {
            throw new IllegalArgumentException("'delimiter' is one character, such as \";\" or \"\\t\"");
        }
        if (encoding != null) {
            charset(encoding);
        }
        if (skipRows < 0 || skipAfterHead < 0) {
            throw new IllegalArgumentException("'skip_rows' and 'skip_after_head' are 0 or more");
        }
        columns = columns == null ? List.of() : List.copyOf(columns);
        empty = empty == null ? List.of() : List.copyOf(empty);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new IllegalArgumentException(
                    "there is no encoding '" + name + "'; common ones are UTF-8, UTF-16, windows-1252", unknown);
        }
    }

    Optional<Charset> charset() {
        return Optional.ofNullable(encoding).map(Layout::charset);
    }

    Optional<Character> separator() {
        return Optional.ofNullable(delimiter).map(text -> text.charAt(0));
    }
}

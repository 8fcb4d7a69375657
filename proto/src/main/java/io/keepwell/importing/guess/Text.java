package io.keepwell.importing.guess;

import java.util.List;
import java.util.stream.Collectors;

/// Texts as a mapping file holds them.
final class Text {
    private static final int MOST_SHOWN = 60;

    private Text() {}

    /// A text in quotes, so that whatever it holds is read back as it is.
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').appendCodePoint(character);
            } else if (isPlain(character)) {
                quoted.appendCodePoint(character);
            } else {
                quoted.append(character > 0xFFFF ? "\\U%08x".formatted(character) : "\\u%04x".formatted(character));
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPlain(int character) {
        return character < 0x7F
                ? character >= ' '
                : character < 0xFFFF
                        && (Character.isLetterOrDigit(character) || "€£¥°–—’‘“”„…§".indexOf(character) >= 0);
    }

    /// A column's text, as in `"{Customer}"`.
    static String column(SampledColumn column) {
        return quoted("{" + column.name() + "}");
    }

    static String list(List<String> texts) {
        return texts.stream().map(Text::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /// A text for a comment: one line, not too long.
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(MOST_SHOWN)
                .forEach(character -> shown.append(isPlain(character) ? Character.toString(character) : " "));
        return shown.length() < text.length() ? shown + "…" : shown.toString();
    }
}

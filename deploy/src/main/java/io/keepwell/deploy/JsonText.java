package io.keepwell.deploy;

import java.util.Map;
import java.util.stream.Collectors;

/// A flat answer as one line of JSON, for programs that read what a command says.
public final class JsonText {
    private JsonText() {}

    /// The entries in the map's own order; numbers and truth values as such, everything else as text.
    public static String object(Map<String, ?> entries) {
        return entries.entrySet().stream()
                .map(entry -> text(entry.getKey()) + ": " + value(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String value(Object value) {
        return switch (value) {
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> text(value.toString());
        };
    }

    private static String text(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ') {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}

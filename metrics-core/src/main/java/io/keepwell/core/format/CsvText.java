package io.keepwell.core.format;

/// Text that others wrote, as it goes into a cell of a CSV file.
public final class CsvText {
    /// Of a line.
    public static final String END = "\r\n";

    /// With these a spreadsheet takes a cell for a formula, and would run it.
    private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

    private CsvText() {}

    /// The text, with an apostrophe before it where a spreadsheet would take it for a formula.
    public static String of(String text) {
        return !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}

package io.keepwell.core.report.run;

/// A run in one format, exactly as it was rendered.
///
/// @param format names the format: `pdf`; one run has one file of each
/// @param mediaType `application/pdf`
/// @param use what a mail does with it
/// @param bytes text in UTF-8
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record RunFile(String format, String mediaType, Use use, byte[] bytes) {
    public static final int LONGEST_FORMAT = 20;

    public RunFile {
        if (format.length() > LONGEST_FORMAT || !format.matches("[a-z][a-z0-9]*")) {
            throw new IllegalArgumentException("not a format, as in 'pdf': a lower-case word, please");
        }
    }

    /// What a mail does with a file.
    public enum Use {
        /// Shows it as the mail's page.
        MAIL_HTML,
        /// Shows it where no html is shown.
        MAIL_TEXT,
        /// Has it attached.
        ATTACHED,
        /// Leaves it out. It is kept with the run for whoever fetches it.
        KEPT
    }
}

package io.keepwell.core.report;

/// How a report is read. A section says where it belongs; a format says what it is.
public enum Medium {
    /// A mail's page, read at a glance.
    MAIL,
    /// Text in columns, without pictures.
    TEXT,
    /// Sheets of paper, studied at leisure.
    PAPER,
    /// Rows that a program reads.
    DATA
}

package io.keepwell.reporting.delivery;

/// What came of one talk with the mail server about one mail.
sealed interface Handover {
    /// The server took it over.
    record Accepted() implements Handover {}

    /// The server doesn't have it and may take it later.
    record NotNow(String problem) implements Handover {}

    /// The server doesn't have it and won't ever take it.
    record Refused(String problem) implements Handover {}

    /// The server was sent everything, but didn't answer: it may have it.
    record Unknown(String problem) implements Handover {}
}

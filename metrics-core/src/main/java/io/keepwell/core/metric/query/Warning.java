package io.keepwell.core.metric.query;

import java.util.Locale;

/// Something about the data that makes a figure less sure than it looks.
///
/// @param message for people, in a sentence
public record Warning(Kind kind, String message) {
    public enum Kind {
        /// Some money counts nowhere, as its currency has no exchange rate.
        MISSING_RATE,
        /// Some of the accounts counted are known by name only, so that they stand in no slice but that
        /// of their source.
        NO_PROFILE,
        /// A partner that used to send almost every day has stopped.
        SILENT_PARTNER;

        /// Lower case, as programs know it.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package io.keepwell.reporting;

import io.keepwell.core.report.run.ReportRun;

/// What came of asking for a run.
public sealed interface RunResult {
    /// There is a run; it tells by itself whether it could be rendered, and what became of it at each
    /// recipient.
    record Made(ReportRun run) implements RunResult {}

    /// Nothing was done.
    ///
    /// @param reason for people, a sentence
    record Declined(String reason) implements RunResult {}
}

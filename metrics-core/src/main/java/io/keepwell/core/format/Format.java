package io.keepwell.core.format;

import io.keepwell.core.report.Grid;

/// A form in which a report is given to people or programs. A new format is one bean of this type: `Formats` finds it,
/// and every run is rendered in it.
///
/// A format lays a grid out and calculates nothing. It writes figures as `ValueFormat` does, or, where programs read
/// it, as exactly as they are.
public interface Format {
    /// Names it for ever, in lower case: `pdf`.
    String id();

    /// The whole report, or an exception: there are no half reports.
    ///
    /// @param grid without a failed section
    Rendition render(Grid grid);
}

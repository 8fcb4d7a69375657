package io.keepwell.importing;

import io.keepwell.ingestion.v1.Event;
import java.util.List;

/// What became of a row.
///
/// @param line of the file in which it begins, from 1
/// @param events those that the row gives, beside problems with others
/// @param problems of what should have become an event
public record MappedRow(long line, List<Event> events, List<RowProblem> problems) {
    public MappedRow {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }

    /// Whether the mapping wants nothing of this row.
    public boolean isExcluded() {
        return events.isEmpty() && problems.isEmpty();
    }
}

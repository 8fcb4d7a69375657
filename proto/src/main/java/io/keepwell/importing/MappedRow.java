package io.keepwell.importing;

import io.keepwell.ingestion.v1.Event;
import java.util.List;

/// What became of a row.
///
/// @param line of the file in which it begins, from 1
/// @param events none where the mapping wants none of this row, or where there are problems
/// @param problems of what should have become an event
public record MappedRow(long line, List<Event> events, List<RowProblem> problems) {
    public MappedRow {
        events = List.copyOf(events);
        problems = List.copyOf(problems);
    }

    /// Whether the mapping wants nothing of this row.
    public boolean isLeftOut() {
        return events.isEmpty() && problems.isEmpty();
    }
}

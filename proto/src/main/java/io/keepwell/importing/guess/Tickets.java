package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Support tickets.
record Tickets(GuessedTable table, MappingText text) {
    /// Of a rating rather than of a ticket.
    private static final String ANSWERED =
            "answered|responded|completed|submitted|beantwortet|repondu|respondido|rated|rating";

    /// Whether columns say when tickets were replied to or resolved.
    ///
    /// @param isRated whether rows hold ratings, which have days of their own
    boolean areThere(boolean isRated) {
        return table.columns().stream().anyMatch(steps(Role.REPLIED, isRated).or(steps(Role.RESOLVED, isRated)));
    }

    private static Predicate<SampledColumn> steps(Role role, boolean isRated) {
        return column -> column.isTime() && column.is(role) && !(isRated && column.says(ANSWERED));
    }

    String write(boolean isRated) {
        String ticket = text.ownId();
        Optional<SampledColumn> opened = table.whenItHappened();
        List<String> more = new ArrayList<>();
        text.label(more, "agent", Role.AGENT);
        step("opened", "OPENED", opened, ticket, List.of());
        Optional<SampledColumn> replied = table.first(steps(Role.REPLIED, isRated));
        replied.ifPresent(time -> step("replied", "REPLIED", Optional.of(time), ticket, more));
        Optional<SampledColumn> resolved = table.first(steps(Role.RESOLVED, isRated)
                .and(column -> !replied.equals(Optional.of(column)) && !opened.equals(Optional.of(column))));
        resolved.ifPresent(time -> step("resolved", "RESOLVED", Optional.of(time), ticket, more));
        if (resolved.isEmpty()) {
            text.remark("  # CHECK no column says when a ticket was resolved, so there is no time to resolution.");
        } else {
            // The day of the resolution says more.
            table.column(Role.STATUS).ifPresent(text::needsNot);
        }
        return "It looks like support tickets.";
    }

    private void step(String part, String step, Optional<SampledColumn> time, String ticket, List<String> more) {
        List<String> fields = new ArrayList<>(List.of("ticket_id: " + ticket, "step: " + step));
        fields.addAll(more);
        text.event("ticket_update", text.id(part), time, List.of(), fields);
    }
}

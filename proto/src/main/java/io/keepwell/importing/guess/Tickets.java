package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Support tickets.
record Tickets(Table table, MappingText text) {
    String write() {
        String ticket = text.ownId();
        Optional<Column> opened = table.whenItHappened();
        List<String> more = new ArrayList<>();
        text.label(more, "agent", Role.AGENT);
        step("opened", "OPENED", opened, ticket, List.of());
        Optional<Column> replied = table.time(Role.REPLIED);
        replied.ifPresent(time -> step("replied", "REPLIED", Optional.of(time), ticket, more));
        Optional<Column> resolved = table.first(column -> column.isTime()
                && column.is(Role.RESOLVED)
                && !replied.equals(Optional.of(column))
                && !opened.equals(Optional.of(column)));
        resolved.ifPresent(time -> step("resolved", "RESOLVED", Optional.of(time), ticket, more));
        if (resolved.isEmpty()) {
            text.remark("  # CHECK no column says when a ticket was resolved, so there is no time to resolution.");
        }
        return "It looks like support tickets.";
    }

    private void step(String part, String step, Optional<Column> time, String ticket, List<String> more) {
        List<String> fields = new ArrayList<>(List.of("ticket_id: " + ticket, "step: " + step));
        fields.addAll(more);
        text.event("ticket_update", text.id(part), time, List.of(), fields);
    }
}

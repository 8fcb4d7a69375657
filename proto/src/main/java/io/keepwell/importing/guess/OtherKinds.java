package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Customers, what they wrote, and what nobody recognises.
record OtherKinds(GuessedTable table, MappingText text) {
    String profiles() {
        List<String> fields = new ArrayList<>();
        table.first(column -> column.is(Role.NAME) && column.is(Role.ACCOUNT) && !column.isEmpty())
                .or(() -> table.column(Role.NAME))
                .ifPresent(column -> fields.add("name: " + Text.column(column)));
        text.label(fields, "owner", Role.OWNER);
        text.label(fields, "segment", Role.SEGMENT);
        text.label(fields, "industry", Role.INDUSTRY);
        text.label(fields, "region", Role.REGION);
        text.label(fields, "plan", Role.PLAN);
        text.label(fields, "channel", Role.CHANNEL);
        text.event(
                "account_profile",
                text.id("profile"),
                table.time(Role.CREATED, Role.START).or(table::whenItHappened),
                List.of(),
                fields);
        return "It looks like a list of customers.";
    }

    String feedback() {
        List<String> fields = new ArrayList<>();
        fields.add("feedback_id: " + text.ownId());
        text.label(fields, "text", Role.COMMENT);
        text.event("feedback", text.id(""), table.whenItHappened(), List.of(), fields);
        return "It looks like what customers wrote.";
    }

    String measurements() {
        Optional<SampledColumn> value = table.first(column ->
                column.numbers().isPresent() && !column.isTime() && !column.is(Role.ID) && !column.is(Role.ACCOUNT));
        List<String> fields = new ArrayList<>();
        fields.add("name: "
                + Text.quoted(value.map(SampledColumn::words)
                        .filter(words -> !words.isEmpty())
                        .map(words -> words.replace(' ', '_'))
                        .orElse("name_of_the_measure"))
                + MappingText.CHECK + "the name of your measure");
        fields.add(
                "value: " + value.map(Text::column).orElse("0" + MappingText.CHECK + "which column holds a number?"));
        text.event(
                "measurement",
                text.id(""),
                table.whenItHappened(),
                List.of(),
                fields,
                MappingText.CHECK
                        + "no kind is recognised by the names of the columns: which one is it? See \"Kinds of events\""
                        + " in the guide");
        return "It isn't known what this file holds: a measure of your own is taken.";
    }
}

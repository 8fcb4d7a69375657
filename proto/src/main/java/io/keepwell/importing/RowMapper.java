package io.keepwell.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.keepwell.contract.RequiredFields;
import io.keepwell.contract.v1.AccountRule;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.Money;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns rows into events as a mapping says. Everything that can be known before the first row is checked and worked
/// out then. Knows the contract only by its description, so every kind of event that the contract has can be mapped.
final class RowMapper {
    private static final String ACCOUNT_ID = "account_id";
    private static final String OCCURRED_AT = "occurred_at";

    private final Columns columns;
    private final String currency;
    private final int currencyColumn;
    private final List<Lookup> lookups;
    private final List<EventPlan> events;

    private RowMapper(
            Columns columns, String currency, int currencyColumn, List<Lookup> lookups, List<EventPlan> events) {
        this.columns = columns;
        this.currency = currency;
        this.currencyColumn = currencyColumn;
        this.lookups = lookups;
        this.events = events;
    }

    /// @param heads of the file
    /// @throws ImportProblem where the mapping names a kind, field or column that doesn't exist
    static RowMapper of(String mappingName, Mapping mapping, Path file, List<String> heads, FirmTerms firm) {
        MappingPath place = MappingPath.of(mappingName);
        Columns columns = new Columns(file.toString(), heads);
        int currencyColumn = columns.addConstant(FirmTerms.CURRENCY_COLUMN);
        FieldText.Setting setting = new FieldText.Setting(
                columns,
                Moments.of(place, mapping, firm.zone()),
                mapping.decimal() == null ? Numbers.PLAIN : Numbers.of(place.part("decimal"), mapping.decimal()),
                mapping.minorDigits());
        Set<String> used = mapping.columns();
        List<Lookup> lookups = new ArrayList<>();
        for (int i = 0; i < mapping.joins().size(); i++) {
            lookups.add(Lookup.load(place.entry("joins", i), mapping.joins().get(i), file, used, setting));
        }
        List<EventPlan> events = new ArrayList<>();
        for (int i = 0; i < mapping.events().size(); i++) {
            events.add(EventPlan.of(place.entry("events", i), mapping.events().get(i), lookups, setting));
        }
        return new RowMapper(columns, firm.currencyCode(), currencyColumn, lookups, events);
    }

    MappedRow map(Row row) {
        String[] cells = Arrays.copyOf(row.cells(), columns.size());
        cells[currencyColumn] = currency;
        try {
            for (Lookup lookup : lookups) {
                lookup.fill(cells);
            }
        } catch (BadValue several) {
            return new MappedRow(
                    row.line(),
                    List.of(),
                    List.of(new RowProblem(
                            row.line(), "", several.field(), "BAD_VALUE", String.valueOf(several.getMessage()))));
        }
        List<Event> given = new ArrayList<>(events.size());
        List<RowProblem> problems = new ArrayList<>();
        for (EventPlan event : events) {
            event.add(row.line(), cells, given, problems);
        }
        return new MappedRow(row.line(), given, problems);
    }

    long corrections() {
        return events.stream().mapToLong(EventPlan::corrections).sum();
    }

    /// One event that a row may give.
    private record EventPlan(
            List<Condition> conditions,
            FieldText eventId,
            FieldText accountId,
            List<Lookup> accountFrom,
            FieldText correctsEventId,
            TimePlan occurredAt,
            FieldDescriptor payload,
            List<FieldPlan> fields,
            Optional<LatestRows> lastOnes) {

        static EventPlan of(
                MappingPath place, Mapping.EventMapping event, List<Lookup> lookups, FieldText.Setting setting) {
            List<FieldDescriptor> kinds =
                    Event.getDescriptor().getOneofs().getFirst().getFields();
            FieldDescriptor payload = kinds.stream()
                    .filter(field -> field.getName().equals(event.kind()))
                    .findFirst()
                    .orElseThrow(() -> place.part("kind")
                            .problem("there is no kind '" + event.kind() + "'; there are: " + FieldPlan.names(kinds) + "."));
            if (event.keepsLast() && event.correctsEventId() != null) {
                throw place.problem("'keep: last' makes corrections itself: leave 'corrects_event_id' out.");
            }
            List<Condition> conditions = new ArrayList<>();
            for (int i = 0; i < event.when().size(); i++) {
                conditions.add(Condition.of(place.entry("when", i), event.when().get(i), setting));
            }
            if (event.accountId() == null
                    && RequiredFields.accountRule(payload) == AccountRule.ACCOUNT_RULE_UNSPECIFIED) {
                throw place.problem("an event of this kind needs 'account_id'.");
            }
            MappingPath fields = place.part("fields");
            EventPlan plan = new EventPlan(
                    conditions,
                    text(place.part("event_id"), event.eventId(), setting),
                    text(place.part(ACCOUNT_ID), event.accountId(), setting),
                    RequiredFields.accountRule(payload) == AccountRule.ACCOUNT_RULE_UNSPECIFIED
                            ? lookups.stream()
                                    .filter(lookup ->
                                            String.valueOf(event.accountId()).contains("{" + lookup.name() + "."))
                                    .toList()
                            : List.of(),
                    text(place.part("corrects_event_id"), event.correctsEventId(), setting),
                    TimePlan.of(place.part(OCCURRED_AT), event.occurredAt(), setting),
                    payload,
                    event.fields().entrySet().stream()
                            .map(field -> FieldPlan.of(
                                    fields,
                                    payload.getMessageType(),
                                    event.kind(),
                                    field.getKey(),
                                    field.getValue(),
                                    setting))
                            .toList(),
                    event.keepsLast() ? Optional.of(new LatestRows()) : Optional.empty());
            FieldPlan.checkRequired(fields, payload.getMessageType(), event.fields().keySet());
            return plan;
        }

        private static FieldText text(MappingPath place, @Nullable JsonNode node, FieldText.Setting setting) {
            JsonNode said = node == null ? TextNode.valueOf("") : node;
            if (!FieldText.isOne(said)) {
                throw place.problem("it takes a text, not fields of its own.");
            }
            FieldText text = FieldText.of(place, said, false, setting);
            if (text.splits()) {
                throw place.problem("it takes one value, so there is nothing to split.");
            }
            return text;
        }

        void add(long line, String[] cells, List<Event> given, List<RowProblem> problems) {
            String id = "";
            try {
                for (Condition condition : conditions) {
                    if (!condition.holds(cells)) {
                        return;
                    }
                }
                id = eventId.id("event_id", cells);
                Event event = event(id, cells);
                given.add(
                        lastOnes.isPresent()
                                        && RequiredFields.firstMissing(event).isEmpty()
                                ? lastOnes.get().apply(event)
                                : event);
            } catch (BadValue bad) {
                problems.add(new RowProblem(line, id, bad.field(), "BAD_VALUE", String.valueOf(bad.getMessage())));
            }
        }

        private Event event(String id, String[] cells) throws BadValue {
            String account = accountId.id(ACCOUNT_ID, cells);
            if (account.isEmpty()) {
                for (Lookup lookup : accountFrom) {
                    Optional<String> missing = lookup.missing(cells);
                    if (missing.isPresent()) {
                        throw new BadValue(ACCOUNT_ID, missing.get() + ", so there is no account");
                    }
                }
            }
            Event.Builder event = Event.newBuilder()
                    .setEventId(id)
                    .setAccountId(account)
                    .setCorrectsEventId(correctsEventId.id("corrects_event_id", cells))
                    .setOccurredAt(occurredAt.moment(cells));
            Message.Builder builder = event.newBuilderForField(payload);
            for (FieldPlan field : fields) {
                field.set(builder, cells);
            }
            return event.setField(payload, builder.build()).build();
        }

        long corrections() {
            return lastOnes.map(LatestRows::corrections).orElse(0L);
        }
    }

    /// When an event happened: a moment, or a day with months and days added or taken.
    private sealed interface TimePlan {
        Timestamp moment(String[] cells) throws BadValue;

        static TimePlan of(MappingPath place, JsonNode node, FieldText.Setting setting) {
            return FieldText.isOne(node)
                    ? new At(FieldText.of(place, node, false, setting))
                    : new On(ShiftedDay.of(place, node, setting));
        }
    }

    private record At(FieldText time) implements TimePlan {
        @Override
        public Timestamp moment(String[] cells) throws BadValue {
            return time.moments().moment(OCCURRED_AT, time.text(OCCURRED_AT, cells));
        }
    }

    private record On(ShiftedDay day) implements TimePlan {
        @Override
        public Timestamp moment(String[] cells) throws BadValue {
            return day.moments().noonOf(day.day(OCCURRED_AT, cells));
        }
    }

}

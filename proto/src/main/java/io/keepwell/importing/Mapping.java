package io.keepwell.importing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.keepwell.importing.FieldText.Parts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the rows of a file become events, as a mapping file says. Texts may hold columns in braces:
/// `{customerID}/start`.
///
/// @param file how the file is laid out; recognised where it isn't said
/// @param zone of moments that name none; the firm's where missing. Bare days are days of the firm, whatever it says
/// @param momentFormat how the file writes moments, tried in order; see [Moments]
/// @param dayFormat how the file writes days, tried in order; as `2026-01-31` where missing
/// @param decimal what stands before the decimals of numbers, `.` or `,`; `.` and no marks of thousands where missing
/// @param minorDigits how many decimals the source's smallest units of a currency are, where not as in ISO 4217
/// @param files which files of a folder it is for, such as `orders-*.csv`
/// @param joins other files whose columns stand beside the row's
/// @param events what each row gives, in order
public record Mapping(
        @Nullable Layout file,
        @Nullable String zone,

        @JsonProperty("moment_format") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> momentFormat,

        @JsonProperty("day_format") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> dayFormat,

        @Nullable String decimal,
        @JsonProperty("minor_digits") Map<String, Integer> minorDigits,
        @Nullable String files,
        List<Join> joins,
        List<EventMapping> events) {
    public Mapping {
        if (events == null || events.isEmpty() || events.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("it needs 'events', a list with at least one entry");
        }
        momentFormat = momentFormat == null ? List.of() : List.copyOf(momentFormat);
        dayFormat = dayFormat == null ? List.of() : List.copyOf(dayFormat);
        minorDigits = checkedDigits(minorDigits);
        joins = joins == null ? List.of() : List.copyOf(joins);
        events = List.copyOf(events);
    }

    private static Map<String, Integer> checkedDigits(@Nullable Map<String, Integer> said) {
        Map<String, Integer> digits = new TreeMap<>();
        if (said != null) {
            said.forEach((currency, count) -> {
                if (count == null || count < 0 || count > 9 || !currency.matches("[A-Za-z]{3}")) {
                    throw new IllegalArgumentException(
                            "'minor_digits' says for codes of currencies how many decimals, 0 to 9: {ISK: 2}");
                }
                digits.put(currency.toUpperCase(Locale.ROOT), count);
            });
        }
        return Collections.unmodifiableMap(digits);
    }

    /// How the file is laid out.
    Layout layout() {
        return file == null ? Layout.RECOGNISED : file;
    }

    /// Another file, whose row with the same key stands beside each row.
    ///
    /// @param name its columns are `{name.column}`
    /// @param file beside the one that is imported, such as `customers.csv`
    /// @param key the column of that file; no two of its rows have the same text there
    /// @param split what stands between keys, where a cell holds several, as in `[12, 13]`; brackets and
    ///     quotes round them don't count
    /// @param several `reject` where rows are rejected that name a key which several rows have; else such a
    ///     file isn't joined at all
    /// @param on the text of the row that is looked for, such as `{customer_id}`; may name columns of earlier joins
    /// @param when all of them hold for its rows that are meant; empty for all
    /// @param layout of that file; recognised where missing
    public record Join(
            String name,
            String file,
            String key,
            @Nullable String split,
            @Nullable String several,
            String on,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<When> when,

            @Nullable Layout layout) {
        public Join {
            when = when == null ? List.of() : List.copyOf(when);
            require("a join", "name", name);
            require("a join", "file", file);
            require("a join", "key", key);
            require("a join", "on", on);
            if (several != null && !several.equals("reject")) {
                throw new IllegalArgumentException("'several' is 'reject' or isn't there");
            }
            if (split != null && split.isEmpty()) {
                throw new IllegalArgumentException("'split' says what stands between keys, such as \",\"");
            }
        }

        Layout laidOut() {
            return layout == null ? Layout.RECOGNISED : layout;
        }
    }

    /// One event that a row gives.
    ///
    /// @param kind of the event's payload, as in the contract: `subscription_change`
    /// @param accountId empty where missing: for what is about the firm as a whole
    /// @param correctsEventId the event whose place this one takes; empty where missing
    /// @param occurredAt a text, or a day with months added or taken
    /// @param when all of them hold for the rows that give it; empty for every row
    /// @param keep `last` where a later row with the same event_id corrects the earlier one
    /// @param fields of the payload, by the contract's names
    public record EventMapping(
            String kind,
            @JsonProperty("event_id") JsonNode eventId,
            @JsonProperty("account_id") @Nullable JsonNode accountId,
            @JsonProperty("corrects_event_id") @Nullable JsonNode correctsEventId,
            @JsonProperty("occurred_at") JsonNode occurredAt,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<When> when,

            @Nullable String keep,
            Map<String, JsonNode> fields) {
        public EventMapping {
            eventId = said(eventId);
            accountId = said(accountId);
            correctsEventId = said(correctsEventId);
            occurredAt = said(occurredAt);
            require("an event", "kind", kind);
            require("an event", "event_id", eventId);
            require("an event", "occurred_at", occurredAt);
            require("an event", "fields", fields);
            if (keep != null && !keep.equals("last")) {
                throw new IllegalArgumentException("'keep' is 'last' or isn't there");
            }
            when = when == null ? List.of() : List.copyOf(when);
            fields = new LinkedHashMap<>(fields);
        }

        /// A part that is named without anything behind it isn't there.
        private static @Nullable JsonNode said(@Nullable JsonNode node) {
            return node == null || node.isNull() ? null : node;
        }

        boolean keepsLast() {
            return keep != null;
        }
    }

    /// What a cell has to be.
    ///
    /// @param column whose cell it is
    /// @param is one of these texts
    /// @param not none of these texts
    /// @param filled whether there is something in it
    /// @param above a number or moment above this one. It may be another column, as in `{created_at}`: one that is
    ///     empty in a row limits nothing. Likewise the other three
    public record When(
            String column,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<String> is,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<String> not,

            @Nullable Boolean filled,
            @Nullable String above,
            @Nullable String below,
            @JsonProperty("at_least") @Nullable String atLeast,
            @JsonProperty("at_most") @Nullable String atMost) {
        public When {
            require("a condition", "column", column);
            if (hasNull(is) || hasNull(not)) {
                throw new IllegalArgumentException("'is' and 'not' are texts; an empty one is \"\"");
            }
            if (is == null
                    && not == null
                    && filled == null
                    && above == null
                    && below == null
                    && atLeast == null
                    && atMost == null) {
                throw new IllegalArgumentException(
                        "a condition needs one of 'is', 'not', 'filled', 'above', 'below', 'at_least', 'at_most'");
            }
        }

        private static boolean hasNull(@Nullable List<String> texts) {
            return texts != null && texts.stream().anyMatch(Objects::isNull);
        }

        /// The columns that it names.
        Set<String> columns() {
            Set<String> columns = new TreeSet<>(Set.of(column));
            Stream.of(above, below, atLeast, atMost)
                    .filter(Objects::nonNull)
                    .forEach(limit -> columns.addAll(Template.columns(limit)));
            return columns;
        }
    }

    /// The columns of the imported file that it names.
    public Set<String> ownColumns() {
        Set<String> own = columns();
        own.removeIf(name -> name.equals(FirmTerms.CURRENCY_COLUMN)
                || joins.stream().anyMatch(join -> name.startsWith(join.name() + ".")));
        return own;
    }

    /// The columns that it names, those of joined files among them.
    public Set<String> columns() {
        Set<String> columns = new TreeSet<>();
        joins.forEach(join -> columns.addAll(Template.columns(join.on())));
        for (EventMapping event : events) {
            collect(event.eventId(), columns);
            collect(event.accountId(), columns);
            collect(event.correctsEventId(), columns);
            collect(event.occurredAt(), columns);
            event.when().forEach(when -> columns.addAll(when.columns()));
            event.fields().values().forEach(value -> collect(value, columns));
        }
        return columns;
    }

    private static void collect(@Nullable JsonNode value, Set<String> columns) {
        if (value == null) {
            return;
        }
        if (value.isValueNode()) {
            columns.addAll(Template.columns(value.asText()));
        } else if (FieldText.isOne(value)) {
            value.properties().stream()
                    .filter(part -> Parts.WITH_COLUMNS.contains(part.getKey()))
                    .forEach(part -> collect(part.getValue(), columns));
        } else {
            value.forEach(each -> collect(each, columns));
        }
    }

    private static void require(String owner, String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(owner + " needs '" + name + "'");
        }
    }

    Optional<String> zoneName() {
        return Optional.ofNullable(zone);
    }
}

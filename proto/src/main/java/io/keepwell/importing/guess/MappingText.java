package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The events of a mapping as they are being written, and what their columns need beside them.
final class MappingText {
    static final int MOST_WORDS = 30;
    static final String CHECK = "  # CHECK ";
    /// Before what is certain, but worth to be known.
    private static final String NOTE = "  # Note: ";

    private final GuessedTable table;
    private final TimeText times;
    private final List<String> events = new ArrayList<>();
    private final Set<String> checked = new HashSet<>();
    private final Set<String> notNeeded = new HashSet<>();

    MappingText(GuessedTable table) {
        this.table = table;
        this.times = new TimeText(table);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /// The lines of the whole mapping.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        LayoutText.of(
                        table.layout(),
                        table.columns().stream().filter(this::isOddAndUsed).toList())
                .ifPresent(lines::add);
        times.zone(lines);
        times.formats(lines);
        lines.add("events:");
        lines.addAll(events);
        return lines;
    }

    private boolean isOddAndUsed(SampledColumn column) {
        String name = Text.quoted(column.name());
        String braced = "{" + name.substring(1, name.length() - 1) + "}";
        return !column.odd().isEmpty()
                && events.stream().anyMatch(line -> line.contains(braced) || line.contains("column: " + name));
    }

    /// Says that a column is rightly not used.
    void needsNot(SampledColumn column) {
        notNeeded.add(column.name());
    }

    Set<String> notNeeded() {
        return notNeeded;
    }

    /// A line of its own between the events.
    void remark(String line) {
        events.add(line);
    }

    void event(String kind, String id, Optional<SampledColumn> time, List<String> conditions, List<String> fields) {
        event(kind, id, time, conditions, fields, "");
    }

    void event(
            String kind,
            String id,
            Optional<SampledColumn> time,
            List<String> conditions,
            List<String> fields,
            String check) {
        List<String> all = new ArrayList<>(conditions);
        time.filter(SampledColumn::hasGaps)
                .map(column -> filled(column, true))
                .filter(each -> !all.contains(each))
                .ifPresent(all::addFirst);
        if (!table.totals().texts().isEmpty()) {
            all.add(not(table.totals().column(), table.totals().texts()));
        }
        add("  - kind: " + kind + check);
        add("    event_id: " + id);
        add(accountLine());
        add(occurredAt(time));
        when(all, table.totals().texts().isEmpty() ? "" : CHECK + "the last rows are totals")
                .ifPresent(this::add);
        add("    fields:");
        fields.forEach(field -> add("      " + field));
    }

    /// Says once what has to be checked, though the line may be there several times.
    private void add(String line) {
        int comment = line.contains(CHECK) ? line.indexOf(CHECK) : line.indexOf(NOTE);
        events.add(
                comment < 0 || checked.add(line.substring(comment) + line.substring(0, line.indexOf(':')))
                        ? line
                        : line.substring(0, comment));
    }

    String id(String part) {
        String suffix = part.isEmpty() ? "" : "/" + part;
        Optional<SampledColumn> id = table.idColumn();
        if (id.isPresent() && id.get().isUnique()) {
            String said = Text.quoted("{" + id.get().name() + "}" + suffix);
            return id.get().is(Role.ID) || GuessedTable.isNumbered(id.get())
                    ? said
                    : said + CHECK + "nothing is named like an id; this one is different in " + rows()
                            + ", but does it stay the same?";
        }
        List<SampledColumn> by =
                table.apart(id.map(column -> Stream.concat(Stream.of(column), table.whenItHappened().stream())
                                .toList())
                        .orElseGet(() -> Stream.concat(table.account().stream(), table.whenItHappened().stream())
                                .toList()));
        String all = by.stream().map(column -> "{" + column.name() + "}").collect(Collectors.joining("/"));
        if (all.isEmpty()) {
            all = table.columns().stream()
                    .map(column -> "{" + column.name() + "}")
                    .findFirst()
                    .orElse("1");
        }
        return Text.quoted(all + suffix)
                + (table.areTold(by)
                        ? NOTE + (id.isPresent() ? "rows have the id in common; " : "no column holds an id; ")
                                + "this is different in " + rows()
                        : CHECK + "some rows have this in common: each event needs an id of its own");
    }

    private String rows() {
        return (table.isWhole() ? "all " : "the first ") + table.size() + " rows";
    }

    /// The id of the thing that a row is about.
    String ownId() {
        return table.idColumn().map(Text::column).orElseGet(() -> id(""));
    }

    private String accountLine() {
        Optional<SampledColumn> account = table.account();
        Predicate<SampledColumn> usable = column ->
                column.is(Role.PERSON) && !column.isTime() && !column.isEmpty() && !account.equals(Optional.of(column));
        Optional<SampledColumn> person = table.first(
                        column -> usable.test(column) && column.words().contains("mail"))
                .or(() -> table.first(column -> usable.test(column) && !column.is(Role.NAME)));
        if (account.isPresent() && account.get().hasGaps() && person.isPresent()) {
            return "    account_id: {from: [" + Text.column(account.get()) + ", " + Text.column(person.get()) + "]}"
                    + CHECK + "where there is no account, the person stands for one";
        }
        if (account.isPresent()) {
            return "    account_id: " + Text.column(account.get())
                    + (GuessedTable.isNumbered(account.get())
                            ? ""
                            : CHECK + "is this how your other files name the customer?");
        }
        if (person.isPresent()) {
            return "    account_id: " + Text.column(person.get()) + CHECK
                    + "no column names a customer: persons stand for them";
        }
        return "    account_id: \"everybody\"" + CHECK + "no column names a customer: which one does?";
    }

    private String occurredAt(Optional<SampledColumn> time) {
        if (time.isEmpty()) {
            return "    occurred_at: " + Text.quoted(Guess.day(table.file()).toString()) + CHECK
                    + "no column holds a day: this is the day on which the file was written";
        }
        times.use(time.get());
        return "    occurred_at: " + timed(time.get());
    }

    /// A moment or day, with its format where the whole mapping has no one format for all.
    String timed(SampledColumn time) {
        times.use(time);
        return Text.column(time);
    }

    TimeFormats.Format chosen(SampledColumn time) {
        return times.chosen(time);
    }

    private static Optional<String> when(List<String> conditions, String check) {
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of("    when: "
                        + (conditions.size() == 1 ? conditions.getFirst() : "[" + String.join(", ", conditions) + "]")
                        + check);
    }

    static String filled(SampledColumn column, boolean filled) {
        return "{column: " + Text.quoted(column.name()) + ", filled: " + filled + "}";
    }

    static String not(String column, List<String> texts) {
        return "{column: " + Text.quoted(column) + ", not: " + Text.list(texts) + "}";
    }

    void label(List<String> fields, String field, Role role) {
        table.column(role).ifPresent(column -> fields.add(field + ": " + Text.column(column)));
    }
}

package io.keepwell.core.fact;

import io.keepwell.core.database.LoadRow;
import io.keepwell.core.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of one kind of fact: its columns, and how a fact becomes a row and a row a fact. There is
/// one for each kind, so two tables are the same only if they are one object.
///
/// @param <F> the kind
public final class FactTable<F extends Fact> {
    /// Columns that every fact table begins with.
    static final List<String> HEADER =
            List.of("partner_id", "event_key", "batch", "content_hash", "account", "day", "occurred_at", "received_at");

    private static final List<String> HEADER_READ =
            List.of("partner_id", "event_key", "account", "day", "occurred_at", "received_at");

    private final Class<F> type;
    private final String kind;
    private final int code;
    private final List<Column<F>> columns;
    private final List<Column<F>> moneyColumns;
    private final Reader<F> reader;

    /// Reads the columns after the header.
    @FunctionalInterface
    interface Reader<F> {
        /// Reads the columns after the header.
        public F read(ResultSet rows) throws SQLException;
    }

    /// @param code by which the kind is stored, 1 to 127; never changes
    FactTable(Class<F> type, String kind, int code, List<Column<F>> columns, Reader<F> reader) {
        this.type = type;
        this.kind = kind;
        this.code = code;
        this.columns = List.copyOf(columns);
        this.moneyColumns =
                columns.stream().filter(column -> column.counted().isPresent()).toList();
        this.reader = reader;
    }

    /// A field that is added up where partners compare what is kept with what they sent.
    ///
    /// @param name its path within the kind, as in the contract: `price`
    /// @param column that keeps it as an integer
    /// @param currency the column of an amount's currency; empty for other numbers
    /// @param decimals how many of them the column keeps as an integer
    public record Summed(String name, String column, Optional<String> currency, int decimals) {}

    /// The record of the kind.
    public Class<F> type() {
        return type;
    }

    /// The kind's name, as in the contract: `subscription_change`.
    public String kind() {
        return kind;
    }

    public int code() {
        return code;
    }

    /// The table's name in the schema.
    public String table() {
        return "fact_" + kind;
    }

    /// The columns after the header.
    List<String> columns() {
        return columns.stream().flatMap(column -> column.names().stream()).toList();
    }

    /// What is added up of the kind, in the order of its columns.
    public List<Summed> sums() {
        return columns.stream().flatMap(column -> column.sum().stream()).toList();
    }

    /// Whether facts of the kind may have amounts without which they can't be counted.
    public boolean hasMoney() {
        return !moneyColumns.isEmpty();
    }

    /// The amounts of a fact without which it can't be counted.
    List<Amount> money(F fact) {
        return moneyColumns.stream()
                .flatMap(column -> column.counted().orElseThrow().apply(fact).stream()
                        .map(money -> new Amount(column.sum().orElseThrow().name(), money)))
                .toList();
    }

    /// All columns that are written.
    public List<String> allColumns() {
        return Stream.concat(HEADER.stream(), columns().stream()).toList();
    }

    /// What to select so that facts can be read, with large texts or with no more than their first
    /// character.
    public String selection(String alias, boolean largeTexts) {
        return selection(alias, alias + ".day", largeTexts);
    }

    /// As `selection`, with another day than the one at which a fact is kept.
    ///
    /// @param day an expression
    public String selection(String alias, String day, boolean largeTexts) {
        return Stream.concat(
                        HEADER_READ.stream().map(name -> name.equals("day") ? day + " as day" : alias + "." + name),
                        columns.stream()
                                .flatMap(column -> column.names().stream()
                                        .map(name -> column.large() && !largeTexts
                                                ? "left(" + alias + "." + name + ", 1) as " + name
                                                : alias + "." + name)))
                .collect(Collectors.joining(", "));
    }

    /// Writes the columns after the header.
    public void write(F fact, LoadRow row) {
        for (Column<F> column : columns) {
            column.write(fact, row);
        }
    }

    public F read(ResultSet rows) throws SQLException {
        return reader.read(rows);
    }

    @Override
    public String toString() {
        return kind;
    }

    /// An amount without which a fact can't be counted: where there is no rate for its currency, the fact is pending.
    ///
    /// @param field its path within the kind, as in the contract: `price`
    public record Amount(String field, Money money) {
        /// All of a fact's.
        public static List<Amount> of(Fact fact) {
            return of(fact.table(), fact);
        }

        private static <F extends Fact> List<Amount> of(FactTable<F> table, Fact fact) {
            return table.money(table.type().cast(fact));
        }
    }
}

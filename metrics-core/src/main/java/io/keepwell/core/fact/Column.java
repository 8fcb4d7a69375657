package io.keepwell.core.fact;

import io.keepwell.core.database.Coded;
import io.keepwell.core.database.LoadRow;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// One or more columns of a fact table that belong together, and how they are read back.
///
/// @param large whether it may hold much text, which isn't needed for figures
/// @param <F> the kind of fact
record Column<F>(List<String> names, boolean large, BiConsumer<F, LoadRow> writer) {
    Column(List<String> names, BiConsumer<F, LoadRow> writer) {
        this(names, false, writer);
    }

    void write(F fact, LoadRow row) {
        writer.accept(fact, row);
    }

    static <F> Column<F> text(String name, Function<F, String> value) {
        return new Column<>(List.of(name), (fact, row) -> row.text(value.apply(fact)));
    }

    static <F> Column<F> largeText(String name, Function<F, String> value) {
        return new Column<>(List.of(name), true, (fact, row) -> row.text(value.apply(fact)));
    }

    /// Lines of text, none of which holds a line feed.
    static <F> Column<F> lines(String name, Function<F, List<String>> value) {
        return text(name, fact -> String.join("\n", value.apply(fact)));
    }

    static <F> Column<F> number(String name, ToLongFunction<F> value) {
        return new Column<>(List.of(name), (fact, row) -> row.number(value.applyAsLong(fact)));
    }

    static <F> Column<F> flag(String name, Predicate<F> value) {
        return number(name, fact -> value.test(fact) ? 1 : 0);
    }

    static <F> Column<F> code(String name, Function<F, Coded> value) {
        return number(name, fact -> value.apply(fact).code());
    }

    /// A column that was added to a table with rows: null stands for the code that is unknown. Such columns come last.
    static <F, E extends Enum<E> & Coded> Column<F> addedCode(String name, Function<F, E> value, E unknown) {
        return new Column<>(List.of(name), (fact, row) -> {
            E known = value.apply(fact);
            LoadRow _ = known == unknown ? row.absentAddition() : row.number(known.code());
        });
    }

    static <F> Column<F> day(String name, Function<F, LocalDate> value) {
        return new Column<>(List.of(name), (fact, row) -> row.day(value.apply(fact)));
    }

    static <F> Column<F> optionalDay(String name, Function<F, Optional<LocalDate>> value) {
        return new Column<>(List.of(name), (fact, row) -> value.apply(fact).ifPresentOrElse(row::day, row::absent));
    }

    /// The columns `<name>_micros` and `<name>_currency`.
    static <F> Column<F> money(String name, Function<F, Money> value) {
        return optionalMoney(name, fact -> Optional.of(value.apply(fact)));
    }

    /// The columns `<name>_micros` and `<name>_currency`.
    static <F> Column<F> optionalMoney(String name, Function<F, Optional<Money>> value) {
        return new Column<>(
                List.of(name + "_micros", name + "_currency"),
                (fact, row) -> value.apply(fact)
                        .ifPresentOrElse(
                                money -> row.number(money.micros())
                                        .text(money.currency().code()),
                                () -> row.absent().absent()));
    }

    static List<String> lines(ResultSet rows, String name) throws SQLException {
        String text = rows.getString(name);
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    static boolean flag(ResultSet rows, String name) throws SQLException {
        return rows.getInt(name) != 0;
    }

    static <E extends Enum<E> & Coded> E code(ResultSet rows, String name, Class<E> type) throws SQLException {
        return Coded.of(type, rows.getInt(name));
    }

    static <E extends Enum<E> & Coded> E addedCode(ResultSet rows, String name, Class<E> type, E unknown)
            throws SQLException {
        int code = rows.getInt(name);
        return rows.wasNull() ? unknown : Coded.of(type, code);
    }

    static LocalDate day(ResultSet rows, String name) throws SQLException {
        return rows.getDate(name).toLocalDate();
    }

    static Optional<LocalDate> optionalDay(ResultSet rows, String name) throws SQLException {
        return Optional.ofNullable(rows.getDate(name)).map(Date::toLocalDate);
    }

    static Money money(ResultSet rows, String name) throws SQLException {
        return optionalMoney(rows, name).orElseThrow();
    }

    static Optional<Money> optionalMoney(ResultSet rows, String name) throws SQLException {
        long micros = rows.getLong(name + "_micros");
        return rows.wasNull()
                ? Optional.empty()
                : Optional.of(new Money(micros, new CurrencyCode(rows.getString(name + "_currency"))));
    }
}

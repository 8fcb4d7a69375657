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
/// @param sum what of it is added up where partners compare what is kept with what they sent
/// @param counted the amount without which the fact can't be counted, where it has one
/// @param <F> the kind of fact
record Column<F>(
        List<String> names,
        boolean large,
        BiConsumer<F, LoadRow> writer,
        Optional<FactTable.Summed> sum,
        Optional<Function<F, Optional<Money>>> counted) {
    Column(List<String> names, boolean large, BiConsumer<F, LoadRow> writer) {
        this(names, large, writer, Optional.empty(), Optional.empty());
    }

    Column(List<String> names, BiConsumer<F, LoadRow> writer) {
        this(names, false, writer);
    }

    /// With an amount that is added up, and without whose rate the fact can't be counted.
    Column<F> withMoney(FactTable.Summed sum, Function<F, Optional<Money>> amount) {
        return new Column<>(names, large, writer, Optional.of(sum), Optional.of(amount));
    }

    /// The same amount, which no figure is made of: the fact counts without a rate for it.
    Column<F> withoutRate() {
        return new Column<>(names, large, writer, sum, Optional.empty());
    }

    /// The same number, added up under its own name.
    Column<F> summed() {
        return summed(new FactTable.Summed(names.getFirst(), names.getFirst(), Optional.empty(), 0));
    }

    Column<F> summed(FactTable.Summed sum) {
        return new Column<>(names, large, writer, Optional.of(sum), counted);
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
        String micros = name + "_micros";
        String currency = name + "_currency";
        return new Column<F>(
                        List.of(micros, currency),
                        (fact, row) -> value.apply(fact)
                                .ifPresentOrElse(
                                        money -> row.number(money.micros())
                                                .text(money.currency().code()),
                                        () -> row.absent().absent()))
                .withMoney(new FactTable.Summed(name, micros, Optional.of(currency), Money.DECIMALS), value);
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

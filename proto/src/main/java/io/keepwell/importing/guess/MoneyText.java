package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An amount with its currency, as a mapping says it.
final class MoneyText {
    private static final String FIRM = "\"{" + Guess.CURRENCY + "}\"";

    private MoneyText() {}

    static String of(GuessedTable table, SampledColumn amount) {
        return of(table, amount, false);
    }

    /// A condition that leaves out what an event can't take: rows without an amount, and those below zero.
    static List<String> conditions(SampledColumn amount) {
        List<String> conditions = new ArrayList<>();
        SampledColumn.Numbers numbers = amount.numbers().orElseThrow();
        if (numbers.hasNegative()) {
            conditions.add(
                    numbers.arePlain()
                            ? "{column: " + Text.quoted(amount.name()) + ", at_least: \"0\"}"
                            : MappingText.not(amount.name(), negatives(amount)));
        }
        if (amount.hasGaps()) {
            conditions.add(MappingText.filled(amount, true));
        }
        return conditions;
    }

    /// What these conditions leave out, to be checked; empty where they leave nothing out.
    static String check(SampledColumn amount) {
        List<String> checks = new ArrayList<>();
        List<String> negatives = negatives(amount);
        if (!negatives.isEmpty()) {
            checks.add("rows below zero are left out: " + Text.shown(String.join(", ", negatives)));
        }
        if (amount.hasGaps()) {
            checks.add("rows without " + Text.shown(amount.name()) + " are left out");
        }
        return checks.isEmpty() ? "" : MappingText.CHECK + String.join("; ", checks);
    }

    private static List<String> negatives(SampledColumn amount) {
        return amount.distinct().stream().filter(SampledColumn::isNegative).toList();
    }

    /// @param absolute whether amounts below zero are taken for those above
    static String of(GuessedTable table, SampledColumn amount, boolean absolute) {
        SampledColumn.Numbers numbers = amount.numbers().orElseThrow();
        Optional<SampledColumn> currency = table.first(column -> column.is(Role.CURRENCY) && column.isCurrency());
        List<String> checks = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        boolean european = ";".equals(table.layout().delimiter());
        numbers.decimal()
                .map(mark -> numbers.isOpen() && european ? "," : mark)
                .or(() -> numbers.isOpen() && european ? Optional.of(",") : Optional.empty())
                .ifPresent(mark -> parts.add("decimal: " + Text.quoted(mark)));
        if (numbers.isOpen()) {
            checks.add(Text.shown(amount.cells().stream()
                            .filter(cell -> cell.matches(".*[.,].*"))
                            .findFirst()
                            .orElse(""))
                    + " can be read with \".\" or \",\" before the decimals: decimal: \".\" or decimal: \",\"");
        }
        if (!numbers.signs().isEmpty()) {
            parts.add("strip: "
                    + Text.list(numbers.signs().stream()
                            .sorted(Comparator.comparingInt(String::length).reversed())
                            .toList()));
        }
        if (absolute && numbers.hasNegative()) {
            parts.add("absolute: true");
        }
        String code = currency.map(Text::column).orElseGet(() -> sign(table, numbers.signs(), checks));
        boolean named = (" " + amount.words() + " ").matches(".* (cents?|pence|minor|ore) .*");
        boolean minor = named
                || (amount.isWhole()
                        && currency.isPresent()
                        && currency.get().cells().stream()
                                .allMatch(cell -> cell.equals(cell.toLowerCase(Locale.ROOT))));
        if (minor) {
            parts.add("minor_units: " + code);
            if (!named) {
                checks.add("whole numbers beside small-letter currencies are taken for cents: 4900 is 49.00");
            }
        } else if (amount.isWhole() && amount.most() >= 1_000) {
            checks.add("all amounts are whole: if they are cents, add minor_units: " + code);
        }
        String from = parts.isEmpty()
                ? Text.column(amount)
                : "{from: " + Text.column(amount) + ", " + String.join(", ", parts) + "}";
        String currencyCode = currency.filter(SampledColumn::hasGaps)
                .map(column -> "{from: [" + code + ", " + (table.hasCurrencyName() ? "EUR" : FIRM) + "]}")
                .orElse(code);
        if (currency.isPresent() && currency.get().hasGaps()) {
            checks.add("where there is no currency, it is taken for the firm's");
        }
        return "{amount: " + from + ", currency_code: " + currencyCode + "}"
                + (checks.isEmpty() ? "" : MappingText.CHECK + String.join("; ", checks));
    }

    private static String sign(GuessedTable table, List<String> signs, List<String> checks) {
        for (String[] known : new String[][] {
            {"€", "EUR"}, {"EUR", "EUR"}, {"£", "GBP"}, {"GBP", "GBP"}, {"USD", "USD"}, {"CHF", "CHF"}
        }) {
            if (signs.contains(known[0])) {
                return known[1];
            }
        }
        if (signs.contains("$")) {
            checks.add("$ is taken for USD");
            return "USD";
        }
        if (table.hasCurrencyName()) {
            checks.add("no column names a currency: say which one it is");
            return "EUR";
        }
        checks.add("no column names a currency: it is taken for the firm's");
        return FIRM;
    }
}

package io.keepwell.importing.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An amount with its currency, as a mapping says it.
final class MoneyText {
    private MoneyText() {}

    static String of(Table table, Column amount) {
        Column.Numbers numbers = amount.numbers().orElseThrow();
        Optional<Column> currency = table.first(column -> column.is(Role.CURRENCY) && column.isCurrency());
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
                            .sorted(java.util.Comparator.comparingInt(String::length)
                                    .reversed())
                            .toList()));
        }
        if (numbers.hasNegative()) {
            parts.add("absolute: true");
        }
        String code = currency.map(Text::column).orElseGet(() -> sign(numbers.signs(), checks));
        boolean minor = (" " + amount.words() + " ").matches(".* (cents?|pence|minor|ore) .*")
                || (amount.isWhole()
                        && currency.isPresent()
                        && currency.get().cells().stream()
                                .allMatch(cell -> cell.equals(cell.toLowerCase(Locale.ROOT))));
        if (minor) {
            parts.add("minor_units: " + code);
            if (!(" " + amount.words() + " ").contains(" cent")) {
                checks.add("whole numbers beside small-letter currencies are taken for cents: 4900 is 49.00");
            }
        } else if (amount.isWhole() && amount.most() >= 1_000 && !amount.hasGaps()) {
            checks.add("all amounts are whole: if they are cents, add minor_units: " + code);
        }
        String from = parts.isEmpty()
                ? Text.column(amount)
                : "{from: " + Text.column(amount) + ", " + String.join(", ", parts) + "}";
        return "{amount: " + from + ", currency_code: " + code + "}"
                + (checks.isEmpty() ? "" : MappingText.CHECK + String.join("; ", checks));
    }

    private static String sign(List<String> signs, List<String> checks) {
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
        checks.add("no column names a currency: it is taken for the firm's");
        return "\"{firm.currency}\"";
    }
}

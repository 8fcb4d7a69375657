package io.keepwell.core.fact;

import io.keepwell.core.money.CurrencyCode;
import java.math.BigDecimal;
import java.util.List;

/// What one unit of a currency is worth in another one, from the event's day on until the next rate.
///
/// @param rateBillionths target units for one source unit, in 10^-9; 1 to 10^18
public record ExchangeRate(CurrencyCode sourceCurrency, CurrencyCode targetCurrency, long rateBillionths)
        implements Fact {
    public static final int DECIMALS = 9;
    public static final long MOST_BILLIONTHS = 1_000_000_000_000_000_000L;

    public static final FactTable<ExchangeRate> TABLE = new FactTable<>(
            ExchangeRate.class,
            "exchange_rate",
            19,
            List.of(
                    Column.text("source_currency", fact -> fact.sourceCurrency().code()),
                    Column.text("target_currency", fact -> fact.targetCurrency().code()),
                    Column.number("rate_billionths", ExchangeRate::rateBillionths)),
            rows -> new ExchangeRate(
                    new CurrencyCode(rows.getString("source_currency")),
                    new CurrencyCode(rows.getString("target_currency")),
                    rows.getLong("rate_billionths")));

    @Override
    public FactTable<ExchangeRate> table() {
        return TABLE;
    }

    @Override
    public Sentence sentence() {
        return Sentence.of("1 " + sourceCurrency + " is ")
                .number(BigDecimal.valueOf(rateBillionths, DECIMALS))
                .words(" " + targetCurrency);
    }
}

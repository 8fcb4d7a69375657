package io.keepwell.core.ledger;

import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.time.ReportingZone;
import java.util.List;

/// What a ledger depends on besides the account's own facts.
public record LedgerRules(ReportingZone zone, ExchangeRates rates, Policies policies) {
    /// Without any exchange rates, in UTC and with default policies.
    public static LedgerRules plain(CurrencyCode currency) {
        return new LedgerRules(
                ReportingZone.of("UTC"),
                new ExchangeRates(currency, Policies.DEFAULT.rateDays(), List.of()),
                Policies.DEFAULT);
    }
}

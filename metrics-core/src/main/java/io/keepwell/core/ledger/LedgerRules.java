package io.keepwell.core.ledger;

import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.time.ReportingZone;
import java.util.List;
import java.util.Map;

/// What a ledger depends on besides the account's own facts.
///
/// @param partners the names of partners, by number
public record LedgerRules(ReportingZone zone, ExchangeRates rates, Policies policies, Map<Integer, String> partners) {
    public LedgerRules {
        partners = Map.copyOf(partners);
    }

    /// Without any exchange rates or partners, in UTC and with default policies.
    public static LedgerRules plain(CurrencyCode currency) {
        return new LedgerRules(
                ReportingZone.of("UTC"),
                new ExchangeRates(currency, Policies.DEFAULT.rateDays(), List.of()),
                Policies.DEFAULT,
                Map.of());
    }

    /// The name of a partner; empty for one that isn't known.
    String partner(int number) {
        return partners.getOrDefault(number, "");
    }
}

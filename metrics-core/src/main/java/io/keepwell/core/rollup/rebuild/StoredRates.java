package io.keepwell.core.rollup.rebuild;

import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.FactReader;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.ExchangeRates;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.setting.Policies;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the exchange rates that were reported.
public final class StoredRates {
    private StoredRates() {}

    /// @param receivedUntil empty for all
    public static ExchangeRates read(
            Connection connection, CurrencyCode reporting, Policies policies, Optional<Instant> receivedUntil)
            throws SQLException {
        List<StoredFact<ExchangeRate>> rates = new ArrayList<>();
        FactReader.all(connection, FactTables.EXCHANGE_RATE, receivedUntil, rates::add);
        return new ExchangeRates(reporting, policies.rateDays(), rates);
    }
}

package io.keepwell.core.rollup.refresh;

import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.ExchangeRates;
import io.keepwell.core.ledger.Lifecycle;
import io.keepwell.core.rollup.rebuild.StoredRates;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Settings;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// How an account stood over time, worked out from its own facts and those of the accounts merged into it.
@Singleton
public final class Lifecycles {
    private static final Set<FactTable<?>> TABLES = Set.of(FactTables.SUBSCRIPTION_CHANGE, FactTables.LEAD);

    private final Database database;
    private final Settings settings;
    private final PolicyChanges policies;

    public Lifecycles(Database database, Settings settings, PolicyChanges policies) {
        this.database = database;
        this.settings = settings;
        this.policies = policies;
    }

    /// An account's lifecycle. Which accounts are one is as of today, whatever the moment.
    ///
    /// @param account no part of another
    /// @param asOf when it was known; empty for now
    public Lifecycle of(int account, Optional<Instant> asOf) {
        Policies ofThen = asOf.map(policies::at).orElseGet(settings::policies);
        return database.transaction(connection -> {
            ExchangeRates rates = StoredRates.read(connection, settings.firm().currency(), ofThen, asOf);
            AccountFacts facts = Objects.requireNonNull(AccountFacts.read(connection, TABLES, List.of(account), asOf)
                    .get(account));
            return Lifecycle.of(facts, rates);
        });
    }
}

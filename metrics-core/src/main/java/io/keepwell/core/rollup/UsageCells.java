package io.keepwell.core.rollup;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Cells of usage: which accounts and users were active, and with which features.
final class UsageCells implements DirectCells.Kind<Usage> {
    private static final Set<Quantity> QUANTITIES =
            Set.of(Quantity.ACTIVE_ACCOUNTS, Quantity.USING, Quantity.ACTIVE_USERS, Quantity.FEATURE_USERS);

    private static final Set<Quantity> ACCOUNTS = Set.of(Quantity.ACTIVE_ACCOUNTS, Quantity.USING);

    private final UserDictionary users;
    private final DetailDictionary details;

    UsageCells(UserDictionary users, DetailDictionary details) {
        this.users = users;
        this.details = details;
    }

    @Override
    public FactTable<Usage> table() {
        return FactTables.USAGE;
    }

    @Override
    public Set<Quantity> quantities() {
        return QUANTITIES;
    }

    @Override
    public void add(List<Sliced<Usage>> facts, CellSum sum) {
        Map<UserDictionary.User, Integer> numbers =
                users.numbers(facts.stream().map(UsageCells::user).collect(Collectors.toSet()));
        Map<String, Integer> features = details.numbers(
                facts.stream().map(sliced -> sliced.stored().fact().feature()).collect(Collectors.toSet()));
        for (Sliced<Usage> sliced : facts) {
            StoredFact<Usage> stored = sliced.stored();
            Usage usage = stored.fact();
            int user = Objects.requireNonNull(numbers.get(user(sliced)));
            for (Quantity quantity : ACCOUNTS) {
                sum.add(quantity, stored.day(), sliced.slice(), DetailDictionary.NONE, usage.times(), stored.account());
            }
            sum.addOncePerDay(Quantity.ACTIVE_USERS, stored.day(), sliced.slice(), DetailDictionary.NONE, user);
            if (!usage.feature().isEmpty()) {
                int feature = Objects.requireNonNull(features.get(usage.feature()));
                sum.addOncePerDay(Quantity.FEATURE_USERS, stored.day(), sliced.slice(), feature, user);
            }
        }
    }

    private static UserDictionary.User user(Sliced<Usage> sliced) {
        return new UserDictionary.User(
                sliced.stored().account(), sliced.stored().fact().userId());
    }
}

package io.keepwell.core.rollup.cell;

import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Measure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Cells of usage: which accounts and users were active, and with which features.
public final class UsageCells implements DirectCells.Kind<Usage> {
    private static final Set<Measure> QUANTITIES =
            Set.of(Measure.ACTIVE_ACCOUNTS, Measure.USING, Measure.ACTIVE_USERS, Measure.FEATURE_USERS);

    private static final Set<Measure> ACCOUNTS = Set.of(Measure.ACTIVE_ACCOUNTS, Measure.USING);

    private final UserDictionary users;
    private final CustomValueDictionary customValues;

    public UsageCells(UserDictionary users, CustomValueDictionary customValues) {
        this.users = users;
        this.customValues = customValues;
    }

    @Override
    public FactTable<Usage> table() {
        return FactTables.USAGE;
    }

    @Override
    public Set<Measure> measures() {
        return QUANTITIES;
    }

    @Override
    public void add(List<SlicedFact<Usage>> facts, CellSum sum) {
        Map<UserDictionary.User, Integer> numbers =
                users.numbers(facts.stream().map(UsageCells::user).collect(Collectors.toSet()));
        Map<String, Integer> features = customValues.numbers(
                facts.stream().map(sliced -> sliced.stored().fact().feature()).collect(Collectors.toSet()));
        for (SlicedFact<Usage> sliced : facts) {
            StoredFact<Usage> stored = sliced.stored();
            Usage usage = stored.fact();
            int user = Objects.requireNonNull(numbers.get(user(sliced)));
            for (Measure measure : ACCOUNTS) {
                sum.add(
                        measure,
                        stored.day(),
                        sliced.slice(),
                        CustomValueDictionary.NONE,
                        usage.times(),
                        stored.account());
            }
            sum.addOncePerDay(Measure.ACTIVE_USERS, stored.day(), sliced.slice(), CustomValueDictionary.NONE, user);
            if (!usage.feature().isEmpty()) {
                int feature = Objects.requireNonNull(features.get(usage.feature()));
                sum.addOncePerDay(Measure.FEATURE_USERS, stored.day(), sliced.slice(), feature, user);
            }
        }
    }

    private static UserDictionary.User user(SlicedFact<Usage> sliced) {
        return new UserDictionary.User(
                sliced.stored().account(), sliced.stored().fact().userId());
    }
}

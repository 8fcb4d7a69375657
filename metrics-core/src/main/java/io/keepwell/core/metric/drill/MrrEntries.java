package io.keepwell.core.metric.drill;

import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Slice;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.counts.KeptRevenue;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Customers and movements of MRR behind a figure.
///
/// @param currency of the money in the ledger
record MrrEntries(MetricData data, CurrencyCode currency) {

    /// Each account with its last movement of the period, or with what it paid on the day where it had
    /// none.
    List<DrillEntry> accounts(AccountSet added, AccountSet subtracted, LocalDate on, Period period) {
        Map<Integer, MrrMovement> balances = byAccount(data.balances(on));
        Map<Integer, MrrMovement> moved = byAccount(data.movements(period.from(), period.to()));
        List<DrillEntry> entries = new ArrayList<>();
        added.stream()
                .forEach(account ->
                        entries.add(account(account, on, moved.get(account), balances.get(account), BigDecimal.ONE)));
        subtracted.stream()
                .forEach(account -> entries.add(
                        account(account, on, moved.get(account), balances.get(account), BigDecimal.ONE.negate())));
        return entries;
    }

    private DrillEntry account(
            int account, LocalDate on, @Nullable MrrMovement moved, @Nullable MrrMovement balance, BigDecimal amount) {
        if (moved != null) {
            return entry(moved, amount);
        }
        return new DrillEntry(
                account, on, balance == null ? "no MRR" : money(balance.afterMicros()) + " a month", amount);
    }

    List<DrillEntry> movements(Period period, Slice slice, Set<MovementKind> added, Set<MovementKind> subtracted) {
        List<DrillEntry> entries = new ArrayList<>();
        for (MrrMovement movement : movementsIn(period, slice)) {
            if (added.contains(movement.kind())) {
                entries.add(entry(movement, Money.units(movement.amountMicros())));
            } else if (subtracted.contains(movement.kind())) {
                entries.add(entry(movement, Money.units(-movement.amountMicros())));
            }
        }
        return entries;
    }

    List<DrillEntry> movementCount(Period period, Slice slice, MovementKind kind) {
        return movementsIn(period, slice).stream()
                .filter(movement -> movement.kind() == kind)
                .map(movement -> entry(movement, BigDecimal.ONE))
                .toList();
    }

    private List<MrrMovement> movementsIn(Period period, Slice slice) {
        return data.movements(period.from(), period.to()).stream()
                .filter(movement -> slice.holds(movement.sliceKey()))
                .toList();
    }

    private DrillEntry entry(MrrMovement movement, BigDecimal amount) {
        String detail = movement.kind().id().replace('_', ' ') + ": " + money(movement.beforeMicros()) + " → "
                + money(movement.afterMicros());
        return new DrillEntry(movement.account(), movement.day(), detail, amount);
    }

    List<DrillEntry> balances(Slice slice, LocalDate at) {
        return data.balances(at).stream()
                .filter(last -> slice.holds(last.sliceKey()))
                .map(last ->
                        new DrillEntry(last.account(), last.day(), "pays since then", Money.units(last.afterMicros())))
                .toList();
    }

    /// Each on the day of its last movement of the period, or on the day after it where it had none.
    List<DrillEntry> keptBalances(Period period, Slice slice, boolean capped) {
        Map<Integer, MrrMovement> closing = byAccount(data.balances(period.to()));
        Map<Integer, MrrMovement> moved = byAccount(data.movements(period.from(), period.to()));
        List<DrillEntry> entries = new ArrayList<>();
        for (MrrMovement opening : data.balances(period.from())) {
            if (!slice.holds(opening.sliceKey())) {
                continue;
            }
            long after = Optional.ofNullable(closing.get(opening.account()))
                    .map(MrrMovement::afterMicros)
                    .orElse(0L);
            long kept = KeptRevenue.keptOf(opening.afterMicros(), after, capped);
            entries.add(new DrillEntry(
                    opening.account(),
                    Optional.ofNullable(moved.get(opening.account()))
                            .map(MrrMovement::day)
                            .orElse(period.to()),
                    money(opening.afterMicros()) + " → " + money(after),
                    Money.units(kept)));
        }
        return entries;
    }

    private static Map<Integer, MrrMovement> byAccount(List<MrrMovement> balances) {
        return balances.stream()
                .collect(
                        Collectors.toMap(MrrMovement::account, Function.identity(), (_, later) -> later, HashMap::new));
    }

    private String money(long micros) {
        return ValueFormat.amount(Money.units(micros), Unit.MONEY_PER_MONTH, currency);
    }
}

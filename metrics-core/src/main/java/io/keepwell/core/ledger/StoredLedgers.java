package io.keepwell.core.ledger;

import io.keepwell.core.account.Slice;
import io.keepwell.core.database.LoadRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Ledgers of some accounts as rows of the ledger's tables.
public record StoredLedgers(
        Collection<Version> versions,
        Collection<Period> periods,
        Collection<Movement> movements,
        Collection<Entry> entries) {
    /// A row about an account.
    public interface Row {
        int account();

        LoadRow row();
    }

    /// When an account stood in which slice.
    public record Version(int account, LocalDate from, LocalDate to, int slice) implements Row {
        @Override
        public LoadRow row() {
            return new LoadRow().number(account).day(from).day(to).number(slice);
        }
    }

    /// What a subscription paid from when to when.
    public record Period(
            int account, int partner, String subscription, LocalDate from, LocalDate to, long monthlyMicros)
            implements Row {
        @Override
        public LoadRow row() {
            return new LoadRow()
                    .number(account)
                    .number(partner)
                    .text(subscription)
                    .day(from)
                    .day(to)
                    .number(monthlyMicros);
        }
    }

    /// A movement, with its slice's number.
    public record Movement(
            int account, LocalDate day, MovementKind kind, int slice, long amount, long before, long after)
            implements Row {
        @Override
        public LoadRow row() {
            return new LoadRow()
                    .number(account)
                    .day(day)
                    .number(kind.code())
                    .number(slice)
                    .number(amount)
                    .number(before)
                    .number(after);
        }
    }

    /// An entry, with the numbers of its slice and custom value.
    public record Entry(
            int account,
            Measure measure,
            LocalDate day,
            int number,
            int slice,
            int customValue,
            long amount,
            String item)
            implements Row {
        @Override
        public LoadRow row() {
            return new LoadRow()
                    .number(account)
                    .number(measure.code())
                    .day(day)
                    .number(number)
                    .number(slice)
                    .number(customValue)
                    .number(amount)
                    .text(item);
        }
    }

    /// @param slices numbers of all slices that the ledgers name
    /// @param customValues numbers of all custom values that the ledgers name
    static StoredLedgers of(
            Map<Integer, Ledger> ledgers, Map<Slice, Integer> slices, Map<String, Integer> customValues) {
        StoredLedgers rows =
                new StoredLedgers(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        ledgers.forEach((account, ledger) -> {
            for (AccountVersion version : ledger.versions()) {
                rows.versions()
                        .add(new Version(account, version.from(), version.to(), number(slices, version.sliceKey())));
            }
            for (SubscriptionPeriod period : ledger.periods()) {
                rows.periods()
                        .add(new Period(
                                account,
                                period.partner(),
                                period.subscriptionId(),
                                period.from(),
                                period.to(),
                                period.monthlyMicros()));
            }
            for (MrrMovement movement : ledger.movements()) {
                rows.movements()
                        .add(new Movement(
                                account,
                                movement.day(),
                                movement.kind(),
                                number(slices, movement.sliceKey()),
                                movement.amountMicros(),
                                movement.beforeMicros(),
                                movement.afterMicros()));
            }
            addEntries(account, ledger, slices, customValues, rows.entries());
        });
        return rows;
    }

    private static void addEntries(
            int account,
            Ledger ledger,
            Map<Slice, Integer> slices,
            Map<String, Integer> customValues,
            Collection<Entry> entries) {
        record MeasureDay(Measure measure, LocalDate day) {}
        Map<MeasureDay, Integer> counts = new HashMap<>();
        for (LedgerRow entry : ledger.entries()) {
            int number = counts.merge(new MeasureDay(entry.measure(), entry.day()), 1, Integer::sum);
            entries.add(new Entry(
                    account,
                    entry.measure(),
                    entry.day(),
                    number,
                    number(slices, entry.sliceKey()),
                    Objects.requireNonNull(customValues.get(entry.customValue())),
                    entry.amount(),
                    entry.item()));
        }
    }

    private static int number(Map<Slice, Integer> numbers, Slice sliceKey) {
        return Objects.requireNonNull(numbers.get(sliceKey));
    }
}

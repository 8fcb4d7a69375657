package io.keepwell.core.metric.drill;

import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.AnswerPoints;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.DrillThrough;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.rollup.cell.UserDictionary;
import io.keepwell.core.rollup.read.LatestAnswers;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Lists the records behind figures.
public final class DrillReader {
    private final Database database;
    private final UserDictionary users;
    private final MrrEntries mrr;
    private final LedgerEntries ledger;
    private final AnswerEntries answers;

    /// @param currency of the money in the ledger
    public DrillReader(
            Database database, SliceDictionary slices, UserDictionary users, MetricData data, CurrencyCode currency) {
        this.database = database;
        this.users = users;
        this.mrr = new MrrEntries(data, currency);
        this.ledger = new LedgerEntries(data, currency);
        this.answers = new AnswerEntries(data, slices);
    }

    private record Records(Unit unit, DrillEntries entries) {
        static Records of(Unit unit, List<DrillEntry> all) {
            return new Records(unit, new DrillEntries.Gathered(all));
        }
    }

    /// Holds as many entries as are wanted, and what all of them come to.
    private static final class First implements Consumer<DrillEntry> {
        private final Comparator<DrillEntry> order;
        private final long most;
        private final PriorityQueue<DrillEntry> held;
        private BigDecimal total = BigDecimal.ZERO;
        private long count;

        First(Comparator<DrillEntry> order, long most) {
            this.order = order;
            this.most = most;
            this.held = new PriorityQueue<>(order.reversed());
        }

        @Override
        public void accept(DrillEntry entry) {
            total = total.add(entry.amount());
            count++;
            held.add(entry);
            if (held.size() > most) {
                var _ = held.remove();
            }
        }

        List<DrillEntry> from(int first) {
            return held.stream().sorted(order).skip(first).toList();
        }
    }

    private static final class Accounts implements Consumer<DrillEntry> {
        private final Set<Integer> numbers = new HashSet<>();

        @Override
        public void accept(DrillEntry entry) {
            numbers.add(entry.account());
        }
    }

    /// Hands all entries on as rows.
    private static final class Naming implements Consumer<DrillEntry> {
        private final Consumer<DrillRows.Row> taker;
        private final Map<Integer, String> names;
        private BigDecimal total = BigDecimal.ZERO;
        private long count;

        Naming(Consumer<DrillRows.Row> taker, Map<Integer, String> names) {
            this.taker = taker;
            this.names = names;
        }

        @Override
        public void accept(DrillEntry entry) {
            total = total.add(entry.amount());
            count++;
            taker.accept(row(entry, names));
        }
    }

    public DrillRows list(MetricValue figure, DrillRange range) {
        Records records = records(figure);
        Comparator<DrillEntry> order = order(range, records.entries());
        First first = records.entries().into(() -> new First(order, (long) range.from() + range.most()));
        List<DrillEntry> shown = first.from(range.from());
        Map<Integer, String> names =
                names(shown.stream().map(DrillEntry::account).collect(Collectors.toSet()));
        return new DrillRows(
                figure.calculation().drillThrough().term(),
                shown.stream().map(entry -> row(entry, names)).toList(),
                first.total,
                records.unit(),
                first.count - shown.size());
    }

    /// Hands on every row, one by one.
    ///
    /// @param taker makes what takes all rows, anew for each attempt to read them
    /// @return what they come to, with none of them listed
    public DrillRows each(MetricValue figure, Supplier<? extends Consumer<DrillRows.Row>> taker) {
        Records records = records(figure);
        Map<Integer, String> names = names(records.entries().into(Accounts::new).numbers);
        Naming all = records.entries().into(() -> new Naming(taker.get(), names));
        return new DrillRows(
                figure.calculation().drillThrough().term(), List.of(), all.total, records.unit(), all.count);
    }

    private static DrillRows.Row row(DrillEntry entry, Map<Integer, String> names) {
        return new DrillRows.Row(
                entry.account(), names.getOrDefault(entry.account(), ""), entry.day(), entry.detail(), entry.amount());
    }

    private Map<Integer, String> names(Set<Integer> accounts) {
        return accounts.isEmpty()
                ? Map.of()
                : database.transaction(connection -> AccountDirectory.names(connection, accounts));
    }

    private Comparator<DrillEntry> order(DrillRange range, DrillEntries entries) {
        Comparator<DrillEntry> order = switch (range.order()) {
            case SIZE -> DrillEntry.ORDER;
            case ACCOUNT -> {
                Map<Integer, String> names = names(entries.into(Accounts::new).numbers);
                yield Comparator.comparing(entry -> names.getOrDefault(entry.account(), ""), AccountDirectory.byName());
            }
            case DAY -> Comparator.comparing(DrillEntry::day);
            case DETAIL -> Comparator.comparing(DrillEntry::detail, String.CASE_INSENSITIVE_ORDER);
            case AMOUNT -> Comparator.comparing(DrillEntry::amount);
        };
        return (range.reversed() ? order.reversed() : order).thenComparing(DrillEntry.ORDER);
    }

    private Records records(MetricValue figure) {
        Period period = figure.period();
        Slice slice = figure.slice();
        return switch (figure.calculation().drillThrough()) {
            case DrillThrough.Accounts(TermId _, AccountSet added, AccountSet subtracted, LocalDate on) ->
                Records.of(Unit.COUNT, mrr.accounts(added, subtracted, on, period));
            case DrillThrough.Movements(TermId _, Set<MovementKind> added, Set<MovementKind> subtracted) ->
                Records.of(Unit.MONEY_PER_MONTH, mrr.movements(period, slice, added, subtracted));
            case DrillThrough.MovementCount(TermId _, MovementKind kind) ->
                Records.of(Unit.COUNT, mrr.movementCount(period, slice, kind));
            case DrillThrough.Balances(TermId _, LocalDate at) ->
                Records.of(Unit.MONEY_PER_MONTH, mrr.balances(slice, at));
            case DrillThrough.KeptBalances(TermId _, boolean capped) ->
                Records.of(Unit.MONEY_PER_MONTH, mrr.keptBalances(period, slice, capped));
            case DrillThrough.Answers(TermId _, AnswerPoints points) ->
                new Records(points.unit(), answers.answers(period, slice, points, _ -> true));
            case DrillThrough.SomeAnswers(TermId _, AnswerPoints points, Set<LatestAnswers.AnswerId> ids) ->
                new Records(
                        points.unit(),
                        answers.answers(
                                period,
                                slice,
                                points,
                                answer -> ids.contains(LatestAnswers.AnswerId.of(answer.stored()))));
            case DrillThrough.Quotes quotes -> new Records(Unit.COUNT, answers.quotes(period, slice, quotes));
            case DrillThrough.Users(TermId _, AccountSet users, LocalDate on) ->
                Records.of(Unit.COUNT, users(users, on));
            case DrillThrough.Entries entries -> Records.of(entries.unit(), ledger.entries(period, slice, entries));
            case DrillThrough.Levels(TermId _, Measure measure, Optional<String> detail, LocalDate at, Unit unit) ->
                Records.of(unit, ledger.levels(slice, measure, detail, at, unit));
            case DrillThrough.Amounts(TermId _, DrillThrough.ByAccount amounts, LocalDate on, Unit unit) ->
                Records.of(unit, amounts(amounts.all(), on));
            case DrillThrough.Nothing() -> Records.of(Unit.COUNT, List.of());
        };
    }

    private List<DrillEntry> users(AccountSet numbers, LocalDate on) {
        return users.users(numbers.stream().boxed().toList()).values().stream()
                .map(user -> new DrillEntry(user.account(), on, user.id(), BigDecimal.ONE))
                .toList();
    }

    private static List<DrillEntry> amounts(SortedMap<Integer, DrillThrough.Amount> amounts, LocalDate on) {
        return amounts.entrySet().stream()
                .map(each -> new DrillEntry(
                        each.getKey(),
                        on,
                        each.getValue().detail(),
                        each.getValue().amount()))
                .toList();
    }
}

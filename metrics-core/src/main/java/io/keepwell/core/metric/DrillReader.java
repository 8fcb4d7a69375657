package io.keepwell.core.metric;

import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.ledger.LedgerRow;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.Answer;
import io.keepwell.core.rollup.LatestAnswers;
import io.keepwell.core.rollup.MetricData;
import io.keepwell.core.rollup.UserDictionary;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists the records behind figures.
final class DrillReader {
    private static final Comparator<Entry> ORDER = Comparator.<Entry, BigDecimal>comparing(
                    entry -> entry.amount().abs())
            .reversed()
            .thenComparing(Entry::day)
            .thenComparingInt(Entry::account)
            .thenComparing(Entry::detail);

    /// Before any day that an event can have.
    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

    private final Database database;
    private final SliceDictionary slices;
    private final UserDictionary users;
    private final MetricData knowledge;
    private final CurrencyCode currency;

    /// @param currency of the money in the ledger
    DrillReader(
            Database database,
            SliceDictionary slices,
            UserDictionary users,
            MetricData knowledge,
            CurrencyCode currency) {
        this.database = database;
        this.slices = slices;
        this.users = users;
        this.knowledge = knowledge;
        this.currency = currency;
    }

    private record Entry(int account, LocalDate day, String detail, BigDecimal amount) {}

    /// What is behind a figure, to be gone through as often as need be.
    private sealed interface Entries {
        /// @param taker makes what takes all entries, anew for each attempt to read them
        /// @return the one that took all of them
        <T extends Consumer<Entry>> T into(Supplier<T> taker);
    }

    private record Gathered(List<Entry> all) implements Entries {
        @Override
        public <T extends Consumer<Entry>> T into(Supplier<T> taker) {
            T into = taker.get();
            all.forEach(into);
            return into;
        }
    }

    /// Read anew each time: there may be more answers than can be held at once.
    ///
    /// @param before comes before all answers
    /// @param entry of an answer; empty where it isn't behind the figure
    private record OfAnswers(
            MetricData knowledge, Period period, List<Entry> before, Function<Answer, Optional<Entry>> entry)
            implements Entries {
        private record Taking<T extends Consumer<Entry>>(T taker, Function<Answer, Optional<Entry>> entry)
                implements Consumer<Answer> {
            @Override
            public void accept(Answer answer) {
                entry.apply(answer).ifPresent(taker);
            }
        }

        @Override
        public <T extends Consumer<Entry>> T into(Supplier<T> taker) {
            return knowledge
                    .answers(period.from(), period.to(), () -> {
                        T into = taker.get();
                        before.forEach(into);
                        return new Taking<>(into, entry);
                    })
                    .taker();
        }
    }

    private record Records(Unit unit, Entries entries) {
        static Records of(Unit unit, List<Entry> all) {
            return new Records(unit, new Gathered(all));
        }
    }

    /// Holds as many entries as are wanted, and what all of them come to.
    private static final class First implements Consumer<Entry> {
        private final Comparator<Entry> order;
        private final long most;
        private final PriorityQueue<Entry> held;
        private BigDecimal total = BigDecimal.ZERO;
        private long count;

        First(Comparator<Entry> order, long most) {
            this.order = order;
            this.most = most;
            this.held = new PriorityQueue<>(order.reversed());
        }

        @Override
        public void accept(Entry entry) {
            total = total.add(entry.amount());
            count++;
            held.add(entry);
            if (held.size() > most) {
                var _ = held.remove();
            }
        }

        List<Entry> from(int first) {
            return held.stream().sorted(order).skip(first).toList();
        }
    }

    private static final class Accounts implements Consumer<Entry> {
        private final Set<Integer> numbers = new HashSet<>();

        @Override
        public void accept(Entry entry) {
            numbers.add(entry.account());
        }
    }

    /// Hands all entries on as rows.
    private static final class Naming implements Consumer<Entry> {
        private final Consumer<DrillRows.Row> taker;
        private final Map<Integer, String> names;
        private BigDecimal total = BigDecimal.ZERO;
        private long count;

        Naming(Consumer<DrillRows.Row> taker, Map<Integer, String> names) {
            this.taker = taker;
            this.names = names;
        }

        @Override
        public void accept(Entry entry) {
            total = total.add(entry.amount());
            count++;
            taker.accept(row(entry, names));
        }
    }

    DrillRows list(MetricValue figure, DrillRange range) {
        Records records = records(figure);
        Comparator<Entry> order = order(range, records.entries());
        First first = records.entries().into(() -> new First(order, (long) range.from() + range.most()));
        List<Entry> shown = first.from(range.from());
        Map<Integer, String> names = names(shown.stream().map(Entry::account).collect(Collectors.toSet()));
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
    DrillRows each(MetricValue figure, Supplier<? extends Consumer<DrillRows.Row>> taker) {
        Records records = records(figure);
        Map<Integer, String> names = names(records.entries().into(Accounts::new).numbers);
        Naming all = records.entries().into(() -> new Naming(taker.get(), names));
        return new DrillRows(
                figure.calculation().drillThrough().term(), List.of(), all.total, records.unit(), all.count);
    }

    private static DrillRows.Row row(Entry entry, Map<Integer, String> names) {
        return new DrillRows.Row(
                entry.account(), names.getOrDefault(entry.account(), ""), entry.day(), entry.detail(), entry.amount());
    }

    private Map<Integer, String> names(Set<Integer> accounts) {
        return accounts.isEmpty()
                ? Map.of()
                : database.transaction(connection -> AccountDirectory.names(connection, accounts));
    }

    private Comparator<Entry> order(DrillRange range, Entries entries) {
        Comparator<Entry> order = switch (range.order()) {
            case SIZE -> ORDER;
            case ACCOUNT -> {
                Map<Integer, String> names = names(entries.into(Accounts::new).numbers);
                yield Comparator.comparing(entry -> names.getOrDefault(entry.account(), ""), AccountDirectory.byName());
            }
            case DAY -> Comparator.comparing(Entry::day);
            case DETAIL -> Comparator.comparing(Entry::detail, String.CASE_INSENSITIVE_ORDER);
            case AMOUNT -> Comparator.comparing(Entry::amount);
        };
        return (range.reversed() ? order.reversed() : order).thenComparing(ORDER);
    }

    private Records records(MetricValue figure) {
        Period period = figure.period();
        Slice slice = figure.slice();
        return switch (figure.calculation().drillThrough()) {
            case DrillThrough.Accounts(TermId _, AccountSet added, AccountSet subtracted, LocalDate on) ->
                Records.of(Unit.COUNT, accounts(added, subtracted, on, period));
            case DrillThrough.Movements(TermId _, Set<MovementKind> added, Set<MovementKind> subtracted) ->
                Records.of(Unit.MONEY_PER_MONTH, movements(period, slice, added, subtracted));
            case DrillThrough.MovementCount(TermId _, MovementKind kind) ->
                Records.of(Unit.COUNT, movementCount(period, slice, kind));
            case DrillThrough.Balances(TermId _, LocalDate at) -> Records.of(Unit.MONEY_PER_MONTH, balances(slice, at));
            case DrillThrough.KeptBalances(TermId _, boolean capped) ->
                Records.of(Unit.MONEY_PER_MONTH, keptBalances(period, slice, capped));
            case DrillThrough.Answers(TermId _, AnswerPoints points) ->
                new Records(Unit.COUNT, answers(period, slice, points, _ -> true));
            case DrillThrough.SomeAnswers(TermId _, AnswerPoints points, Set<LatestAnswers.AnswerId> ids) ->
                new Records(
                        Unit.COUNT,
                        answers(
                                period,
                                slice,
                                points,
                                answer -> ids.contains(LatestAnswers.AnswerId.of(answer.stored()))));
            case DrillThrough.Quotes quotes -> new Records(Unit.COUNT, quotes(period, slice, quotes));
            case DrillThrough.Users(TermId _, AccountSet users, LocalDate on) ->
                Records.of(Unit.COUNT, users(users, on));
            case DrillThrough.Entries entries -> Records.of(entries.unit(), entries(period, slice, entries));
            case DrillThrough.Levels(TermId _, Measure measure, Optional<String> detail, LocalDate at, Unit unit) ->
                Records.of(unit, levels(slice, measure, detail, at, unit));
            case DrillThrough.Amounts(TermId _, DrillThrough.ByAccount amounts, LocalDate on, Unit unit) ->
                Records.of(unit, amounts(amounts.all(), on));
            case DrillThrough.Nothing() -> Records.of(Unit.COUNT, List.of());
        };
    }

    /// Each account with its last movement of the period, or with what it paid on the day where it had
    /// none.
    private List<Entry> accounts(AccountSet added, AccountSet subtracted, LocalDate on, Period period) {
        Map<Integer, MrrMovement> balances = byAccount(knowledge.balances(on));
        Map<Integer, MrrMovement> moved = byAccount(knowledge.movements(period.from(), period.to()));
        List<Entry> entries = new ArrayList<>();
        added.stream()
                .forEach(account ->
                        entries.add(account(account, on, moved.get(account), balances.get(account), BigDecimal.ONE)));
        subtracted.stream()
                .forEach(account -> entries.add(
                        account(account, on, moved.get(account), balances.get(account), BigDecimal.ONE.negate())));
        return entries;
    }

    private Entry account(
            int account, LocalDate on, @Nullable MrrMovement moved, @Nullable MrrMovement balance, BigDecimal amount) {
        if (moved != null) {
            return entry(moved, amount);
        }
        return new Entry(account, on, balance == null ? "no MRR" : money(balance.afterMicros()) + " a month", amount);
    }

    private List<Entry> movements(Period period, Slice slice, Set<MovementKind> added, Set<MovementKind> subtracted) {
        List<Entry> entries = new ArrayList<>();
        for (MrrMovement movement : movementsIn(period, slice)) {
            if (added.contains(movement.kind())) {
                entries.add(entry(movement, Money.units(movement.amountMicros())));
            } else if (subtracted.contains(movement.kind())) {
                entries.add(entry(movement, Money.units(-movement.amountMicros())));
            }
        }
        return entries;
    }

    private List<Entry> movementCount(Period period, Slice slice, MovementKind kind) {
        return movementsIn(period, slice).stream()
                .filter(movement -> movement.kind() == kind)
                .map(movement -> entry(movement, BigDecimal.ONE))
                .toList();
    }

    private List<MrrMovement> movementsIn(Period period, Slice slice) {
        return knowledge.movements(period.from(), period.to()).stream()
                .filter(movement -> slice.holds(movement.sliceKey()))
                .toList();
    }

    private List<Entry> entries(Period period, Slice slice, DrillThrough.Entries wanted) {
        Set<Measure> measures = new HashSet<>(wanted.added());
        measures.addAll(wanted.subtracted());
        List<Entry> entries = new ArrayList<>();
        for (LedgerRow entry : knowledge.entries(measures, period.from(), period.to())) {
            boolean counts = slice.holds(entry.sliceKey())
                    && wanted.detail().map(entry.customValue()::equals).orElse(true)
                    && entry.amount() != 0;
            if (counts) {
                BigDecimal amount = wanted.unit().ofStored(entry.amount());
                entries.add(new Entry(
                        entry.account(),
                        entry.day(),
                        described(entry),
                        wanted.added().contains(entry.measure()) ? amount : amount.negate()));
            }
        }
        return entries;
    }

    private List<Entry> levels(Slice slice, Measure measure, Optional<String> detail, LocalDate at, Unit unit) {
        record Level(int account, String detail) {}
        Map<Level, Long> amounts = new LinkedHashMap<>();
        Map<Level, LocalDate> since = new HashMap<>();
        for (LedgerRow entry : knowledge.entries(Set.of(measure), BEGINNING, at)) {
            if (slice.holds(entry.sliceKey())
                    && detail.map(entry.customValue()::equals).orElse(true)) {
                Level level = new Level(entry.account(), entry.customValue());
                amounts.merge(level, entry.amount(), Math::addExact);
                since.put(level, entry.day());
            }
        }
        return amounts.entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .map(each -> new Entry(
                        each.getKey().account(),
                        Objects.requireNonNull(since.get(each.getKey())),
                        each.getKey().detail() + " · since then",
                        unit.ofStored(each.getValue())))
                .toList();
    }

    private static List<Entry> amounts(SortedMap<Integer, DrillThrough.Amount> amounts, LocalDate on) {
        return amounts.entrySet().stream()
                .map(each -> new Entry(
                        each.getKey(),
                        on,
                        each.getValue().detail(),
                        each.getValue().amount()))
                .toList();
    }

    private String described(LedgerRow entry) {
        String measure = entry.measure().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String detail = entry.customValue().isEmpty() ? "" : " · " + entry.customValue();
        String item = entry.item().isEmpty() ? "" : " · " + entry.item();
        boolean took = entry.measure().aggregation() == Measure.Aggregation.DURATIONS;
        String hours =
                took ? " · " + ValueFormat.amount(Unit.HOURS.ofStored(entry.amount()), Unit.HOURS, currency) : "";
        return measure + detail + item + hours;
    }

    private Entry entry(MrrMovement movement, BigDecimal amount) {
        String detail = movement.kind().id().replace('_', ' ') + ": " + money(movement.beforeMicros()) + " → "
                + money(movement.afterMicros());
        return new Entry(movement.account(), movement.day(), detail, amount);
    }

    private List<Entry> balances(Slice slice, LocalDate at) {
        return knowledge.balances(at).stream()
                .filter(last -> slice.holds(last.sliceKey()))
                .map(last -> new Entry(last.account(), last.day(), "pays since then", Money.units(last.afterMicros())))
                .toList();
    }

    /// Each on the day of its last movement of the period, or on the day after it where it had none.
    private List<Entry> keptBalances(Period period, Slice slice, boolean capped) {
        Map<Integer, MrrMovement> closing = byAccount(knowledge.balances(period.to()));
        Map<Integer, MrrMovement> moved = byAccount(knowledge.movements(period.from(), period.to()));
        List<Entry> entries = new ArrayList<>();
        for (MrrMovement opening : knowledge.balances(period.from())) {
            if (!slice.holds(opening.sliceKey())) {
                continue;
            }
            long after = Optional.ofNullable(closing.get(opening.account()))
                    .map(MrrMovement::afterMicros)
                    .orElse(0L);
            long kept = KeptRevenue.keptOf(opening.afterMicros(), after, capped);
            entries.add(new Entry(
                    opening.account(),
                    Optional.ofNullable(moved.get(opening.account()))
                            .map(MrrMovement::day)
                            .orElse(period.to()),
                    money(opening.afterMicros()) + " → " + money(after),
                    Money.units(kept)));
        }
        return entries;
    }

    private Entries answers(Period period, Slice slice, AnswerPoints points, Predicate<Answer> which) {
        return ofAnswers(period, slice, List.of(), answer -> {
            SurveyAnswer fact = answer.fact();
            return points.of(fact)
                    .filter(_ -> which.test(answer))
                    .map(amount -> new Entry(
                            answer.account(),
                            answer.day(),
                            fact.score() + (fact.comment().isEmpty() ? "" : " · " + fact.comment()),
                            BigDecimal.valueOf(amount)));
        });
    }

    private OfAnswers ofAnswers(
            Period period, Slice slice, List<Entry> before, Function<Answer, Optional<Entry>> entry) {
        return new OfAnswers(
                knowledge,
                period,
                before,
                answer -> slice.holds(slices.sliceKey(answer.slice())) ? entry.apply(answer) : Optional.empty());
    }

    private Entries quotes(Period period, Slice slice, DrillThrough.Quotes wanted) {
        List<LedgerRow> remarks = knowledge.entries(wanted.remarks(), period.from(), period.to()).stream()
                .filter(entry -> slice.holds(entry.sliceKey())
                        && wanted.detail().map(entry.customValue()::equals).orElse(true))
                .toList();
        Map<Integer, List<StoredFact<Feedback>>> reported =
                knowledge.remarks(remarks.stream().map(LedgerRow::account).collect(Collectors.toSet())).stream()
                        .collect(Collectors.groupingBy(StoredFact::account));
        List<Entry> entries = new ArrayList<>();
        for (LedgerRow remark : remarks) {
            String text = reported.getOrDefault(remark.account(), List.of()).stream()
                    .filter(stored -> stored.fact().feedbackId().equals(remark.item())
                            && stored.day().equals(remark.day()))
                    .map(stored -> stored.fact().text())
                    .findFirst()
                    .orElse("");
            String detail = remark.customValue().isEmpty() ? "" : remark.customValue() + ": ";
            entries.add(new Entry(remark.account(), remark.day(), detail + text, BigDecimal.ONE));
        }
        return wanted.comments()
                ? ofAnswers(
                        period,
                        slice,
                        entries,
                        answer -> Optional.of(answer.fact().comment())
                                .filter(comment -> !comment.isEmpty())
                                .map(comment -> new Entry(answer.account(), answer.day(), comment, BigDecimal.ONE)))
                : new Gathered(entries);
    }

    private List<Entry> users(AccountSet numbers, LocalDate on) {
        return users.users(numbers.stream().boxed().toList()).values().stream()
                .map(user -> new Entry(user.account(), on, user.id(), BigDecimal.ONE))
                .toList();
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

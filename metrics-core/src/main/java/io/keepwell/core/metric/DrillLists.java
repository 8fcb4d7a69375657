package io.keepwell.core.metric;

import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.AccountSet;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.StoredFact;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.ledger.LedgerEntry;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.ledger.MrrMovement;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.Answer;
import io.keepwell.core.rollup.Knowledge;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists the records behind figures.
final class DrillLists {
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
    private final Knowledge knowledge;
    private final CurrencyCode currency;

    /// @param currency of the money in the ledger
    DrillLists(
            Database database,
            SliceDictionary slices,
            UserDictionary users,
            Knowledge knowledge,
            CurrencyCode currency) {
        this.database = database;
        this.slices = slices;
        this.users = users;
        this.knowledge = knowledge;
        this.currency = currency;
    }

    private record Entry(int account, LocalDate day, String detail, BigDecimal amount) {}

    DrillList list(Figure figure, int mostRows) {
        Period period = figure.period();
        Slice slice = figure.slice();
        Behind behind = figure.calculation().behind();
        return switch (behind) {
            case Behind.Accounts(String _, AccountSet added, AccountSet subtracted, LocalDate on) ->
                list(behind, accounts(added, subtracted, on, period), Unit.COUNT, mostRows);
            case Behind.Movements(String _, Set<MovementKind> added, Set<MovementKind> subtracted) ->
                list(behind, movements(period, slice, added, subtracted), Unit.MONEY_PER_MONTH, mostRows);
            case Behind.MovementCount(String _, MovementKind kind) ->
                list(behind, movementCount(period, slice, kind), Unit.COUNT, mostRows);
            case Behind.Balances(String _, LocalDate at) ->
                list(behind, balances(slice, at), Unit.MONEY_PER_MONTH, mostRows);
            case Behind.KeptBalances(String _, boolean capped) ->
                list(behind, keptBalances(period, slice, capped), Unit.MONEY_PER_MONTH, mostRows);
            case Behind.Answers(String _, AnswerPoints points) ->
                list(behind, answers(period, slice, points), Unit.COUNT, mostRows);
            case Behind.Quotes quotes -> list(behind, quotes(period, slice, quotes), Unit.COUNT, mostRows);
            case Behind.Users(String _, AccountSet users, LocalDate on) ->
                list(behind, users(users, on), Unit.COUNT, mostRows);
            case Behind.Entries entries -> list(behind, entries(period, slice, entries), entries.unit(), mostRows);
            case Behind.Levels(String _, Quantity quantity, Optional<String> detail, LocalDate at, Unit unit) ->
                list(behind, levels(slice, quantity, detail, at, unit), unit, mostRows);
            case Behind.Amounts(String _, Behind.ByAccount amounts, LocalDate on, Unit unit) ->
                list(behind, amounts(amounts.all(), on), unit, mostRows);
            case Behind.Nothing() -> list(behind, List.of(), Unit.COUNT, mostRows);
        };
    }

    private DrillList list(Behind behind, List<Entry> entries, Unit unit, int mostRows) {
        List<Entry> shown = entries.stream().sorted(ORDER).limit(mostRows).toList();
        Map<Integer, String> names = database.transaction(connection -> AccountDirectory.names(
                connection, shown.stream().map(Entry::account).collect(Collectors.toSet())));
        BigDecimal total = entries.stream().map(Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new DrillList(
                behind.standsFor(),
                shown.stream()
                        .map(entry -> new DrillList.Row(
                                entry.account(),
                                names.getOrDefault(entry.account(), ""),
                                entry.day(),
                                entry.detail(),
                                entry.amount()))
                        .toList(),
                total,
                unit,
                entries.size() - (long) shown.size());
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
                .filter(movement -> slice.holds(movement.leaf()))
                .toList();
    }

    private List<Entry> entries(Period period, Slice slice, Behind.Entries wanted) {
        Set<Quantity> quantities = new HashSet<>(wanted.added());
        quantities.addAll(wanted.subtracted());
        List<Entry> entries = new ArrayList<>();
        for (LedgerEntry entry : knowledge.entries(quantities, period.from(), period.to())) {
            boolean counts = slice.holds(entry.leaf())
                    && wanted.detail().map(entry.detail()::equals).orElse(true)
                    && entry.amount() != 0;
            if (counts) {
                BigDecimal amount = wanted.unit().ofStored(entry.amount());
                entries.add(new Entry(
                        entry.account(),
                        entry.day(),
                        described(entry),
                        wanted.added().contains(entry.quantity()) ? amount : amount.negate()));
            }
        }
        return entries;
    }

    private List<Entry> levels(Slice slice, Quantity quantity, Optional<String> detail, LocalDate at, Unit unit) {
        record Level(int account, String detail) {}
        Map<Level, Long> amounts = new LinkedHashMap<>();
        Map<Level, LocalDate> since = new HashMap<>();
        for (LedgerEntry entry : knowledge.entries(Set.of(quantity), BEGINNING, at)) {
            if (slice.holds(entry.leaf()) && detail.map(entry.detail()::equals).orElse(true)) {
                Level level = new Level(entry.account(), entry.detail());
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

    private static List<Entry> amounts(SortedMap<Integer, Behind.Amount> amounts, LocalDate on) {
        return amounts.entrySet().stream()
                .map(each -> new Entry(
                        each.getKey(),
                        on,
                        each.getValue().detail(),
                        each.getValue().amount()))
                .toList();
    }

    private String described(LedgerEntry entry) {
        String quantity = entry.quantity().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String detail = entry.detail().isEmpty() ? "" : " · " + entry.detail();
        String item = entry.item().isEmpty() ? "" : " · " + entry.item();
        boolean took = entry.quantity().shape() == Quantity.Shape.DURATIONS;
        String hours =
                took ? " · " + ValueFormat.amount(Unit.HOURS.ofStored(entry.amount()), Unit.HOURS, currency) : "";
        return quantity + detail + item + hours;
    }

    private Entry entry(MrrMovement movement, BigDecimal amount) {
        String detail = movement.kind().id().replace('_', ' ') + ": " + money(movement.beforeMicros()) + " → "
                + money(movement.afterMicros());
        return new Entry(movement.account(), movement.day(), detail, amount);
    }

    private List<Entry> balances(Slice slice, LocalDate at) {
        return knowledge.balances(at).stream()
                .filter(last -> slice.holds(last.leaf()))
                .map(last -> new Entry(last.account(), last.day(), "pays since then", Money.units(last.afterMicros())))
                .toList();
    }

    /// Each on the day of its last movement of the period, or on the day after it where it had none.
    private List<Entry> keptBalances(Period period, Slice slice, boolean capped) {
        Map<Integer, MrrMovement> closing = byAccount(knowledge.balances(period.to()));
        Map<Integer, MrrMovement> moved = byAccount(knowledge.movements(period.from(), period.to()));
        List<Entry> entries = new ArrayList<>();
        for (MrrMovement opening : knowledge.balances(period.from())) {
            if (!slice.holds(opening.leaf())) {
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

    private List<Entry> answers(Period period, Slice slice, AnswerPoints points) {
        List<Entry> entries = new ArrayList<>();
        for (Answer answer : answersIn(period, slice)) {
            SurveyAnswer fact = answer.fact();
            points.of(fact)
                    .ifPresent(amount -> entries.add(new Entry(
                            answer.account(),
                            answer.day(),
                            fact.score() + (fact.comment().isEmpty() ? "" : " · " + fact.comment()),
                            BigDecimal.valueOf(amount))));
        }
        return entries;
    }

    private List<Answer> answersIn(Period period, Slice slice) {
        return knowledge.answers(period.from(), period.to()).stream()
                .filter(answer -> slice.holds(slices.leaf(answer.slice())))
                .toList();
    }

    private List<Entry> quotes(Period period, Slice slice, Behind.Quotes wanted) {
        List<LedgerEntry> remarks = knowledge.entries(wanted.remarks(), period.from(), period.to()).stream()
                .filter(entry -> slice.holds(entry.leaf())
                        && wanted.detail().map(entry.detail()::equals).orElse(true))
                .toList();
        Map<Integer, List<StoredFact<Feedback>>> told =
                knowledge.remarks(remarks.stream().map(LedgerEntry::account).collect(Collectors.toSet())).stream()
                        .collect(Collectors.groupingBy(StoredFact::account));
        List<Entry> entries = new ArrayList<>();
        for (LedgerEntry remark : remarks) {
            String text = told.getOrDefault(remark.account(), List.of()).stream()
                    .filter(stored -> stored.fact().feedbackId().equals(remark.item())
                            && stored.day().equals(remark.day()))
                    .map(stored -> stored.fact().text())
                    .findFirst()
                    .orElse("");
            String detail = remark.detail().isEmpty() ? "" : remark.detail() + ": ";
            entries.add(new Entry(remark.account(), remark.day(), detail + text, BigDecimal.ONE));
        }
        if (wanted.comments()) {
            answersIn(period, slice).stream()
                    .filter(answer -> !answer.fact().comment().isEmpty())
                    .forEach(answer -> entries.add(new Entry(
                            answer.account(), answer.day(), answer.fact().comment(), BigDecimal.ONE)));
        }
        return entries;
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

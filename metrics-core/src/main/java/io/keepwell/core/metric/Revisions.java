package io.keepwell.core.metric;

import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactReader;
import io.keepwell.core.fact.FactReader.Arrived;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Tells what changed a figure since an earlier moment, down to the events.
@Singleton
public final class Revisions {
    private static final int MOST_ROWS = 500;
    private static final int MOST_EVENTS = 500;
    /// Among so many of the newest events are those that are told of.
    private static final int MOST_READ = 10_000;

    private final Figures figures;
    private final FactReader facts;
    private final Database database;
    private final Clock clock;

    public Revisions(Figures figures, FactReader facts, Database database, Clock clock) {
        this.figures = figures;
        this.facts = facts;
        this.database = database;
        this.clock = clock;
    }

    /// What changed the figure of a question's first period.
    ///
    /// @param question its `asKnownAt` is the later moment; empty for now
    /// @param since the earlier moment
    /// @throws BadQuestionException where the moments aren't in order, and as for `Figures.answer`
    public Revision since(Question question, Instant since) {
        Instant until = question.asKnownAt().orElseGet(clock::instant);
        if (!since.isBefore(until)) {
            throw new BadQuestionException("since", "Since when? " + since + " is not before " + until + ".");
        }
        List<Figure> both = figures.answer(question, Optional.of(since), question.asKnownAt());
        Figure before = both.getFirst();
        Figure after = both.getLast();
        DrillList then = figures.list(before, Integer.MAX_VALUE);
        DrillList now = figures.list(after, Integer.MAX_VALUE);
        Effects effects =
                Effects.of(difference(then.rows(), now.rows()), after.period().to());
        List<Revision.Row> rows = effects.ordered();
        List<Revision.Event> events = events(effects, since, until);
        return new Revision(
                before,
                after,
                now.standsFor(),
                now.unit(),
                now.total().subtract(then.total()),
                rows.subList(0, Math.min(MOST_ROWS, rows.size())),
                Math.max(0, rows.size() - MOST_ROWS),
                events.subList(0, Math.min(MOST_EVENTS, events.size())),
                events.size() > MOST_EVENTS);
    }

    private static List<Revision.Row> difference(List<DrillList.Row> then, List<DrillList.Row> now) {
        Map<DrillList.Row, Integer> counts = new HashMap<>();
        then.forEach(row -> counts.merge(row, 1, Integer::sum));
        now.forEach(row -> counts.merge(row, -1, Integer::sum));
        List<Revision.Row> rows = new ArrayList<>();
        collect(now, counts, -1, rows);
        collect(then, counts, 1, rows);
        return rows;
    }

    /// @param sign of the counts of rows that are wanted
    private static void collect(
            Collection<DrillList.Row> candidates,
            Map<DrillList.Row, Integer> counts,
            int sign,
            List<Revision.Row> rows) {
        for (DrillList.Row row : candidates) {
            int count = counts.getOrDefault(row, 0);
            if (Integer.signum(count) == sign) {
                rows.add(new Revision.Row(row, sign < 0));
                counts.put(row, count - sign);
            }
        }
    }

    private List<Revision.Event> events(Effects effects, Instant since, Instant until) {
        Set<Integer> accounts = effects.accounts();
        List<Arrived> arrived = facts.arrivedBetween(accounts, since, until, MOST_READ);
        Map<Integer, String> names = database.transaction(connection -> AccountDirectory.names(connection, accounts));
        return arrived.stream()
                .sorted(effects.eventOrder())
                .limit(MOST_EVENTS + 1)
                .map(each -> new Revision.Event(
                        names.getOrDefault(each.fact().account(), ""), each.fact(), each.takenBack(), each.at()))
                .toList();
    }

    /// What the rows that came or went say of their accounts.
    ///
    /// @param byAccount what all rows of an account moved the list by, and the days of these rows
    /// @param end of the period: what was true only then or later made no row
    private record Effects(List<Revision.Row> rows, Map<Integer, Effect> byAccount, LocalDate end) {
        record Effect(BigDecimal moved, NavigableSet<LocalDate> days) {
            BigDecimal size() {
                return moved.abs();
            }

            Effect and(Effect other) {
                NavigableSet<LocalDate> all = new TreeSet<>(days);
                all.addAll(other.days);
                return new Effect(moved.add(other.moved), all);
            }
        }

        static Effects of(List<Revision.Row> rows, LocalDate end) {
            Map<Integer, Effect> byAccount = new HashMap<>();
            rows.forEach(row -> byAccount.merge(
                    row.row().account(),
                    new Effect(row.moved(), new TreeSet<>(Set.of(row.row().day()))),
                    Effect::and));
            return new Effects(rows, byAccount, end);
        }

        Set<Integer> accounts() {
            return byAccount.keySet();
        }

        private Effect of(int account) {
            return Objects.requireNonNull(byAccount.get(account));
        }

        List<Revision.Row> ordered() {
            return rows.stream()
                    .sorted(Comparator.<Revision.Row, BigDecimal>comparing(
                                    row -> of(row.row().account()).size())
                            .thenComparing(row -> of(row.row().account()).days().last())
                            .reversed()
                            .thenComparingInt(row -> row.row().account())
                            .thenComparing(Revision.Row::came))
                    .toList();
        }

        Comparator<Arrived> eventOrder() {
            return Comparator.<Arrived, Boolean>comparing(this::ofARow)
                    .thenComparing(arrived -> of(arrived.fact().account()).size())
                    .reversed()
                    .thenComparing(Arrived.NEWEST_FIRST);
        }

        /// Whether the event was true on the day of a row that came or went, and so is likely what
        /// made it.
        private boolean ofARow(Arrived arrived) {
            LocalDate day = arrived.fact().day();
            return day.isBefore(end) && of(arrived.fact().account()).days().contains(day);
        }
    }
}

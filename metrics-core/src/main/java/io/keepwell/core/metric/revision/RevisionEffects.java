package io.keepwell.core.metric.revision;

import io.keepwell.core.fact.store.Arrived;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the rows that came or went say of their accounts.
///
/// @param byAccount what all rows of an account moved the list by, and the days of these rows
/// @param end of the period: what was true only then or later made no row
record RevisionEffects(List<Revision.Row> rows, Map<Integer, Effect> byAccount, LocalDate end) {
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

    static RevisionEffects of(List<Revision.Row> rows, LocalDate end) {
        Map<Integer, Effect> byAccount = new HashMap<>();
        rows.forEach(row -> byAccount.merge(
                row.row().account(),
                new Effect(row.moved(), new TreeSet<>(Set.of(row.row().day()))),
                Effect::and));
        return new RevisionEffects(rows, byAccount, end);
    }

    Set<Integer> accounts() {
        return byAccount.keySet();
    }

    private BigDecimal size(int account) {
        return Optional.ofNullable(byAccount.get(account)).map(Effect::size).orElse(BigDecimal.ZERO);
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
                .thenComparing(arrived -> size(arrived.fact().account()))
                .reversed()
                .thenComparing(Arrived.NEWEST_FIRST);
    }

    /// Whether the event was true on the day of a row that came or went, and so is likely what
    /// made it.
    private boolean ofARow(Arrived arrived) {
        LocalDate day = arrived.fact().day();
        return day.isBefore(end)
                && Optional.ofNullable(byAccount.get(arrived.fact().account()))
                        .filter(effect -> effect.days().contains(day))
                        .isPresent();
    }
}

package io.keepwell.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Story;
import io.keepwell.core.rollup.Cell;
import io.keepwell.core.rollup.StoredKnowledge;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@UsesDatabase
@Slow
final class QuantityTest {
    private static final int EVENTS_AN_INTAKE = 500;
    private static final long MOST_SEEDS = 20;

    private static final SortedMap<String, Long> NOTHING = Collections.emptySortedMap();

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    /// No story has everything in it: where rates are told, hardly anything is held back. Each quantity is
    /// looked at in the first stories that have any of it.
    @Test
    void every_quantity_is_made_of_the_kinds_of_facts_that_it_names_and_of_no_others() {
        Set<Quantity> found = EnumSet.noneOf(Quantity.class);
        for (long seed = 3; seed < MOST_SEEDS && found.size() < Quantity.values().length; seed++) {
            List<Story.Told> everything = new RandomStories(seed).tellEverything(40, 40);
            for (Set<FactTable<?>> always : List.of(
                    Set.<FactTable<?>>of(FactTables.ACCOUNT_PROFILE, FactTables.EXCHANGE_RATE),
                    Set.<FactTable<?>>of(FactTables.ACCOUNT_PROFILE))) {
                Map<Quantity, SortedMap<String, Long>> whole =
                        amounts(those(everything, union(FactTables.ALL, always), always));
                Set<Quantity> toCheck = EnumSet.copyOf(whole.keySet());
                toCheck.removeAll(found);
                toCheck.removeIf(quantity -> quantity.madeOf().isEmpty());
                assertMadeOf(toCheck, everything, whole, always);
                found.addAll(whole.keySet());
            }
        }
        assertThat(found).contains(Quantity.values());
    }

    private static void assertMadeOf(
            Set<Quantity> quantities,
            List<Story.Told> everything,
            Map<Quantity, SortedMap<String, Long>> whole,
            Set<FactTable<?>> always) {
        Map<Set<FactTable<?>>, List<Quantity>> byKinds =
                quantities.stream().collect(Collectors.groupingBy(Quantity::madeOf));
        byKinds.forEach((kinds, madeOfThem) -> {
            Map<Quantity, SortedMap<String, Long>> alone = amounts(those(everything, kinds, always));
            madeOfThem.forEach(quantity -> assertThat(alone.getOrDefault(quantity, NOTHING))
                    .as(quantity + " of " + kinds + " alone")
                    .isEqualTo(whole.get(quantity)));
            if (kinds.size() > 1) {
                kinds.forEach(kind -> {
                    Set<FactTable<?>> others = union(kinds, Set.of());
                    others.remove(kind);
                    Map<Quantity, SortedMap<String, Long>> without = amounts(those(everything, others, always));
                    madeOfThem.forEach(quantity -> assertThat(without.getOrDefault(quantity, NOTHING))
                            .as(quantity + " without " + kind)
                            .isNotEqualTo(whole.get(quantity)));
                });
            }
        });
    }

    @Test
    void only_notes_are_made_of_nothing_by_themselves() {
        assertThat(Quantity.values())
                .filteredOn(quantity -> quantity.madeOf().isEmpty())
                .containsExactly(Quantity.CONVERTED, Quantity.HELD_BACK);
    }

    private static Set<FactTable<?>> union(Collection<FactTable<?>> some, Collection<FactTable<?>> others) {
        Set<FactTable<?>> union = new HashSet<>(some);
        union.addAll(others);
        return union;
    }

    /// @param always kinds that say where and by which rates things count, whatever these are made of
    private static List<Story.Told> those(
            Collection<Story.Told> told, Set<FactTable<?>> kinds, Set<FactTable<?>> always) {
        return told.stream()
                .filter(each -> {
                    FactTable<?> table = FactTables.of(each.fact());
                    return always.contains(table) || (kinds.contains(table) && table != FactTables.EXCHANGE_RATE);
                })
                .toList();
    }

    /// What each quantity comes to by day and detail, when just this was told.
    private static Map<Quantity, SortedMap<String, Long>> amounts(List<Story.Told> told) {
        platform.forget();
        for (int start = 0; start < told.size(); start += EVENTS_AN_INTAKE) {
            platform.keepOfSeveral(told.subList(start, Math.min(told.size(), start + EVENTS_AN_INTAKE)));
        }
        platform.refresh();
        Map<Quantity, SortedMap<String, Long>> amounts = new EnumMap<>(Quantity.class);
        for (Cell cell : platform.get(StoredKnowledge.class).dayCells()) {
            amounts.computeIfAbsent(cell.quantity(), _ -> new TreeMap<>())
                    .merge(cell.day() + " " + cell.detail(), cell.amount(), Long::sum);
        }
        // What moves to another slice is in two cells that come to nothing.
        amounts.values().forEach(ofQuantity -> ofQuantity.values().removeIf(amount -> amount == 0));
        return amounts;
    }
}

package io.keepwell.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.read.CurrentData;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Policy;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@UsesDatabase
@Slow
final class MeasureTest {
    private static final int EVENTS_AN_INTAKE = 500;
    private static final long MOST_SEEDS = 20;

    private static final SortedMap<String, Long> NOTHING = Collections.emptySortedMap();

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    /// Of some tickets, so that there are others without a promise.
    @BeforeAll
    static void promise() {
        PolicyChanges changes = platform.get(PolicyChanges.class);
        var _ = changes.set(Policy.FIRST_RESPONSE_PROMISE, "urgent 8h; high 20h", "a test", "to see them kept");
        var _ = changes.set(Policy.RESOLUTION_PROMISE, "urgent 30h; high 60h", "a test", "to see them kept");
    }

    /// No story has everything in it: where rates are reported, hardly anything is pending. Each measure is
    /// looked at in the first stories that have any of it.
    @Test
    void every_measure_is_made_of_the_kinds_of_facts_that_it_names_and_of_no_others() {
        Set<Measure> found = EnumSet.noneOf(Measure.class);
        for (long seed = 3; seed < MOST_SEEDS && found.size() < Measure.values().length; seed++) {
            List<Story.SentEvent> everything = new RandomStories(seed).sendEverything(40, 40);
            for (Set<FactTable<?>> always : List.of(
                    Set.<FactTable<?>>of(FactTables.ACCOUNT_PROFILE, FactTables.EXCHANGE_RATE),
                    Set.<FactTable<?>>of(FactTables.ACCOUNT_PROFILE))) {
                Map<Measure, SortedMap<String, Long>> whole =
                        amounts(those(everything, union(FactTables.ALL, always), always));
                Set<Measure> toCheck = EnumSet.copyOf(whole.keySet());
                toCheck.removeAll(found);
                toCheck.removeIf(measure -> measure.madeOf().isEmpty());
                assertMadeOf(toCheck, everything, whole, always);
                found.addAll(whole.keySet());
            }
        }
        assertThat(found).contains(Measure.values());
    }

    private static void assertMadeOf(
            Set<Measure> measures,
            List<Story.SentEvent> everything,
            Map<Measure, SortedMap<String, Long>> whole,
            Set<FactTable<?>> always) {
        Map<Set<FactTable<?>>, List<Measure>> byKinds =
                measures.stream().collect(Collectors.groupingBy(Measure::madeOf));
        byKinds.forEach((kinds, madeOfThem) -> {
            Map<Measure, SortedMap<String, Long>> alone = amounts(those(everything, kinds, always));
            madeOfThem.forEach(measure -> assertThat(alone.getOrDefault(measure, NOTHING))
                    .as(measure + " of " + kinds + " alone")
                    .isEqualTo(whole.get(measure)));
            if (kinds.size() > 1) {
                kinds.forEach(kind -> {
                    Set<FactTable<?>> others = union(kinds, Set.of());
                    others.remove(kind);
                    Map<Measure, SortedMap<String, Long>> without = amounts(those(everything, others, always));
                    madeOfThem.forEach(measure -> assertThat(without.getOrDefault(measure, NOTHING))
                            .as(measure + " without " + kind)
                            .isNotEqualTo(whole.get(measure)));
                });
            }
        });
    }

    @Test
    void only_notes_are_made_of_nothing_by_themselves() {
        assertThat(Measure.values())
                .filteredOn(measure -> measure.madeOf().isEmpty())
                .containsExactly(Measure.CONVERTED, Measure.PENDING);
    }

    /// By the same stories with exchange rates and without any: what comes to something else is made of money.
    @Test
    void measure_changes_without_exchange_rates_where_it_names_money_and_nowhere_else() {
        Set<Measure> ofMoney = EnumSet.noneOf(Measure.class);
        for (Measure measure : Measure.values()) {
            assertThat(measure.madeOf()).as(measure + " is made of").containsAll(measure.moneyOf());
            if (!measure.moneyOf().isEmpty()) {
                ofMoney.add(measure);
            }
        }
        Set<Measure> changed = EnumSet.noneOf(Measure.class);
        for (long seed = 3; seed < MOST_SEEDS && !changed.containsAll(ofMoney); seed++) {
            List<Story.SentEvent> everything = new RandomStories(seed).sendEverything(40, 40);
            Set<FactTable<?>> rates = Set.of(FactTables.EXCHANGE_RATE);
            Set<FactTable<?>> kinds = union(FactTables.ALL, Set.of());
            Map<Measure, SortedMap<String, Long>> with = amounts(those(everything, kinds, rates));
            Map<Measure, SortedMap<String, Long>> without = amounts(those(everything, kinds, Set.of()));
            Set<Measure> moved = EnumSet.allOf(Measure.class);
            moved.removeIf(measure -> measure.madeOf().isEmpty()
                    || with.getOrDefault(measure, NOTHING).equals(without.getOrDefault(measure, NOTHING)));
            changed.addAll(moved);
        }
        assertThat(changed).containsExactlyInAnyOrderElementsOf(ofMoney);
    }

    @Test
    void conversion_of_a_lead_lacks_the_money_of_subscriptions_only() {
        assertThat(Measure.LEADS_CONVERTED.madeOf()).containsOnly(FactTables.LEAD, FactTables.SUBSCRIPTION_CHANGE);
        assertThat(Measure.LEADS_CONVERTED.moneyOf()).containsOnly(FactTables.SUBSCRIPTION_CHANGE);
    }

    private static Set<FactTable<?>> union(Collection<FactTable<?>> some, Collection<FactTable<?>> others) {
        Set<FactTable<?>> union = new HashSet<>(some);
        union.addAll(others);
        return union;
    }

    /// @param always kinds that say where and by which rates things count, whatever these are made of
    private static List<Story.SentEvent> those(
            Collection<Story.SentEvent> reported, Set<FactTable<?>> kinds, Set<FactTable<?>> always) {
        return reported.stream()
                .filter(each -> {
                    FactTable<?> table = FactTables.of(each.fact());
                    return always.contains(table) || (kinds.contains(table) && table != FactTables.EXCHANGE_RATE);
                })
                .toList();
    }

    /// What each measure comes to by day and detail, when just this was reported.
    private static Map<Measure, SortedMap<String, Long>> amounts(List<Story.SentEvent> reported) {
        platform.forget();
        for (int start = 0; start < reported.size(); start += EVENTS_AN_INTAKE) {
            platform.keepOfSeveral(reported.subList(start, Math.min(reported.size(), start + EVENTS_AN_INTAKE)));
        }
        platform.refresh();
        Map<Measure, SortedMap<String, Long>> amounts = new EnumMap<>(Measure.class);
        for (Cell cell : platform.get(CurrentData.class).dayCells()) {
            amounts.computeIfAbsent(cell.measure(), _ -> new TreeMap<>())
                    .merge(cell.day() + " " + cell.customValue(), cell.amount(), Long::sum);
        }
        // What moves to another slice is in two cells that come to nothing.
        amounts.values().forEach(ofMeasure -> ofMeasure.values().removeIf(amount -> amount == 0));
        return amounts;
    }
}

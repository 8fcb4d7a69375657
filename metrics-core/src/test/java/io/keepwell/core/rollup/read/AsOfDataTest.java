package io.keepwell.core.rollup.read;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Merges;
import io.keepwell.core.account.Slice;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerBuilder;
import io.keepwell.core.ledger.LedgerRow;
import io.keepwell.core.ledger.LedgerRows;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.money.Money;
import io.keepwell.core.rollup.cell.Cell;
import io.keepwell.core.rollup.rebuild.LedgerPass;
import io.keepwell.core.rollup.rebuild.LedgerRefresh;
import io.keepwell.core.rollup.rebuild.Rebuild;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was known is worked out from the facts, a few of them at a time.
@UsesDatabase
@Slow
final class AsOfDataTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);
    private static final LocalDate FIRST = LocalDate.of(2026, 2, 10);
    private static final LocalDate LAST = LocalDate.of(2026, 4, 1);
    private static final Set<Measure> ALL = EnumSet.allOf(Measure.class);
    private static final Map<String, Period> PENDING = FactTables.ALL.stream()
            .collect(Collectors.toMap(
                    FactTable::kind, table -> new Period(table == FactTables.PAYMENT ? FIRST : BEGINNING, LAST)));

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static AsOfData known(Optional<Instant> moment) {
        return platform.get(AsOfDataFactory.class).asOf(moment);
    }

    /// Everything that a knowledge answers, whatever the order where it has none.
    private static Map<String, Object> answers(MetricData knowledge) {
        Map<String, Object> answers = new TreeMap<>();
        answers.put("movements", knowledge.movements(FIRST, LAST));
        answers.put("balances", knowledge.balances(LAST));
        answers.put("entries", new HashSet<>(knowledge.entries(ALL, FIRST, LAST)));
        answers.put("number of entries", knowledge.entries(ALL, FIRST, LAST).size());
        List<Answer> given = new ArrayList<>();
        var _ = knowledge.answers(FIRST, LAST, () -> {
            given.clear();
            return given::add;
        });
        answers.put("answers", new HashSet<>(given));
        answers.put("number of answers", given.size());
        for (LatestAnswers.Filter asked : List.of(
                LatestAnswers.Filter.onAnyScale(SurveyAnswer.Kind.CSAT),
                new LatestAnswers.Filter(SurveyAnswer.Kind.NPS, 0, 10))) {
            Collection<LatestAnswers.Latest> latest =
                    knowledge.latestAnswers(asked, FIRST, LAST).all().orElseThrow();
            assertThat(latest).isNotEmpty().allMatch(each -> each.answer().kind() == asked.kind());
            answers.put("latest " + asked, new HashSet<>(latest));
        }
        answers.put("details", knowledge.customValues(ALL));
        answers.put("first days", knowledge.firstDays(ALL));
        answers.put("pending", knowledge.pending(PENDING, Slice.WHOLE));
        answers.put("pending in a slice", knowledge.pending(PENDING, Slice.of(Dimension.SEGMENT, "Small")));
        answers.put(
                "remarks",
                knowledge.remarks(IntStream.rangeClosed(1, 40)
                        .map(i -> platform.account("account-" + i % 20))
                        .boxed()
                        .toList()));
        return answers;
    }

    @Test
    void whatever_is_answered_is_what_was_stored_at_that_moment() {
        RandomStories stories = new RandomStories(12);
        List<Story.SentEvent> reported = stories.sendEverything(20, 40);
        Collections.shuffle(reported, stories.random());
        platform.mergeAccountsOfPartners(reported);
        Map<Instant, Map<String, Object>> stored = new TreeMap<>();
        for (int start = 0; start < reported.size(); start += 450) {
            platform.keepOfSeveral(reported.subList(start, Math.min(reported.size(), start + 450)));
            platform.refresh();
            stored.put(platform.clock().instant(), answers(platform.get(CurrentData.class)));
        }
        assertThat(stored).hasSize(4);

        stored.forEach((moment, then) ->
                assertThat(answers(known(Optional.of(moment)))).isEqualTo(then));
        assertThat(answers(known(Optional.empty()))).isEqualTo(answers(platform.get(CurrentData.class)));
    }

    @Test
    void cells_are_as_coarse_as_they_were_asked_for() {
        RandomStories stories = new RandomStories(12);
        platform.keepOfSeveral(stories.sendEverything(10, 40));
        platform.refresh();

        List<Cell> cells = known(Optional.empty()).cells(CellRequest.of(ALL, List.of(FIRST, LAST)));

        assertThat(cells).extracting(Cell::day).containsOnly(BEGINNING, FIRST);
        assertThat(cells)
                .extracting(cell -> new Cell.Key(cell.measure(), cell.day(), cell.slice(), cell.customValue()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(100);
        // Nobody asked for any account's own amount.
        assertThat(cells)
                .filteredOn(cell -> cell.measure() == Measure.REVENUE)
                .isNotEmpty()
                .allMatch(cell -> cell.members().isEmpty());
        Map<Measure, Long> expected = new EnumMap<>(Measure.class);
        platform.get(CurrentData.class).dayCells().stream()
                .filter(cell -> cell.day().isBefore(LAST))
                .filter(cell -> cell.measure().aggregation() != Measure.Aggregation.LAST_VALUES)
                .forEach(cell -> expected.merge(cell.measure(), cell.amount(), Long::sum));
        Map<Measure, Long> sums = new EnumMap<>(Measure.class);
        cells.stream()
                .filter(cell -> cell.measure().aggregation() != Measure.Aggregation.LAST_VALUES)
                .forEach(cell -> sums.merge(cell.measure(), cell.amount(), Long::sum));
        assertThat(sums).isEqualTo(expected);
    }

    @Test
    void what_came_and_went_between_two_boundaries_was_there() {
        platform.send(new Story("acme", EUR)
                .on("2026-01-10")
                .starts("10.00")
                .on("2026-01-20")
                .ends());

        assertThat(known(Optional.empty()).cells(CellRequest.of(Set.of(Measure.CUSTOMERS), List.of(LAST))))
                .singleElement()
                .satisfies(cell -> assertThat(cell.amount()).isZero());
    }

    @Test
    void only_kinds_of_facts_are_read_that_the_asked_measures_rest_on() {
        platform.send(new Story("acme", EUR)
                .on("2026-01-10")
                .starts("10.00")
                .send(new Order("o", "Desk", new Money(1_000_000, EUR), 1, false)));
        // Would be refused by whoever reads it.
        execute("update fact_order set product = repeat('x', 64), value_currency = '???'");

        assertThat(known(Optional.empty()).balances(LAST)).hasSize(1);
    }

    @Test
    void no_more_facts_are_read_at_once_than_may_be_and_parts_count_for_wholes_of_other_pieces() {
        RandomStories stories = new RandomStories(13);
        platform.keepOfSeveral(stories.sendEverything(30, 10));
        platform.keep(
                platform.partner(),
                new Story("account-29", EUR).on("2026-02-02").starts("7.00").reported());
        var _ = platform.get(Identity.class)
                .merge(platform.account("account-1"), platform.account("account-29"), "ana", "the same");
        platform.refresh();
        CountingBook counting = new CountingBook();
        Map<Integer, Ledger> whole = new TreeMap<>();
        pass(1_000_000).each(List.of(counting), whole::putAll);
        int all = counting.takeFacts();
        assertThat(all).isGreaterThan(400);

        List<Integer> facts = new ArrayList<>();
        Map<Integer, Ledger> inPieces = new TreeMap<>();
        pass(200).each(List.of(counting), ledgers -> {
            facts.add(counting.takeFacts());
            inPieces.putAll(ledgers);
        });

        assertThat(Collections.max(facts)).isLessThanOrEqualTo(200);
        assertThat(facts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(all);
        assertThat(inPieces).isEqualTo(whole);
    }

    @Test
    void policies_are_those_of_the_moment() {
        PolicyChanges changes = platform.get(PolicyChanges.class);
        platform.send(new Story("acme", EUR)
                .on("2026-01-05")
                .starts("100.00")
                .on("2026-02-20")
                .send(new CheckIn("c", CheckIn.Step.HELD, Optional.empty())));
        var _ = changes.set(Policy.CHECK_IN_DAYS, "45", "ann", "to begin with");
        platform.clock().advance(Duration.ofDays(1));
        Instant then = platform.clock().instant();
        platform.refresh();
        Set<Measure> recent = Set.of(Measure.RECENT_CHECK_IN);
        List<LedgerRow> stored = platform.get(CurrentData.class).entries(recent, BEGINNING, LAST.plusDays(10));
        for (String days : List.of("20", "10")) {
            platform.clock().advance(Duration.ofDays(1));
            var _ = changes.set(Policy.CHECK_IN_DAYS, days, "ann", "45 → 60 was never meant");
        }
        platform.refresh();

        // 45 days after 20 February is 6 April.
        assertThat(stored).extracting(LedgerRow::day).contains(LocalDate.of(2026, 4, 6));
        assertThat(known(Optional.of(then)).entries(recent, BEGINNING, LAST.plusDays(10)))
                .isEqualTo(stored);
        assertThat(known(Optional.of(then)).policies().checkInDays()).isEqualTo(45);
        assertThat(known(Optional.of(platform.clock().instant())).policies().checkInDays())
                .isEqualTo(10);
        assertThat(known(Optional.of(then.minus(Duration.ofDays(2)))).policies().checkInDays())
                .isEqualTo(90);
    }

    private static LedgerPass pass(int mostFacts) {
        Database database = platform.get(Database.class);
        return database.transaction(connection -> new LedgerPass(
                database,
                LedgerRefresh.rules(connection, platform.get(Settings.class)),
                Rebuild.accounts(connection),
                Merges.all(connection),
                Optional.empty(),
                mostFacts));
    }

    /// Reads all kinds of facts that ledgers are made of, writes nothing, and counts them.
    private static final class CountingBook implements LedgerBuilder {
        private int facts;

        @Override
        public Set<FactTable<?>> reads() {
            return new HashSet<>(FactTables.ALL);
        }

        @Override
        public Set<Measure> writes() {
            return Set.of();
        }

        @Override
        public void write(AccountFacts ofAccount, Ledger subscriptions, LedgerRules rules, LedgerRows entries) {
            for (FactTable<?> table : FactTables.ALL) {
                facts += ofAccount.of(table).size();
            }
        }

        int takeFacts() {
            int taken = facts;
            facts = 0;
            return taken;
        }
    }

    private static void execute(String sql) {
        platform.get(Database.class).run(connection -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        });
    }
}

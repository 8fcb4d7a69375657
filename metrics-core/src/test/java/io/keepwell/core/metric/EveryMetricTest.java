package io.keepwell.core.metric;

import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.describe;
import static io.keepwell.core.metric.FigureChecks.term;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.ledger.MovementKind;
import io.keepwell.core.metric.query.Breakdown;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.metric.revision.Revision;
import io.keepwell.core.metric.revision.Revisions;
import io.keepwell.core.recount.Recount;
import io.keepwell.core.rollup.read.AsOfDataFactory;
import io.keepwell.core.rollup.read.CurrentData;
import io.keepwell.core.rollup.read.MetricData;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.HealthPart;
import io.keepwell.core.setting.HealthSettings;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every metric, definition, period and slice, tried on random stories.
@UsesDatabase
@Slow
final class EveryMetricTest {
    private static final int STORIES_A_SEED = 25;
    /// So many that every definition is sure to be at work.
    private static final int ENOUGH = 4 * STORIES_A_SEED;
    /// How many accounts' stories are reported in all: `-Dkeepwell.stories=1000` tries harder.
    private static final int STORIES = Integer.getInteger("keepwell.stories", ENOUGH);
    /// With another than 1 stories are reported that no run from 1 reported.
    private static final int FIRST_SEED = Integer.getInteger("keepwell.first.seed", 1);
    /// Nothing that stories tell is as old.
    private static final Period BEFORE_ALL = new Period(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 9));
    /// When all periods that are asked about have begun.
    private static final String TODAY = "2027-04-02T00:00:00Z";

    /// Where days have 23 and 25 hours, and don't begin with those of UTC.
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    /// By definition, and by definition and kind of custom value, the values that stories gave.
    private static final Map<String, Set<BigDecimal>> VALUES = new TreeMap<>();

    /// How often figures by default definitions were missing for which reason.
    private static final Map<Recount.Reason, Integer> REASONS = new EnumMap<>(Recount.Reason.class);

    /// Definitions behind a figure of which a list was seen that isn't empty and stands for a term.
    private static final Set<String> LISTED = new TreeSet<>();

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeAll
    static void reportInNewYork() {
        Firm firm = platform.get(Settings.class).firm();
        platform.setFirm(new Firm(firm.name(), ReportingZone.of(ZONE.getId()), firm.currency()));
    }

    @BeforeEach
    void forget() {
        platform.forget();
        platform.clock().set(TODAY);
        set(Policy.FIRST_RESPONSE_PROMISE, "urgent 240h; segment Small 80h business; 480h");
        set(Policy.RESOLUTION_PROMISE, "high 480h; 80h business");
    }

    private static void set(Policy policy, String text) {
        var _ = platform.get(PolicyChanges.class).set(policy, text, "a test", "to count otherwise");
    }

    /// All stories together show every definition at work, with more than one value, of a custom value too
    /// where it has one, and with a list.
    @AfterAll
    static void every_definition_was_at_work() {
        if (STORIES >= ENOUGH && !VALUES.isEmpty()) {
            assertThat(REASONS.keySet()).containsExactly(Recount.Reason.values());
        }
        for (Metric metric : platform.get(MetricCatalogue.class).all()) {
            for (Definition definition : metric.info().definitions()) {
                String name = metric.info().id() + " " + definition.id();
                if (STORIES >= ENOUGH
                        && !VALUES.isEmpty()
                        && !metric.info().id().id().equals("custom.measure")) {
                    assertThat(VALUES.getOrDefault(name, Set.of())).as(name).hasSizeGreaterThan(1);
                }
                if (STORIES >= ENOUGH
                        && !VALUES.isEmpty()
                        && definition.customDimension().isPresent()) {
                    assertThat(VALUES.getOrDefault(name + " of one", Set.of()))
                            .as(name + " of one")
                            .hasSizeGreaterThan(1);
                }
                if (!LISTED.isEmpty()) {
                    assertThat(LISTED).contains(name);
                }
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + Math.ceilDiv(STORIES, STORIES_A_SEED));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void figure_is_what_a_recount_gives_and_where_there_is_none_for_its_reason(long seed) {
        RandomStories stories = new RandomStories(seed, ZONE);
        List<Story.SentEvent> reported = stories.withSecondThoughts(stories.sendEverything(STORIES_A_SEED, 32));
        reported.addAll(RandomStories.ticketsWithTwoReplies(STORIES_A_SEED));
        Policies policiesThen = setPolicies(stories);
        Part part = keepInBatches(stories, reported);
        Policies policies = stories.random().nextBoolean() ? setPolicies(stories) : policiesThen;
        platform.refresh();
        setHealthModels(stories);
        List<Period> periods = periods(stories);
        List<Slice> slices = slices(stories);

        Recount recount = recount(reported, policies, Optional.empty());
        int values = 0;
        for (Slice slice : slices) {
            values += assertAgrees(everyFigure(periods, slice, Optional.empty()), recount);
        }
        assertThat(values).isGreaterThan(3_000);

        Recount recountThen = recount(part.reported(), policiesThen, Optional.of(part.at()));
        for (Slice slice : List.of(Slice.WHOLE, stories.one(slices))) {
            int _ = assertAgrees(everyFigure(periods, slice, Optional.of(part.at())), recountThen);
        }
    }

    private static Recount recount(List<Story.SentEvent> reported, Policies policies, Optional<Instant> asOf) {
        HealthModels models = platform.get(HealthSettings.class).models(asOf);
        return new Recount(
                RandomStories.byPartner(reported),
                new Recount.Terms(
                        TestPlatform.EUR, ZONE, policies, models, LocalDate.ofInstant(Instant.parse(TODAY), ZONE)),
                (_, account) -> account);
    }

    /// @return how many have a value
    private static int assertAgrees(List<MetricValue> figures, Recount recount) {
        int values = 0;
        Map<Set<Measure>, Boolean> areEverAny = new HashMap<>();
        for (MetricValue figure : figures) {
            Optional<BigDecimal> expected = recount.figure(
                    figure.metric().id().id(),
                    figure.definition().id().id(),
                    figure.period(),
                    figure.slice(),
                    figure.customValue());
            assertThat(Recount.agree(figure.amount(), expected, figure.isApproximate()))
                    .as(describe(figure) + (figure.recalled() ? ", as of then," : "") + " should be " + expected)
                    .isTrue();
            if (figure.metric().id().id().startsWith("support.")) {
                assertExclusions(figure, recount);
            }
            if (expected.isPresent()) {
                values++;
                VALUES.computeIfAbsent(name(figure), _ -> new HashSet<>()).add(expected.get());
            } else if (isDefault(figure)) {
                assertReason(figure, recount);
            }
            if (expected.isEmpty() && figure.period().equals(BEFORE_ALL) && !figure.recalled()) {
                boolean isEverAny = areEverAny.computeIfAbsent(
                        measures(figure),
                        measures -> !platform.get(CurrentData.class)
                                .firstDays(measures)
                                .isEmpty());
                assertThat(figure.outcome()).isInstanceOfSatisfying(Outcome.Unavailable.class, unavailable -> {
                    assertThat(unavailable.reason()).as(describe(figure)).isEqualTo(Outcome.Reason.NO_DATA);
                    assertThat(unavailable.message().contains("before all data"))
                            .as(describe(figure))
                            .isEqualTo(isEverAny);
                });
            }
        }
        return values;
    }

    private static void assertExclusions(MetricValue figure, Recount recount) {
        Map<String, Long> exclusions = figure.calculation().exclusions().stream()
                .collect(Collectors.toMap(Exclusion::reason, Exclusion::count));
        assertThat(exclusions)
                .as("left out of " + describe(figure))
                .isEqualTo(recount.exclusions(
                        figure.metric().id().id(), figure.definition().id().id(), figure.period(), figure.slice()));
    }

    private static boolean isDefault(MetricValue figure) {
        return figure.definition().equals(figure.metric().defaultDefinition());
    }

    private static void assertReason(MetricValue figure, Recount recount) {
        Recount.Reason expected =
                recount.reason(figure.metric().id().id(), figure.period(), figure.slice(), figure.customValue());
        assertThat(figure.outcome()).isInstanceOfSatisfying(Outcome.Unavailable.class, unavailable -> {
            assertThat(unavailable.reason().name())
                    .as(describe(figure) + (figure.recalled() ? ", as of then," : "") + " " + unavailable.message())
                    .isEqualTo(expected.name());
            REASONS.merge(expected, 1, Integer::sum);
        });
    }

    private static Set<Measure> measures(MetricValue figure) {
        return platform.get(MetricCatalogue.class)
                .get(figure.metric().id())
                .measures(figure.definition().id());
    }

    private static String name(MetricValue figure) {
        return figure.metric().id() + " " + figure.definition().id()
                + (figure.customValue().isPresent() ? " of one" : "");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 12})
    void list_behind_every_figure_adds_up_to_it_and_movements_lead_from_opening_to_closing(long seed) {
        RandomStories stories = new RandomStories(seed, ZONE);
        Part _ = keepInBatches(stories, stories.withSecondThoughts(stories.sendEverything(STORIES_A_SEED, 32)));
        platform.refresh();
        setHealthModels(stories);
        List<Slice> slices = new ArrayList<>(slices(stories));
        Collections.shuffle(slices.subList(1, slices.size()), stories.random());

        for (Slice slice : slices.subList(0, 12)) {
            for (MetricValue figure : everyFigure(periods(stories).subList(0, 3), slice, Optional.empty())) {
                DrillRows list = assertListAddsUp(platform, figure);
                if (!list.rows().isEmpty() && figure.reconcile(list) instanceof DrillReconciliation.Agrees) {
                    LISTED.add(figure.metric().id() + " " + figure.definition().id());
                }
                if (figure.metric().id().id().equals("revenue.mrr_movements")) {
                    assertMovementsLeadToClosing(figure);
                }
            }
        }
    }

    private static void assertMovementsLeadToClosing(MetricValue figure) {
        BigDecimal expected = term(figure, TermId.OPENING);
        for (MovementKind kind : MovementKind.values()) {
            BigDecimal moved =
                    figure.calculation().term(TermId.of(kind)).map(Term::amount).orElse(BigDecimal.ZERO);
            expected = switch (kind) {
                case NEW, EXPANSION, REACTIVATION, TRANSFER_IN, EXCHANGE_GAIN -> expected.add(moved);
                case CONTRACTION, CHURN, TRANSFER_OUT, EXCHANGE_LOSS -> expected.subtract(moved);
            };
        }
        assertThat(term(figure, TermId.CLOSING)).as(describe(figure)).isEqualByComparingTo(expected);
    }

    @Test
    void accumulating_figures_of_two_periods_add_up_to_that_of_both() {
        RandomStories stories = new RandomStories(5, ZONE);
        Part _ = keepInBatches(stories, stories.withSecondThoughts(stories.sendEverything(20, 32)));
        platform.refresh();
        LocalDate middle = LocalDate.of(2026, 3, 20);
        Period first = new Period(LocalDate.of(2026, 2, 1), middle);
        Period second = new Period(middle, LocalDate.of(2026, 5, 1));

        int compared = 0;
        for (MetricValue both :
                everyFigure(List.of(new Period(first.from(), second.to())), Slice.WHOLE, Optional.empty())) {
            if (both.definition().accumulating()) {
                List<MetricValue> parts = platform.get(MetricQueries.class)
                        .answer(new MetricQuery(
                                both.metric().id(),
                                both.definition().id(),
                                List.of(first, second),
                                both.slice(),
                                both.customValue(),
                                Optional.empty()));
                assertThat(parts.stream()
                                .flatMap(part -> part.amount().stream())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .as(describe(both))
                        .isEqualByComparingTo(both.amount().orElse(BigDecimal.ZERO));
                compared += both.amount().isPresent() ? 1 : 0;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    private record Remembered(MetricValue figure, DrillRows list, Instant at) {}

    /// Every definition, at some of the moments at which new things were known.
    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void figure_as_known_at_a_moment_is_what_was_shown_then(long seed) {
        RandomStories stories = new RandomStories(seed, ZONE);
        List<Story.SentEvent> reported = stories.withSecondThoughts(stories.sendEverything(15, 30));
        Collections.shuffle(reported, stories.random());
        platform.mergeAccountsOfPartners(reported);
        Period period = periods(stories).getFirst();
        List<List<Remembered>> remembered = new ArrayList<>();
        for (int start = 0; start < reported.size(); start += 100) {
            platform.keepOfSeveral(reported.subList(start, Math.min(reported.size(), start + 100)));
            platform.refresh();
            setHealthModels(stories);
            if (start % 300 == 0) {
                for (Slice slice : List.of(Slice.WHOLE, stories.one(slices(stories)))) {
                    remembered.add(everyFigure(List.of(period), slice, Optional.empty()).stream()
                            .map(figure -> new Remembered(
                                    figure,
                                    platform.get(MetricQueries.class).list(figure, 100),
                                    platform.clock().instant()))
                            .toList());
                }
            }
        }
        for (List<Remembered> then : remembered) {
            List<MetricValue> recalled = platform
                    .get(MetricQueries.class)
                    .answer(then.stream()
                            .map(each -> query(each.figure(), Optional.of(each.at())))
                            .toList())
                    .stream()
                    .map(List::getFirst)
                    .toList();
            for (int i = 0; i < then.size(); i++) {
                assertThat(recalled.get(i).calculation())
                        .as(describe(then.get(i).figure()))
                        .isEqualTo(then.get(i).figure().calculation());
                assertThat(recalled.get(i).recalled()).isTrue();
            }
            int some = stories.random().nextInt(4);
            for (int i = some; i < then.size(); i += 4) {
                assertThat(platform.get(MetricQueries.class).list(recalled.get(i), 100))
                        .as(describe(then.get(i).figure()))
                        .isEqualTo(then.get(i).list());
            }
        }
    }

    private static MetricQuery query(MetricValue figure, Optional<Instant> asOf) {
        return new MetricQuery(
                figure.metric().id(),
                figure.definition().id(),
                List.of(figure.period()),
                figure.slice(),
                figure.customValue(),
                asOf);
    }

    @Test
    void what_changed_since_a_moment_adds_up_to_the_difference_of_the_lists_then_and_now() {
        RandomStories stories = new RandomStories(10, ZONE);
        List<Story.SentEvent> reported = stories.withSecondThoughts(stories.sendEverything(8, 30));
        Collections.shuffle(reported, stories.random());
        platform.mergeAccountsOfPartners(reported);
        platform.keepOfSeveral(reported.subList(0, reported.size() / 2));
        platform.refresh();
        Period spring = new Period(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 5, 1));
        List<MetricValue> then = new ArrayList<>(everyFigure(List.of(spring), Slice.WHOLE, Optional.empty()));
        then.addAll(everyFigure(List.of(spring), Slice.of(Dimension.SEGMENT, "Small"), Optional.empty()));
        Instant moment = platform.clock().instant();
        platform.keepOfSeveral(reported.subList(reported.size() / 2, reported.size()));
        platform.refresh();

        int changed = 0;
        for (MetricValue before : then) {
            Revision revision = platform.get(Revisions.class).since(query(before, Optional.empty()), moment);

            assertThat(revision.before().calculation()).as(describe(before)).isEqualTo(before.calculation());
            // Of what was all taken back nobody can ask any more.
            if (details(before.definition(), platform.get(CurrentData.class)).contains(before.customValue())) {
                assertThat(revision.after().calculation())
                        .as(describe(before))
                        .isEqualTo(platform.get(MetricQueries.class)
                                .answer(query(before, Optional.empty()))
                                .getFirst()
                                .calculation());
            }
            assertThat(revision.moreRows()).isZero();
            assertThat(revision.rows().stream().map(Revision.Row::moved).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(describe(before))
                    .isEqualByComparingTo(revision.moved());
            revision.standsFor()
                    .ifPresent(id -> assertThat(revision.moved())
                            .as(describe(before))
                            .isEqualByComparingTo(
                                    termOrZero(revision.after(), id).subtract(termOrZero(revision.before(), id))));
            if (!revision.after().amount().equals(revision.before().amount())
                    || !revision.rows().isEmpty()) {
                assertThat(revision.events()).as(describe(before)).isNotEmpty();
            }
            changed += revision.moved().signum() == 0 ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(60);
    }

    /// A figure that there isn't has no records, and may not name what they would add up to.
    private static BigDecimal termOrZero(MetricValue figure, TermId id) {
        return figure.amount().isEmpty()
                ? figure.calculation().term(id).map(Term::amount).orElse(BigDecimal.ZERO)
                : term(figure, id);
    }

    @Test
    void figure_by_dimension_is_the_figure_of_that_slice() {
        RandomStories stories = new RandomStories(8, ZONE);
        Part _ = keepInBatches(stories, stories.withSecondThoughts(stories.sendEverything(20, 32)));
        platform.refresh();
        List<Period> periods = periods(stories).subList(0, 1);
        List<MetricValue> cuts = new ArrayList<>();

        for (Metric metric : platform.get(MetricCatalogue.class).all()) {
            for (Definition definition : metric.info().definitions()) {
                MetricQuery query =
                        new MetricQuery(metric.info().id(), definition.id(), periods, Slice.WHOLE, Optional.empty());
                for (Dimension dimension : Dimension.ALL) {
                    SortedMap<String, MetricValue> figures =
                            platform.get(MetricQueries.class).byDimension(query, dimension);
                    figures.forEach(
                            (value, figure) -> assertThat(figure.slice()).isEqualTo(Slice.of(dimension, value)));
                    cuts.addAll(figures.values());
                }
            }
        }
        List<List<MetricValue>> asked = platform.get(MetricQueries.class)
                .answer(cuts.stream()
                        .map(figure -> query(figure, Optional.empty()))
                        .toList());
        for (int i = 0; i < cuts.size(); i++) {
            assertThat(cuts.get(i).calculation())
                    .as(describe(cuts.get(i)))
                    .isEqualTo(asked.get(i).getFirst().calculation());
        }
    }

    @Test
    void others_are_the_figure_of_all_other_values_together_and_nothing_is_left_out() {
        RandomStories stories = new RandomStories(9, ZONE);
        Part _ = keepInBatches(stories, stories.withSecondThoughts(stories.sendEverything(25, 32)));
        platform.refresh();
        List<Period> periods = periods(stories).subList(1, 3);
        int withOthers = 0;
        for (Metric metric : platform.get(MetricCatalogue.class).all()) {
            for (Definition definition : metric.info().definitions()) {
                MetricQuery query =
                        new MetricQuery(metric.info().id(), definition.id(), periods, Slice.WHOLE, Optional.empty());
                Breakdown all =
                        platform.get(MetricQueries.class).byDimension(query, Dimension.OWNER, Integer.MAX_VALUE);
                assertThat(all.others()).isEmpty();
                Breakdown cut = platform.get(MetricQueries.class).byDimension(query, Dimension.OWNER, 1);
                assertThat(cut.parts().size()
                                + cut.others().map(Breakdown.Others::values).orElse(0))
                        .isEqualTo(all.parts().size());
                for (int period = 0; period < periods.size(); period++) {
                    for (MetricValue figure : cut.figures(period)) {
                        assertListAddsUp(platform, figure);
                        assertThat(figure.calculation())
                                .as(describe(figure))
                                .isEqualTo(
                                        asked(query, figure.slice()).get(period).calculation());
                    }
                }
                if (cut.others().isPresent() && isCountOfThings(definition, metric.info())) {
                    assertThat(cut.figures(0).stream()
                                    .flatMap(figure -> figure.amount().stream())
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                            .as(definition.id() + " of " + metric.info().id())
                            .isEqualByComparingTo(asked(query, Slice.WHOLE)
                                    .getFirst()
                                    .amount()
                                    .orElse(BigDecimal.ZERO));
                    withOthers++;
                }
            }
        }
        assertThat(withOthers).isGreaterThan(3);
    }

    /// Whether figures of slices add up to that of the whole.
    private static boolean isCountOfThings(Definition definition, MetricInfo metric) {
        return Set.of(
                        "revenue.mrr subscriptions",
                        "growth.portfolio opportunities_won",
                        "voice.feedback all",
                        "support.complaints complaints",
                        "revenue.arr twelve_mrr")
                .contains(metric.id() + " " + definition.id());
    }

    private static List<MetricValue> asked(MetricQuery query, Slice slice) {
        return platform.get(MetricQueries.class)
                .answer(new MetricQuery(query.metric(), query.definition(), query.periods(), slice, Optional.empty()));
    }

    private static Policies setPolicies(RandomStories stories) {
        Policies policies = stories.policies();
        for (Policy policy : Policy.values()) {
            set(policy, policy.text(policies));
        }
        return policies;
    }

    /// For all segments and for one of them, from days that may be the same, and one that another one
    /// replaced.
    private static void setHealthModels(RandomStories stories) {
        for (String segment : List.of("", "Small", "Small")) {
            Map<HealthPart, Integer> weights = new EnumMap<>(HealthPart.class);
            HealthPart.ALL.forEach(part -> weights.put(part, stories.number(0, 3)));
            weights.put(stories.one(HealthPart.ALL), 1);
            int yellowFrom = stories.number(20, 70);
            HealthModel model = new HealthModel(weights, yellowFrom, stories.number(yellowFrom, 100));
            platform.get(HealthSettings.class)
                    .set("a test", segment, LocalDate.of(2026, stories.number(2, 3), 15), model);
            platform.clock().advance(Duration.ofSeconds(1));
        }
    }

    /// What was reported until a moment.
    private record Part(List<Story.SentEvent> reported, Instant at) {}

    /// In any order; figures are brought up to date here and there, and on the way it is found out that
    /// several partners' accounts are the same.
    ///
    /// @return what was known at some moment meanwhile
    private static Part keepInBatches(RandomStories stories, List<Story.SentEvent> reported) {
        List<Story.SentEvent> left = new ArrayList<>(reported);
        Collections.shuffle(left, stories.random());
        int leftThen = stories.number(1, left.size());
        List<Story.SentEvent> toMerge = new ArrayList<>(reported);
        Collections.shuffle(toMerge, stories.random());
        Optional<Part> part = Optional.empty();
        while (!left.isEmpty()) {
            List<Story.SentEvent> batch = left.subList(0, Math.min(left.size(), stories.number(1, 90)));
            platform.keepOfSeveral(batch);
            batch.clear();
            mergeSome(stories, toMerge, left.isEmpty());
            if (part.isEmpty() && left.size() <= leftThen) {
                Set<Story.SentEvent> unknown = new HashSet<>(left);
                part = Optional.of(new Part(
                        reported.stream()
                                .filter(each -> !unknown.contains(each))
                                .toList(),
                        platform.clock().instant()));
                platform.clock().advance(Duration.ofSeconds(1));
            }
            if (stories.number(1, 5) == 1) {
                platform.refresh();
            }
        }
        return part.orElseThrow();
    }

    /// Of some accounts, or of all that are left, finds out that several partners' are the same.
    private static void mergeSome(RandomStories stories, List<Story.SentEvent> toMerge, boolean all) {
        while (!toMerge.isEmpty() && (all || stories.number(1, 3) == 1)) {
            Story.SentEvent some = toMerge.removeLast();
            platform.mergeAccountsOfPartners(List.of(some));
            toMerge.removeIf(each -> each.account().equals(some.account()));
        }
    }

    /// The whole, slices by one and by two dimensions, the empty value included, and what is left beside
    /// a value.
    private static List<Slice> slices(RandomStories stories) {
        List<Slice> slices = new ArrayList<>(List.of(Slice.WHOLE));
        for (String segment : valuesOf(Dimension.SEGMENT)) {
            slices.add(Slice.of(Dimension.SEGMENT, segment));
            String owner = stories.one(valuesOf(Dimension.OWNER));
            slices.add(Slice.of(Dimension.SEGMENT, segment).with(Dimension.OWNER, owner));
        }
        for (String source : valuesOf(Dimension.SOURCE)) {
            slices.add(Slice.of(Dimension.SOURCE, source));
        }
        for (Dimension dimension : Dimension.OF_PROFILES) {
            slices.add(Slice.of(dimension, stories.one(valuesOf(dimension))));
        }
        slices.add(Slice.of(Dimension.SOURCE, "shop").with(Dimension.SEGMENT, "Large"));
        slices.add(Slice.WHOLE.withOthersThan(Dimension.SOURCE, List.of("shop")));
        slices.add(Slice.of(Dimension.SEGMENT, "Large").withOthersThan(Dimension.OWNER, List.of("Ana", "")));
        return slices;
    }

    private static List<String> valuesOf(Dimension dimension) {
        List<String> values = new ArrayList<>(List.of(""));
        values.addAll(platform.get(SliceDictionary.class).values(dimension));
        return values;
    }

    /// Odd days, whole months, a single day, one before anything happened and two after it, the last by
    /// a year.
    private static List<Period> periods(RandomStories stories) {
        LocalDate from = stories.day();
        LocalDate month = stories.day().withDayOfMonth(1);
        return List.of(
                new Period(from, from.plusDays(stories.number(2, 70))),
                new Period(month, month.plusMonths(1)),
                new Period(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 6, 1)),
                new Period(from, from.plusDays(1)),
                BEFORE_ALL,
                new Period(LocalDate.of(2026, 6, 15), LocalDate.of(2026, 8, 1)),
                new Period(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 4, 1)));
    }

    private static List<MetricValue> everyFigure(List<Period> periods, Slice slice, Optional<Instant> asOf) {
        MetricData knowledge =
                asOf.isPresent() ? platform.get(AsOfDataFactory.class).asOf(asOf) : platform.get(CurrentData.class);
        List<MetricQuery> queries = new ArrayList<>();
        for (Metric metric : platform.get(MetricCatalogue.class).all()) {
            for (Definition definition : metric.info().definitions()) {
                for (Optional<String> detail : details(definition, knowledge)) {
                    queries.add(new MetricQuery(metric.info().id(), definition.id(), periods, slice, detail, asOf));
                }
            }
        }
        return platform.get(MetricQueries.class).answer(queries).stream()
                .flatMap(List::stream)
                .toList();
    }

    /// All together, and all those details that the definition can be asked about by now.
    private static List<Optional<String>> details(Definition definition, MetricData knowledge) {
        Set<String> reported = new TreeSet<>();
        definition.customDimension().ifPresent(detail -> {
            reported.addAll(detail.always());
            reported.addAll(knowledge.customValues(detail.measures()));
        });
        return Stream.concat(
                        Stream.of(Optional.<String>empty()), reported.stream().map(Optional::of))
                .toList();
    }
}

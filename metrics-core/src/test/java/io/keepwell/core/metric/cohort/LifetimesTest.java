package io.keepwell.core.metric.cohort;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.core.RandomStories;
import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.Calculations;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.recount.CohortRecount;
import io.keepwell.core.recount.Recount;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.suite.NeedsReferenceFiles;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UsesDatabase
@Slow
final class LifetimesTest {
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final CohortList.Range FIRST_TWO = new CohortList.Range(CohortList.Order.GONE, false, 0, 2);
    /// In the midst of what random stories tell, so that many are still watched.
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
        platform.clock().set("2026-04-15T10:00:00Z");
    }

    @Test
    void cohort_keeps_its_customers_and_their_revenue_month_by_month_until_today() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-01-10")
                        .starts("100.00")
                        .on("2026-02-20")
                        .changesTo("150.00"),
                new Story("b", EUR)
                        .on("2026-01-31")
                        .starts("100.00")
                        .on("2026-02-01")
                        .ends(),
                new Story("c", EUR)
                        .on("2026-01-05")
                        .starts("200.00")
                        .on("2026-02-10")
                        .ends()
                        .on("2026-03-10")
                        .starts("200.00"),
                new Story("d", EUR).on("2026-03-01").starts("50.00"));

        CohortTable table = cohorts(4);

        // January: a, b, c with 400. End of January all; of February a with 150; of March a and c with
        // 350.
        assertThat(table.cohorts().getFirst().month()).isEqualTo(JANUARY);
        assertThat(lines(table.cohorts().getFirst()))
                .containsExactly("3 100.00 400.00 100.00", "1 33.33 150.00 37.50", "2 66.67 350.00 87.50", "-");
        assertThat(lines(table.cohorts().getLast())).containsExactly("1 100.00 50.00 100.00", "-", "-", "-");
        assertThat(table.cohorts()).hasSize(2);

        // Both cohorts are old enough for the first column only: 4 of 4 customers, 450 of 450.
        assertThat(table.means().get(0)).isEqualTo(mean(2, "100", "100"));
        assertThat(table.means().get(2).cohorts()).isEqualTo(1);
        assertThat(table.means().get(3)).isEqualTo(new CohortTable.Mean(0, Optional.empty(), Optional.empty()));
    }

    @Test
    void mean_weighs_each_customer_alike() {
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            stories.add(new Story("january " + i, EUR).on("2026-01-10").starts("10.00"));
        }
        stories.add(new Story("february", EUR)
                .on("2026-02-10")
                .starts("10.00")
                .on("2026-03-05")
                .ends());
        platform.send(stories.toArray(Story[]::new));

        // 9 of 9 and 0 of 1 are 9 of 10, not the middle of 100 % and 0 %.
        assertThat(cohorts(2).means().get(1)).isEqualTo(mean(2, "90", "90"));
    }

    @Test
    void customer_counts_in_the_slice_in_which_it_was_won() {
        platform.send(new Story("a", EUR)
                .on("2026-01-10")
                .standsIn(Dimension.SEGMENT, "Small")
                .starts("100.00")
                .on("2026-02-10")
                .standsIn(Dimension.SEGMENT, "Large"));

        assertThat(platform.get(Lifetimes.class)
                        .cohorts(
                                JANUARY,
                                JANUARY.plusMonths(4),
                                3,
                                Slice.of(Dimension.SEGMENT, "Small"),
                                Optional.empty())
                        .cohorts())
                .singleElement()
                .satisfies(cohort -> assertThat(lines(cohort))
                        .containsExactly("1 100.00 100.00 100.00", "1 100.00 100.00 100.00", "1 100.00 100.00 100.00"));
    }

    @Test
    void list_behind_a_cell_has_every_customer_of_the_cohort_and_adds_up_to_it() {
        platform.send(
                new Story("a", EUR).on("2026-01-10").starts("100.00"),
                new Story("b", EUR)
                        .on("2026-01-20")
                        .starts("70.00")
                        .on("2026-02-10")
                        .ends(),
                new Story("c", EUR).on("2026-01-30").starts("250.00"),
                new Story("d", EUR).on("2026-02-01").starts("50.00"));
        CohortTable.Cell cell =
                cohorts(2).cohorts().getFirst().cells().getLast().orElseThrow();

        CohortList list = platform.get(Lifetimes.class).list(JANUARY, 1, Slice.WHOLE, Optional.empty(), FIRST_TWO);

        assertThat(list.members())
                .extracting(CohortList.Member::accountName, CohortList.Member::kept)
                .containsExactly(tuple("b", false), tuple("c", true));
        assertThat(list.moreMembers()).isEqualTo(1);
        assertThat(list.customers()).isEqualTo(3);
        assertThat(list.kept()).isEqualTo(cell.kept().size()).isEqualTo(2);
        assertThat(list.mrr()).isEqualByComparingTo(cell.mrr()).isEqualByComparingTo("350");
        assertThat(list.firstMrr()).isEqualByComparingTo("420");
        assertThat(names(CohortList.Order.ACCOUNT, true, 0)).containsExactly("c", "b", "a");
        assertThat(names(CohortList.Order.WON, true, 1)).containsExactly("b", "a");
        assertThat(names(CohortList.Order.FIRST_MRR, false, 0)).containsExactly("b", "a", "c");
        assertThat(names(CohortList.Order.MRR, true, 0)).containsExactly("c", "a", "b");
    }

    private static List<String> names(CohortList.Order order, boolean reversed, int from) {
        return platform
                .get(Lifetimes.class)
                .list(JANUARY, 1, Slice.WHOLE, Optional.empty(), new CohortList.Range(order, reversed, from, 25))
                .members()
                .stream()
                .map(CohortList.Member::accountName)
                .toList();
    }

    @Test
    void list_behind_a_month_that_is_not_over_is_refused() {
        platform.clock().set("2026-03-15T12:00:00Z");

        assertThat(platform.get(Lifetimes.class)
                        .list(JANUARY, 1, Slice.WHOLE, Optional.empty(), FIRST_TWO)
                        .customers())
                .isZero();
        assertThatThrownBy(
                        () -> platform.get(Lifetimes.class).list(JANUARY, 2, Slice.WHOLE, Optional.empty(), FIRST_TWO))
                .isInstanceOf(InvalidQueryException.class);
    }

    @Test
    void who_has_not_left_survives_until_today() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-01-01")
                        .starts("1.00")
                        .on("2026-01-31")
                        .ends(),
                new Story("b", EUR).on("2026-01-01").starts("1.00"),
                new Story("c", EUR).on("2026-03-31").starts("1.00"));

        SurvivalCurve curve = survival("2026-01-01", "2026-05-01").curve();

        // After 30 days a leaves, when c, won 15 days ago, is out of sight: one of two stays.
        assertThat(curve.subjects()).isEqualTo(3);
        assertThat(curve.steps()).singleElement().satisfies(step -> {
            assertThat(step.time()).isEqualTo(30);
            assertThat(step.atRisk()).isEqualTo(2);
            assertThat(step.survival()).isEqualByComparingTo("0.5");
        });
    }

    /// Won 100, 80, 60, 40 and 20 days before the period ends; the second left after 30 days, the fourth after
    /// 10, and all others a month after the period, when nobody looks any more.
    @Test
    void survival_of_a_past_period_follows_customers_to_its_end_whenever_it_is_asked_for() {
        LocalDate end = LocalDate.of(2026, 4, 11);
        List<Story> stories = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
            LocalDate won = end.minusDays(120 - 20L * number);
            LocalDate left = switch (number) {
                case 2 -> won.plusDays(30);
                case 4 -> won.plusDays(10);
                default -> end.plusMonths(1);
            };
            stories.add(new Story("customer " + number, EUR)
                    .on(won.toString())
                    .starts("1.00")
                    .on(left.toString())
                    .ends());
        }
        platform.clock().set("2026-06-01T10:00:00Z");
        platform.send(stories.toArray(Story[]::new));

        // After 10 days 1 of 5 left: 4/5. After 30 the one of 20 days is out of sight: 4/5 × 2/3.
        List<String> expected = List.of("10 5 1 0.80000000", "30 3 1 0.53333333");
        Survival asked = survival("2026-01-01", "2026-04-11");
        assertThat(steps(asked)).isEqualTo(expected);
        assertThat(asked.followedTo()).isEqualTo(end);
        assertThat(asked.curve().longest()).isEqualTo(99);
        platform.clock().set("2026-11-30T10:00:00Z");
        assertThat(survival("2026-01-01", "2026-04-11")).isEqualTo(asked);

        // Followed on, nobody is out of sight, and all leave in the end.
        Survival followedOn = platform.get(Lifetimes.class)
                .survival(
                        new Period(LocalDate.of(2026, 1, 1), end),
                        Optional.of(LocalDate.of(2026, 6, 1)),
                        Slice.WHOLE,
                        Optional.empty());
        assertThat(steps(followedOn))
                .containsExactly(
                        "10 5 1 0.80000000",
                        "30 4 1 0.60000000",
                        "50 3 1 0.40000000",
                        "90 2 1 0.20000000",
                        "130 1 1 0.00000000");
    }

    @Test
    void follow_up_that_ends_before_it_begins_is_refused() {
        LocalDate first = LocalDate.of(2026, 1, 1);
        assertThatThrownBy(() -> platform.get(Lifetimes.class)
                        .survival(
                                new Period(first, first.plusMonths(1)),
                                Optional.of(first),
                                Slice.WHOLE,
                                Optional.empty()))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessage("Follow-up ends after the first day on which customers were won, 2026-01-01, not on"
                        + " 2026-01-01.");
    }

    private static Survival survival(String from, String to) {
        return platform.get(Lifetimes.class)
                .survival(
                        new Period(LocalDate.parse(from), LocalDate.parse(to)),
                        Optional.empty(),
                        Slice.WHOLE,
                        Optional.empty());
    }

    private static List<String> steps(Survival survival) {
        return survival.curve().steps().stream()
                .map(step -> step(step.time(), step.atRisk(), step.left(), step.survival()))
                .toList();
    }

    @Test
    void cells_of_cohorts_stay_what_they_were_when_their_month_ended() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-01-10")
                        .starts("100.00")
                        .on("2026-05-05")
                        .ends(),
                new Story("b", EUR)
                        .on("2026-01-20")
                        .starts("50.00")
                        .on("2026-02-05")
                        .ends());
        List<String> early = lines(cohorts(4).cohorts().getFirst());
        platform.clock().set("2026-11-30T10:00:00Z");

        List<String> late = lines(cohorts(4).cohorts().getFirst());

        assertThat(early)
                .containsExactly("2 100.00 150.00 100.00", "1 50.00 100.00 66.67", "1 50.00 100.00 66.67", "-");
        assertThat(late.subList(0, 3)).isEqualTo(early.subList(0, 3));
        assertThat(late.getLast()).isEqualTo("1 50.00 100.00 66.67");
    }

    @Test
    void who_comes_back_and_leaves_again_survived_until_the_first_time() {
        platform.send(new Story("a", EUR)
                .on("2026-01-01")
                .starts("1.00")
                .on("2026-01-31")
                .ends()
                .on("2026-02-10")
                .starts("1.00")
                .on("2026-03-10")
                .ends());

        SurvivalCurve curve = survival("2026-01-01", "2026-04-01").curve();

        assertThat(curve.steps())
                .singleElement()
                .satisfies(step -> assertThat(step.time()).isEqualTo(30));
    }

    /// The trial reported as customers, its weeks as weeks: who left, left after so many; who was only no
    /// longer watched was won so many weeks ago.
    @Test
    @NeedsReferenceFiles
    void gehan_trial_reported_as_stories_survives_as_published() throws IOException {
        LocalDate today = LocalDate.of(2026, 4, 15);
        LocalDate yesterday = today.minusDays(1);
        List<Story> stories = new ArrayList<>();
        for (boolean treated : List.of(true, false)) {
            for (SurvivalCurve.Subject patient : GehanTrial.patients(treated)) {
                Story story = new Story("patient " + stories.size(), EUR)
                        .on(yesterday.minusWeeks(patient.left() ? 40 : patient.time()))
                        .standsIn(Dimension.SEGMENT, treated ? "6-MP" : "placebo")
                        .starts("1.00");
                if (patient.left()) {
                    story.on(yesterday.minusWeeks(40).plusWeeks(patient.time())).ends();
                }
                stories.add(story);
            }
        }
        platform.send(stories.toArray(Story[]::new));

        SurvivalCurve curve = platform.get(Lifetimes.class)
                .survival(
                        new Period(today.minusYears(1), today),
                        Optional.empty(),
                        Slice.of(Dimension.SEGMENT, "6-MP"),
                        Optional.empty())
                .curve();

        assertThat(curve.steps())
                .extracting(step -> step.time() / 7 + " " + step.atRisk() + " "
                        + step.survival().setScale(4, RoundingMode.HALF_UP) + " "
                        + step.standardError().setScale(4, RoundingMode.HALF_UP))
                .isEqualTo(GehanTrial.PUBLISHED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void cohorts_and_survival_are_what_a_recount_gives_in_every_slice_now_and_as_known_before(long seed) {
        RandomStories stories = new RandomStories(seed);
        List<Story.SentEvent> reported = stories.withSecondThoughts(stories.sendEverything(30, 30));
        Collections.shuffle(reported, stories.random());
        platform.clock().set("2026-05-01T00:00:00Z");
        platform.mergeAccountsOfPartners(reported);
        List<Story.SentEvent> early = reported.subList(0, reported.size() / 2);
        platform.keepOfSeveral(early);
        platform.refresh();
        Instant moment = platform.clock().instant();
        platform.keepOfSeveral(reported.subList(early.size(), reported.size()));
        platform.refresh();

        int cells = 0;
        for (Slice slice : List.of(
                Slice.WHOLE,
                Slice.of(Dimension.SEGMENT, "Small"),
                Slice.of(Dimension.OWNER, ""),
                Slice.of(Dimension.SOURCE, "billing").with(Dimension.SEGMENT, "Large"))) {
            cells += assertRecounted(recount(reported), slice, Optional.empty());
            cells += assertRecounted(recount(early), slice, Optional.of(moment));
        }
        assertThat(cells).isGreaterThan(50);
    }

    private static Recount recount(List<Story.SentEvent> reported) {
        return new Recount(
                RandomStories.byPartner(reported),
                new Recount.Terms(EUR, ZoneOffset.UTC, Policies.DEFAULT, HealthModels.NONE, LocalDate.MAX),
                (_, account) -> account);
    }

    private static int assertRecounted(Recount recount, Slice slice, Optional<Instant> asOf) {
        Lifetimes lifetimes = platform.get(Lifetimes.class);
        CohortTable table = lifetimes.cohorts(JANUARY, YearMonth.from(MAY), 6, slice, asOf);
        int cells = 0;
        for (YearMonth month = JANUARY; month.isBefore(YearMonth.from(MAY)); month = month.plusMonths(1)) {
            YearMonth won = month;
            CohortRecount.Cohort begun = recount.cohorts().cohort(won, slice, won.atDay(1));
            Optional<CohortTable.Cohort> cohort = table.cohorts().stream()
                    .filter(each -> each.month().equals(won))
                    .findFirst();
            assertThat(cohort.isPresent()).as(won + " " + slice).isEqualTo(begun.customers() > 0);
            for (int age = 0; cohort.isPresent() && age < table.months(); age++) {
                LocalDate end = won.plusMonths(age + 1L).atDay(1);
                Optional<CohortTable.Cell> cell = cohort.get().cells().get(age);
                assertThat(cell.isPresent()).isEqualTo(!end.isAfter(MAY));
                if (cell.isPresent()) {
                    CohortRecount.Cohort expected = recount.cohorts().cohort(won, slice, end);
                    assertThat(cohort.get().customers().size()).isEqualTo(expected.customers());
                    assertThat(cohort.get().firstMrr()).isEqualByComparingTo(expected.firstMrr());
                    assertThat(cell.get().kept().size()).isEqualTo(expected.kept());
                    assertThat(cell.get().mrr()).isEqualByComparingTo(expected.mrr());
                    CohortList list = lifetimes.list(won, age, slice, asOf, CohortList.Range.ALL);
                    assertThat(list.members()).hasSize(expected.customers());
                    assertThat(list.members().stream()
                                    .map(CohortList.Member::mrr)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(expected.mrr())
                            .isEqualByComparingTo(list.mrr());
                    cells++;
                }
            }
        }
        assertSurvival(recount, slice, asOf);
        return cells;
    }

    private static void assertSurvival(Recount recount, Slice slice, Optional<Instant> asOf) {
        Period spring = new Period(LocalDate.of(2026, 2, 1), MAY);

        for (LocalDate followedTo : List.of(MAY, MAY.minusDays(20))) {
            SurvivalCurve curve = platform.get(Lifetimes.class)
                    .survival(spring, Optional.of(followedTo), slice, asOf)
                    .curve();

            assertThat(curve.subjects())
                    .isEqualTo(recount.cohorts().followed(new Period(spring.from(), followedTo), slice));
            assertThat(curve.steps())
                    .extracting(step -> step(step.time(), step.atRisk(), step.left(), step.survival()))
                    .isEqualTo(
                            recount
                                    .cohorts()
                                    .survival(new Period(spring.from(), followedTo), slice, followedTo)
                                    .stream()
                                    .map(step -> step(step.days(), step.atRisk(), step.left(), step.survival()))
                                    .toList());
        }
    }

    private static String step(long days, long atRisk, long left, BigDecimal survival) {
        return days + " " + atRisk + " " + left + " "
                + survival.setScale(8, RoundingMode.HALF_EVEN).toPlainString();
    }

    @Test
    void table_without_months_is_refused() {
        assertThatThrownBy(
                        () -> platform.get(Lifetimes.class).cohorts(JANUARY, JANUARY, 3, Slice.WHOLE, Optional.empty()))
                .isInstanceOf(InvalidQueryException.class);
        assertThatThrownBy(() -> cohorts(61)).isInstanceOf(InvalidQueryException.class);
    }

    private static CohortTable cohorts(int months) {
        return platform.get(Lifetimes.class)
                .cohorts(JANUARY, JANUARY.plusMonths(4), months, Slice.WHOLE, Optional.empty());
    }

    private static CohortTable.Mean mean(int cohorts, String keptPercent, String mrrPercent) {
        return new CohortTable.Mean(
                cohorts,
                Optional.of(new BigDecimal(keptPercent).setScale(Calculations.SCALE)),
                Optional.of(new BigDecimal(mrrPercent).setScale(Calculations.SCALE)));
    }

    private static List<String> lines(CohortTable.Cohort cohort) {
        return cohort.cells().stream()
                .map(cell -> cell.map(each -> each.kept().size() + " " + two(each.keptPercent()) + " " + two(each.mrr())
                                + " " + two(each.mrrPercent()))
                        .orElse("-"))
                .toList();
    }

    private static String two(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}

package io.keepwell.core.metric.health;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.money.Money;
import io.keepwell.core.setting.HealthModel;
import io.keepwell.core.setting.HealthPart;
import io.keepwell.core.setting.HealthSettings;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How well scores predicted who left.
@UsesDatabase
final class BackTestTest {
    private static final Period QUARTER = new Period(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 7, 1));

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
        platform.clock().set("2026-11-22T12:00:00Z");
    }

    private static BackTest.Scored scored(int score, boolean left) {
        BigDecimal exact = BigDecimal.valueOf(score);
        return new BackTest.Scored(exact, HealthModel.DEFAULT.band(exact), left);
    }

    private static BigDecimal value(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Value.class);
        return ((Outcome.Value) outcome).amount();
    }

    private static void assertNoBase(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(Outcome.Reason.NO_BASE));
    }

    @Test
    void area_counts_pairs_and_lift_compares_shares() {
        // Left: 10 and 60. Stayed: 30, 60, 80. Of six pairs who left is lower in 10-30, 10-60, 10-80,
        // 60-80, and equal in 60-60: 4.5 ÷ 6. Lowest tenth: ⌈5 ÷ 10⌉ = 1 customer, who left: (1 ÷ 1) ÷
        // (2 ÷ 5) = 2.5. Red, under 40: 10 and 30, one of whom left: (1 ÷ 2) ÷ (2 ÷ 5) = 1.25.
        BackTest test = BackTest.of(
                QUARTER,
                List.of(scored(60, true), scored(30, false), scored(10, true), scored(60, false), scored(80, false)),
                3);

        assertThat(value(test.areaUnderCurve())).isEqualByComparingTo("0.75");
        assertThat(value(test.lowestTenthLift())).isEqualByComparingTo("2.5");
        assertThat(value(test.redLift())).isEqualByComparingTo("1.25");
        assertThat(List.of(test.customers(), test.left(), test.unscored(), test.red(), test.redLeft()))
                .containsExactly(5L, 2L, 3L, 2L, 1L);
    }

    @Test
    void part_of_equal_scores_at_the_edge_of_the_tenth_counts() {
        // One of four with the lowest score is in the tenth, and a quarter of the two who left: (½ ÷ 1)
        // ÷ (2 ÷ 5).
        BackTest test = BackTest.of(
                QUARTER,
                List.of(scored(10, true), scored(10, true), scored(10, false), scored(10, false), scored(80, false)),
                0);

        assertThat(value(test.lowestTenthLift())).isEqualByComparingTo("1.25");
    }

    @Test
    void nothing_can_be_reported_where_nobody_or_everybody_left_or_nobody_was_scored() {
        BackTest nobodyLeft = BackTest.of(QUARTER, List.of(scored(10, false)), 0);
        assertNoBase(nobodyLeft.areaUnderCurve());
        assertNoBase(nobodyLeft.lowestTenthLift());
        assertNoBase(BackTest.of(QUARTER, List.of(scored(10, true)), 0).areaUnderCurve());
        BackTest nobody = BackTest.of(QUARTER, List.of(), 4);
        assertNoBase(nobody.areaUnderCurve());
        assertNoBase(nobody.lowestTenthLift());
        assertNoBase(nobody.redLift());
    }

    /// Counts every pair, and takes the mean over all orders in which equal scores may stand.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void area_and_lift_are_what_counting_one_by_one_gives(long seed) {
        Random random = new Random(seed);
        List<BackTest.Scored> all = new ArrayList<>();
        for (int i = 0; i < 10 + random.nextInt(40); i++) {
            all.add(scored(random.nextInt(6) * 20, random.nextInt(3) == 0));
        }
        BackTest test = BackTest.of(QUARTER, all, 0);

        BigDecimal pairs = BigDecimal.ZERO;
        BigDecimal lower = BigDecimal.ZERO;
        for (BackTest.Scored gone : all.stream().filter(BackTest.Scored::left).toList()) {
            for (BackTest.Scored stayed :
                    all.stream().filter(each -> !each.left()).toList()) {
                pairs = pairs.add(BigDecimal.ONE);
                lower = lower.add(
                        switch (Integer.signum(gone.score().compareTo(stayed.score()))) {
                            case -1 -> BigDecimal.ONE;
                            case 0 -> new BigDecimal("0.5");
                            default -> BigDecimal.ZERO;
                        });
            }
        }
        assertClose(value(test.areaUnderCurve()), lower.divide(pairs, MathContext.DECIMAL128));

        int size = (all.size() + 9) / 10;
        BigDecimal edge = all.stream()
                .map(BackTest.Scored::score)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(size - 1);
        long below =
                all.stream().filter(each -> each.score().compareTo(edge) < 0).count();
        long leftBelow = all.stream()
                .filter(each -> each.left() && each.score().compareTo(edge) < 0)
                .count();
        long at = all.stream().filter(each -> each.score().compareTo(edge) == 0).count();
        long leftAt = all.stream()
                .filter(each -> each.left() && each.score().compareTo(edge) == 0)
                .count();
        BigDecimal leftInTenth = BigDecimal.valueOf(leftBelow)
                .add(BigDecimal.valueOf(leftAt * (size - below))
                        .divide(BigDecimal.valueOf(at), MathContext.DECIMAL128));
        long left = all.stream().filter(BackTest.Scored::left).count();
        assertClose(
                value(test.lowestTenthLift()),
                leftInTenth
                        .multiply(BigDecimal.valueOf(all.size()))
                        .divide(BigDecimal.valueOf(size * left), MathContext.DECIMAL128));
    }

    private static void assertClose(BigDecimal one, BigDecimal other) {
        assertThat(one.subtract(other).abs()).isLessThan(new BigDecimal("0.000000001"));
    }

    private static Story payer(String name, Payment.Result result) {
        return new Story(name, EUR)
                .on("2026-01-10")
                .starts("10.00")
                .send(new Payment("p", "", "", new Money(1_000_000, EUR), Payment.Nature.RECURRING, result));
    }

    @Test
    void scores_are_of_the_beginning_and_what_came_later_is_not_in_them() {
        platform.get(HealthSettings.class)
                .set("a test", "", LocalDate.of(2020, 1, 1), new HealthModel(Map.of(HealthPart.PAYMENTS, 1), 50, 75));
        platform.send(
                payer("left", Payment.Result.FAILED).on("2026-06-30").ends(),
                payer("stayed", Payment.Result.RECEIVED),
                // It failed within the quarter, and left after it.
                payer("later", Payment.Result.RECEIVED)
                        .on("2026-04-01")
                        .send(new Payment(
                                "q",
                                "",
                                "",
                                new Money(1_000_000, EUR),
                                Payment.Nature.RECURRING,
                                Payment.Result.FAILED))
                        .on("2026-07-01")
                        .ends(),
                // It moved to another segment, and is a customer still.
                payer("moved", Payment.Result.RECEIVED)
                        .standsIn(Dimension.SEGMENT, "Large")
                        .on("2026-05-01")
                        .standsIn(Dimension.SEGMENT, "Small"),
                new Story("unknown", EUR)
                        .on("2026-01-10")
                        .starts("10.00")
                        .on("2026-05-10")
                        .ends());

        BackTest test = platform.get(BackTests.class).of(QUARTER, Slice.WHOLE, false);

        assertThat(List.of(test.customers(), test.left(), test.unscored(), test.red(), test.redLeft()))
                .containsExactly(4L, 1L, 1L, 1L, 1L);
        assertThat(value(test.areaUnderCurve())).isEqualByComparingTo("1");
        // (1 ÷ 1) ÷ (1 ÷ 4)
        assertThat(value(test.redLift())).isEqualByComparingTo("4");
        BackTest large = platform.get(BackTests.class).of(QUARTER, Slice.of(Dimension.SEGMENT, "Large"), false);
        assertThat(List.of(large.customers(), large.left())).containsExactly(1L, 0L);
    }

    @Test
    void todays_model_can_be_tried_on_a_past_quarter() {
        platform.send(
                payer("left", Payment.Result.FAILED)
                        .recommends(9)
                        .on("2026-06-01")
                        .ends(),
                payer("stayed", Payment.Result.RECEIVED).recommends(9));
        platform.get(HealthSettings.class)
                .set("a test", "", LocalDate.of(2020, 1, 1), new HealthModel(Map.of(HealthPart.NPS, 1), 50, 75));
        platform.get(HealthSettings.class)
                .set("a test", "", LocalDate.of(2026, 11, 1), new HealthModel(Map.of(HealthPart.PAYMENTS, 1), 50, 75));

        assertThat(value(platform.get(BackTests.class)
                        .of(QUARTER, Slice.WHOLE, false)
                        .areaUnderCurve()))
                .isEqualByComparingTo("0.5");
        assertThat(value(platform.get(BackTests.class)
                        .of(QUARTER, Slice.WHOLE, true)
                        .areaUnderCurve()))
                .isEqualByComparingTo("1");
    }

    @Test
    void quarter_that_has_not_ended_is_refused() {
        Period running = new Period(LocalDate.of(2026, 10, 1), LocalDate.of(2027, 1, 1));
        assertThatThrownBy(() -> platform.get(BackTests.class).of(running, Slice.WHOLE, false))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("2027-01-01");
    }
}

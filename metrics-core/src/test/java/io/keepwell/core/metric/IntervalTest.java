package io.keepwell.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntervalTest {
    /// Steps from 0 to 1 of the true shares that are tried.
    private static final int STEPS = 40;
    /// For values that lie on a bound, computed in another order.
    private static final double TINY = 1e-9;

    /// Newcombe, Statistics in Medicine 17 (1998) 857, table I, and what follows for 3 of 3.
    @ParameterizedTest
    @CsvSource({
        "81, 263, .2553, .3662",
        "15, 148, .0624, .1605",
        "0, 20, .0000, .1611",
        "1, 29, .0061, .1718",
        "29, 29, .8830, 1.0000",
        "3, 3, .4385, 1.0000"
    })
    void share_has_the_published_interval_of_wilson(long part, long whole, BigDecimal low, BigDecimal high) {
        Interval interval = Interval.ofShare(part, whole);

        assertThat(share(interval.low())).isEqualByComparingTo(low);
        assertThat(share(interval.high())).isEqualByComparingTo(high);
    }

    /// The example of the R library statpsych: of 48 in a pair of samples 26 one way, 4 the other.
    @Test
    void difference_has_the_published_interval_of_bonett_and_price() {
        Interval interval = Interval.ofDifference(26, 4, 48);

        assertThat(interval.low().setScale(5, RoundingMode.HALF_UP)).isEqualByComparingTo("25.48067");
        assertThat(interval.high().setScale(5, RoundingMode.HALF_UP)).isEqualByComparingTo("62.51933");
        assertThat(Interval.standardError(26, 4, 48).setScale(6, RoundingMode.HALF_UP))
                .isEqualByComparingTo("9.448809");
    }

    /// p = (3 + 1) ÷ 5, d = (0 + 1) ÷ 5: 0.6 ± 1.96 × √((1 − 0.36) ÷ 5), cut at 1.
    @Test
    void three_of_one_opinion_may_be_chance() {
        Interval interval = Interval.ofDifference(3, 0, 3);

        assertThat(interval.low().setScale(1, RoundingMode.HALF_UP)).isEqualByComparingTo("-10.1");
        assertThat(interval.high()).isEqualByComparingTo("100");
    }

    @Test
    void figure_lies_in_its_interval_and_its_mirror_image_in_the_mirrored_one() {
        for (int all = 1; all <= 40; all++) {
            for (int plus = 0; plus <= all; plus++) {
                BigDecimal share = BigDecimal.valueOf(100.0 * plus / all);
                Interval ofShare = Interval.ofShare(plus, all);
                assertThat(share).isBetween(ofShare.low(), ofShare.high());
                assertThat(ofShare.high().add(Interval.ofShare(all - plus, all).low()))
                        .isEqualByComparingTo("100");
                for (int minus = 0; minus <= all - plus; minus++) {
                    Interval interval = Interval.ofDifference(plus, minus, all);
                    assertThat(BigDecimal.valueOf(100.0 * (plus - minus) / all))
                            .isBetween(interval.low(), interval.high());
                    assertThat(interval.high())
                            .isEqualByComparingTo(Interval.ofDifference(minus, plus, all)
                                    .low()
                                    .negate());
                }
            }
        }
    }

    /// Of how many samples of 1 to 30 answers the interval holds the true score, each sample weighed by how
    /// probable it is: exact, for every pair of shares in steps of 1/40. Nowhere under 87 %, under 90 % for 1
    /// in 100 pairs at
    /// most,
    /// and on average 95 % or more. Without the two answers more it is 0 % where everybody agrees.
    @Test
    void interval_of_a_difference_holds_the_true_one_for_1_to_30_answers() {
        for (int answers = 1; answers <= 30; answers++) {
            List<Sample> samples = samples(answers);
            List<Double> held = new ArrayList<>();
            for (int plus = 0; plus <= STEPS; plus++) {
                for (int minus = 0; minus <= STEPS - plus; minus++) {
                    double up = (double) plus / STEPS;
                    double down = (double) minus / STEPS;
                    held.add(samples.stream()
                            .filter(sample -> sample.interval().holds(up - down))
                            .mapToDouble(sample -> sample.probability(up, down))
                            .sum());
                }
            }
            assertCovered(answers, held, 0.87, 0.01);
        }
    }

    /// As above, for a share in steps of 1/1000: nowhere under 79 % (that is where one of one answer is 20.5
    /// % probable), nowhere under 82 % from two answers on, and on average 95 % or more. The lowest places
    /// are shares close to 0 or 1, as is known of Wilson's interval.
    @Test
    void interval_of_a_share_holds_the_true_one_for_1_to_30_answers() {
        for (int answers = 1; answers <= 30; answers++) {
            int all = answers;
            List<Bounds> intervals = IntStream.rangeClosed(0, all)
                    .mapToObj(part -> Bounds.of(Interval.ofShare(part, all)))
                    .toList();
            List<Double> held = IntStream.rangeClosed(0, 1_000)
                    .mapToObj(step -> step / 1_000.0)
                    .map(share -> IntStream.rangeClosed(0, all)
                            .filter(part -> intervals.get(part).holds(share))
                            .mapToDouble(part -> probability(part, 0, all, share, 0))
                            .sum())
                    .toList();
            assertCovered(all, held, all == 1 ? 0.79 : 0.82, 0.25);
        }
    }

    private static void assertCovered(int answers, List<Double> held, double least, double mostBelow90) {
        assertThat(held).as(answers + " answers").allMatch(share -> share > least);
        assertThat(held.stream().filter(share -> share < 0.9).count())
                .as(answers + " answers")
                .isLessThanOrEqualTo((long) (mostBelow90 * held.size()));
        assertThat(held.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .as(answers + " answers")
                .isGreaterThan(0.95);
    }

    /// How often the same true shares look changed: in 8 of 100 at most, in 4 on average.
    @Test
    void change_of_nothing_is_rarely_beyond_noise() {
        for (int earlier : List.of(1, 3, 10, 20)) {
            for (int later : List.of(1, 3, 10)) {
                List<Sample> from = samples(earlier);
                List<Sample> to = samples(later);
                List<Double> alarms = new ArrayList<>();
                for (int plus = 0; plus <= 10; plus++) {
                    for (int minus = 0; minus <= 10 - plus; minus++) {
                        alarms.add(alarm(from, to, plus / 10.0, minus / 10.0));
                    }
                }
                assertThat(alarms).as(earlier + " and " + later).allMatch(share -> share < 0.08);
                assertThat(alarms.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow())
                        .isLessThan(0.045);
            }
        }
    }

    private static double alarm(List<Sample> from, List<Sample> to, double up, double down) {
        double all = 0;
        for (Sample one : from) {
            double ofOne = one.probability(up, down);
            for (Sample other : to) {
                if (ofOne > 0 && !Interval.mayBeChance(one.score(), one.exact(), other.score(), other.exact())) {
                    all += ofOne * other.probability(up, down);
                }
            }
        }
        return all;
    }

    @Test
    void change_reaches_as_far_as_the_bounds_that_lie_towards_the_other_figure() {
        Interval narrowUp = interval("30", "43");
        Interval wideDown = interval("30", "60");

        // A rise of 40 to 45: √((43 − 40)² + (45 − 30)²) = 15.3. A fall of 45 to 40: √((45 − 30)² + (43 − 40)²).
        assertThat(Interval.mayBeChance(of("40"), narrowUp, of("45"), wideDown)).isTrue();
        assertThat(Interval.mayBeChance(of("45"), wideDown, of("40"), narrowUp)).isTrue();
        // √((43 − 40)² + (45 − 42)²) = 4.24 is less than 5.
        assertThat(Interval.mayBeChance(of("40"), narrowUp, of("45"), interval("42", "80")))
                .isFalse();
        assertThat(Interval.mayBeChance(of("45"), interval("42", "80"), of("40"), narrowUp))
                .isFalse();
        assertThat(Interval.mayBeChance(of("40"), narrowUp, of("40"), narrowUp)).isTrue();
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> Interval.ofShare(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Interval.ofShare(4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Interval.ofDifference(2, 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> interval("2", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    /// One way for answers to come out.
    private record Sample(int plus, int minus, int all, Interval exact, Bounds interval) {
        double probability(double up, double down) {
            return IntervalTest.probability(plus, minus, all, up, down);
        }

        BigDecimal score() {
            return BigDecimal.valueOf(100.0 * (plus - minus) / all);
        }
    }

    /// In shares of 1.
    private record Bounds(double low, double high) {
        static Bounds of(Interval interval) {
            return new Bounds(
                    interval.low().doubleValue() / 100, interval.high().doubleValue() / 100);
        }

        boolean holds(double value) {
            return value >= low - TINY && value <= high + TINY;
        }
    }

    private static List<Sample> samples(int all) {
        List<Sample> samples = new ArrayList<>();
        for (int plus = 0; plus <= all; plus++) {
            for (int minus = 0; minus <= all - plus; minus++) {
                Interval interval = Interval.ofDifference(plus, minus, all);
                samples.add(new Sample(plus, minus, all, interval, Bounds.of(interval)));
            }
        }
        return samples;
    }

    /// Of so many ups and downs among all, by the trinomial distribution.
    private static double probability(int plus, int minus, int all, double up, double down) {
        double rest = Math.max(0, 1 - up - down);
        return ways(all, plus)
                * ways(all - plus, minus)
                * Math.pow(up, plus)
                * Math.pow(down, minus)
                * Math.pow(rest, all - plus - minus);
    }

    private static double ways(int all, int some) {
        double ways = 1;
        for (int i = 1; i <= some; i++) {
            ways = ways * (all - some + i) / i;
        }
        return ways;
    }

    private static Interval interval(String low, String high) {
        return new Interval(of(low), of(high));
    }

    private static BigDecimal of(String amount) {
        return new BigDecimal(amount);
    }

    private static BigDecimal share(BigDecimal percent) {
        return percent.movePointLeft(2).setScale(4, RoundingMode.HALF_UP);
    }
}

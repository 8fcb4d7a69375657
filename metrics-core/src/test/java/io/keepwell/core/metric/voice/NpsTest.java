package io.keepwell.core.metric.voice;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.SurveyDismissal;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.FigureChecks;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Change;
import io.keepwell.core.suite.UsesDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class NpsTest {
    private static final String METRIC = "voice.nps";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue march(String definition) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01");
    }

    @Test
    void seven_detractors_four_passives_and_six_promoters_score_minus_5_point_9() {
        int[] timesGiven = {1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3};
        Story story = new Story("a", EUR).on("2026-03-05");
        for (int score = 0; score <= 10; score++) {
            for (int i = 0; i < timesGiven[score]; i++) {
                story.recommends(score, "said " + score);
            }
        }
        platform.send(story);

        MetricValue figure = march("zero_to_ten");
        // (6 − 7) ÷ 17 × 100
        assertValue(figure, "-5.9");
        assertTerm(figure, "P", "6");
        assertTerm(figure, "passive", "4");
        assertTerm(figure, "D", "7");
        assertTerm(figure, "n", "17");
        // 6, 4 and 7 of 17
        assertTerm(figure, "P ÷ n", "35.2941176471");
        assertTerm(figure, "passive ÷ n", "23.5294117647");
        assertTerm(figure, "D ÷ n", "41.1764705882");
        assertThat(figure.calculation().numbers()).isEqualTo("(6 − 7) ÷ 17 × 100");
        assertThat(assertListAddsUp(platform, figure).rows()).hasSize(17);
    }

    @Test
    void shares_of_a_half_a_third_and_a_sixth_of_324_answers_have_a_margin_of_8_12() {
        Story story = new Story("a", EUR).on("2026-03-05");
        for (int i = 0; i < 324; i++) {
            story.recommends(i < 162 ? 9 : i < 270 ? 8 : 6);
        }
        platform.send(story);

        MetricValue figure = march("zero_to_ten");
        // Published without answers more: √((1/2 + 1/6 − (1/3)²) ÷ 324) = 0.0414; × 1.96 × 100 = 8.12. With one
        // promoter and
        // one detractor more, 163 and 55 of 326, the error and half the interval are the same to the digits shown.
        assertValue(figure, "33.3");
        Interval interval = figure.calculation().interval().orElseThrow();
        assertThat(interval.high()
                        .subtract(interval.low())
                        .divide(BigDecimal.TWO)
                        .setScale(2, RoundingMode.HALF_UP))
                .isEqualByComparingTo("8.12");
        assertThat(FigureChecks.term(figure, "s").setScale(2, RoundingMode.HALF_UP))
                .isEqualByComparingTo("4.14");
        assertThat(ValueFormat.interval(interval, Unit.SCORE)).isEqualTo("25.0 to 41.2");
    }

    @Test
    void three_answers_of_one_opinion_say_little() {
        platform.send(new Story("a", EUR)
                .on("2026-03-05")
                .recommends(10)
                .recommends(10)
                .recommends(10)
                .on("2026-04-05")
                .recommends(8)
                .recommends(9)
                .recommends(10));

        MetricValue figure = march("zero_to_ten");
        assertValue(figure, "100.0");
        assertThat(ValueFormat.interval(figure.calculation().interval().orElseThrow(), Unit.SCORE))
                .isEqualTo("\u221210.1 to 100.0");
        assertThat(Change.between(figure, platform.figure(METRIC, "zero_to_ten", "2026-04-01", "2026-05-01"))
                        .orElseThrow()
                        .verdict())
                .isEqualTo(Change.Verdict.WITHIN_NOISE);
    }

    @Test
    void scales_are_kept_apart_and_other_questions_do_not_count() {
        platform.send(new Story("a", EUR)
                .on("2026-03-05")
                .recommends(9)
                .recommends(0)
                .recommends(10)
                .send(new SurveyAnswer(SurveyAnswer.Kind.NPS, 1, 10, 6, "", "", ""))
                .send(new SurveyAnswer(SurveyAnswer.Kind.CSAT, 0, 10, 10, "", "", ""))
                .send(new SurveyAnswer(SurveyAnswer.Kind.CES, 1, 7, 7, "", "", "")));

        // Two promoters and one detractor of three; by the other scale the one detractor.
        assertValue(march("zero_to_ten"), "33.3");
        assertValue(march("one_to_ten"), "-100.0");
        assertListAddsUp(platform, march("one_to_ten"));
    }

    @Test
    void answer_counts_in_the_slice_of_its_day() {
        platform.send(new Story("a", EUR)
                .on("2026-03-01")
                .recommends(0)
                .on("2026-03-05")
                .standsIn(Dimension.SEGMENT, "Small")
                .recommends(10)
                .on("2026-03-20")
                .standsIn(Dimension.SEGMENT, "Large")
                .recommends(7)
                .on("2026-03-19")
                .recommends(9));

        assertTerm(slice("Small"), "n", "2");
        assertValue(slice("Small"), "100.0");
        assertValue(slice("Large"), "0.0");
        assertValue(slice(""), "-100.0");
        // (2 − 1) ÷ 4
        assertValue(march("zero_to_ten"), "25.0");
        assertListAddsUp(platform, slice("Small"));
        assertListAddsUp(platform, slice(""));
    }

    private static MetricValue slice(String segment) {
        return platform.figure(METRIC, "zero_to_ten", "2026-03-01", "2026-04-01", Slice.of(Dimension.SEGMENT, segment));
    }

    @Test
    void mean_is_of_answers_from_0_to_10_and_a_0_is_one_of_them() {
        platform.send(new Story("a", EUR)
                .on("2026-03-05")
                .recommends(0)
                .recommends(6)
                .recommends(8)
                .recommends(10)
                .send(new SurveyAnswer(SurveyAnswer.Kind.NPS, 1, 10, 9, "", "", "")));

        MetricValue mean = march("mean");
        // (0 + 6 + 8 + 10) ÷ 4
        assertValue(mean, "6.0");
        assertThat(mean.calculation().numbers()).isEqualTo("24 ÷ 4");
        assertThat(mean.calculation().exclusions()).containsExactly(new Exclusion("answers on the other scale", 1));
        assertThat(assertListAddsUp(platform, mean).rows()).hasSize(4);
    }

    @Test
    void of_all_asked_closed_questions_are_in_the_base_and_no_detractors() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-03-05")
                        .standsIn(Dimension.SEGMENT, "Small")
                        .recommends(10)
                        .recommends(9)
                        .recommends(0)
                        .send(closed(SurveyAnswer.Kind.NPS, 0, ""))
                        .send(closed(SurveyAnswer.Kind.NPS, 0, ""))
                        .send(closed(SurveyAnswer.Kind.NPS, 1, ""))
                        .send(closed(SurveyAnswer.Kind.CSAT, 0, ""))
                        .on("2026-04-01")
                        .send(closed(SurveyAnswer.Kind.NPS, 0, "")),
                new Story(Account.FIRM_NAME, EUR).on("2026-03-06").send(closed(SurveyAnswer.Kind.NPS, 0, "Ana")));

        MetricValue figure = march("of_asked");
        // (2 − 1) ÷ (3 + 3) × 100, where the score of answers is (2 − 1) ÷ 3 × 100
        assertValue(figure, "16.7");
        assertThat(figure.calculation().numbers()).isEqualTo("(2 − 1) ÷ (3 + 3) × 100");
        assertValue(march("zero_to_ten"), "33.3");
        assertThat(assertListAddsUp(platform, figure).rows()).hasSize(3);
        // With one promoter and one detractor more, 3 and 2 of 8: 12.5 ± 1.96 × √((5/8 − (1/8)²) ÷ 8) × 100
        assertThat(ValueFormat.interval(figure.calculation().interval().orElseThrow(), Unit.SCORE))
                .isEqualTo("\u221241.6 to 66.6");
        // a's own two; Ana's was closed by nobody known, and nobody answered.
        assertThat(slice("of_asked", Slice.of(Dimension.SEGMENT, "Small"))
                        .calculation()
                        .numbers())
                .isEqualTo("(2 − 1) ÷ (3 + 2) × 100");
        assertUnavailable(slice("of_asked", Slice.of(Dimension.OWNER, "Ana")), Outcome.Reason.NO_BASE);
        // One closed question and no answer is no score of 0.
        assertUnavailable(platform.figure(METRIC, "of_asked", "2026-04-01", "2026-05-01"), Outcome.Reason.NO_BASE);
    }

    private static SurveyDismissal closed(SurveyAnswer.Kind kind, int low, String owner) {
        return new SurveyDismissal(kind, low, 10, "", "", owner, "");
    }

    private static MetricValue slice(String definition, Slice slice) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01", slice);
    }

    @Test
    void score_above_0_is_often_called_good_and_above_50_excellent() {
        assertThat(reading("zero_to_ten", "50.1"))
                .hasValue("Often called excellent: above 0 good, above 50 excellent.");
        assertThat(reading("zero_to_ten", "50")).hasValue("Often called good: above 0 good, above 50 excellent.");
        assertThat(reading("latest", "0.1")).hasValue("Often called good: above 0 good, above 50 excellent.");
        // No word for what isn't above 0.
        assertThat(reading("zero_to_ten", "0")).hasValue("Often called: above 0 good, above 50 excellent.");
        assertThat(reading("mean", "9")).isEmpty();
    }

    private static Optional<String> reading(String definition, String score) {
        return new Nps()
                .info().definitions().stream()
                        .filter(each -> each.id().id().equals(definition))
                        .findFirst()
                        .orElseThrow()
                        .readingText(new BigDecimal(score));
    }

    @Test
    void nobody_asked_is_no_data() {
        platform.send(new Story("a", EUR).on("2026-04-01").recommends(9));

        assertUnavailable(march("zero_to_ten"), Outcome.Reason.NO_DATA);
        assertUnavailable(march("one_to_ten"), Outcome.Reason.NO_DATA);
        assertUnavailable(march("mean"), Outcome.Reason.NO_DATA);
        assertUnavailable(march("of_asked"), Outcome.Reason.NO_DATA);
    }
}

package io.keepwell.core.metric.voice;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.Feedback;
import io.keepwell.core.fact.FeedbackStep;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.FigureChecks;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.Comparison;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.suite.UsesDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Satisfaction, effort, latest answers, feedback and loop closure.
@UsesDatabase
final class VoiceTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue march(String metric, String definition) {
        MetricValue figure = platform.figure(metric, definition, "2026-03-01", "2026-04-01");
        DrillRows _ = assertListAddsUp(platform, figure);
        return figure;
    }

    private static MetricValue march(String metric, String definition, String customValue) {
        MetricValue figure = platform.figure(metric, definition, "2026-03-01", "2026-04-01", customValue);
        DrillRows _ = assertListAddsUp(platform, figure);
        return figure;
    }

    private static SurveyAnswer satisfied(int low, int high, int score) {
        return new SurveyAnswer(SurveyAnswer.Kind.CSAT, low, high, score, "", "", "");
    }

    private static SurveyAnswer effort(int score, boolean turned) {
        return new SurveyAnswer(SurveyAnswer.Kind.CES, 1, 7, score, turned, 0, "", "", "", "", "");
    }

    @Test
    void what_is_positive_belongs_to_the_question() {
        platform.send(new Story("a", EUR)
                .on("2026-03-05")
                .send(satisfied(1, 5, 3))
                .send(satisfied(1, 5, 4))
                .send(satisfied(1, 10, 5))
                .send(satisfied(1, 10, 6))
                // Positive from 3 by its own word; and 1 on a turned scale is the best.
                .send(new SurveyAnswer(SurveyAnswer.Kind.CSAT, 1, 5, 3, false, 3, "", "", "", "", ""))
                .send(new SurveyAnswer(SurveyAnswer.Kind.CSAT, 1, 5, 1, true, 0, "", "", "", "", "")));

        MetricValue share = march("voice.csat", "positive_share");
        // 4, 6, 3 and 1 of six
        assertValue(share, "66.67");
        assertThat(share.calculation().numbers()).isEqualTo("4 ÷ 6");
        MetricValue mean = march("voice.csat", "mean");
        // (3 + 4 + 3 + 5) ÷ 4
        assertValue(mean, "3.75");
        assertThat(mean.metric().unit()).isEqualTo(Unit.SCORE);
        assertThat(ValueFormat.outcome(mean)).isEqualTo("3.8");
        assertThat(mean.calculation().exclusions()).containsExactly(new Exclusion("answers on other scales", 2));
    }

    @Test
    void mean_is_of_answers_on_its_scale_and_the_mean_position_of_answers_on_any_scale() {
        platform.send(new Story("a", EUR)
                .on("2026-03-05")
                .send(satisfied(1, 5, 4))
                .send(satisfied(1, 7, 7))
                .send(satisfied(1, 7, 4))
                .send(satisfied(1, 10, 1))
                .send(satisfied(1, 10, 8))
                // 3 on a turned scale from 1 to 10 is an 8.
                .send(new SurveyAnswer(SurveyAnswer.Kind.CSAT, 1, 10, 3, true, 0, "", "", "", "", ""))
                .send(satisfied(0, 100, 0))
                .send(satisfied(1, 4, 2))
                .send(effort(7, false)));

        assertValue(march("voice.csat", "mean"), "4");
        // (7 + 4) ÷ 2
        assertValue(march("voice.csat", "mean_seven"), "5.5");
        MetricValue ten = march("voice.csat", "mean_ten");
        // (1 + 8 + 8) ÷ 3
        assertValue(ten, "5.667");
        assertThat(ten.calculation().exclusions()).containsExactly(new Exclusion("answers on other scales", 5));
        MetricValue position = march("voice.csat", "mean_position");
        // 4 of 1 to 5 is 75; 7 and 4 of 1 to 7 are 100 and 50; 1, 8 and 8 of 1 to 10 are 0, 77.777778 and 77.777778;
        // 0 of 0 to 100 is 0; 2 of 1 to 4 is 33.333333.
        assertTerm(position, "Σ position", "413.888889");
        // 413.888889 ÷ 8
        assertValue(position, "51.736");
        assertThat(position.metric().unit()).isEqualTo(Unit.SCORE);
    }

    /// Four answers of three people, as in two parts: u1 5 and, with a word, 5 again; u2 2; u3 3.
    @Test
    void answer_sent_in_two_parts_counts_once_by_latest_answers() {
        platform.send(new Story("W1", EUR)
                .on("2026-03-06")
                .send(answer(SurveyAnswer.Kind.CSAT, 1, 5, 5, "u1"))
                .send(answer(SurveyAnswer.Kind.CSAT, 1, 5, 5, "u1"))
                .send(answer(SurveyAnswer.Kind.CSAT, 1, 5, 2, "u2"))
                .send(answer(SurveyAnswer.Kind.CSAT, 1, 5, 3, "u3")));

        // 1 of 3, where 2 of 4 answers are positive.
        MetricValue latest = march("voice.csat", "latest");
        assertValue(latest, "33.33");
        assertValue(march("voice.csat", "positive_share"), "50.00");
        assertThat(latest.calculation().exclusions())
                .containsExactly(new Exclusion("earlier answers of the same respondents", 1));
        assertThat(FigureChecks.assertListAddsUp(platform, latest).rows()).hasSize(3);
    }

    @Test
    void latest_answer_of_each_respondent_counts_in_the_slice_of_its_day_and_period() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-03-05")
                        .standsIn(Dimension.SEGMENT, "Small")
                        .send(answer(SurveyAnswer.Kind.NPS, 0, 10, 10, "lee"))
                        .send(answer(SurveyAnswer.Kind.NPS, 0, 10, 9, "kim"))
                        .send(answer(SurveyAnswer.Kind.NPS, 0, 10, 1, ""))
                        .send(answer(SurveyAnswer.Kind.NPS, 0, 10, 10, ""))
                        .send(answer(SurveyAnswer.Kind.CES, 1, 7, 2, "lee"))
                        .send(answer(SurveyAnswer.Kind.CES, 1, 7, 6, "lee"))
                        .on("2026-03-20")
                        .standsIn(Dimension.SEGMENT, "Large")
                        .send(answer(SurveyAnswer.Kind.NPS, 0, 10, 2, "lee"))
                        .send(answer(SurveyAnswer.Kind.NPS, 1, 10, 10, "lee")),
                // Another account's lee is somebody else.
                new Story("b", EUR).on("2026-03-01").send(answer(SurveyAnswer.Kind.NPS, 0, 10, 9, "lee")));

        // a's lee 2, kim 9, nobody's 1 and 10, b's lee 9: (3 − 2) ÷ 5
        assertValue(march("voice.nps", "latest"), "20.0");
        // kim 9, nobody's 1 and 10; lee moved on: (2 − 1) ÷ 3. In the other slice lee's 2.
        assertValue(inSegment("Small"), "33.3");
        assertValue(inSegment("Large"), "-100.0");
        // Until the 10th, lee's latest answer is the 10.
        assertValue(platform.figure("voice.nps", "latest", "2026-03-02", "2026-03-10"), "50.0");
        assertValue(march("voice.ces", "latest"), "6.0");
        assertValue(march("voice.ces", "mean"), "4.0");
    }

    private static MetricValue inSegment(String segment) {
        MetricValue figure = platform.figure(
                "voice.nps", "latest", "2026-03-01", "2026-04-01", Slice.of(Dimension.SEGMENT, segment));
        FigureChecks.assertListAddsUp(platform, figure);
        return figure;
    }

    private static SurveyAnswer answer(SurveyAnswer.Kind kind, int low, int high, int score, String respondent) {
        return new SurveyAnswer(kind, low, high, score, respondent, "", "");
    }

    @Test
    void two_best_scores_are_those_of_the_scale_whatever_the_question_calls_positive() {
        platform.send(new Story("a", EUR)
                .on("2026-03-05")
                .send(satisfied(1, 5, 5))
                .send(satisfied(1, 5, 4))
                .send(satisfied(1, 10, 8))
                .send(satisfied(0, 1, 1))
                // 1 of a turned scale is the best; 3 is positive by its own word, but not one of the two best.
                .send(new SurveyAnswer(SurveyAnswer.Kind.CSAT, 1, 5, 1, true, 0, "", "", "", "", ""))
                .send(new SurveyAnswer(SurveyAnswer.Kind.CSAT, 1, 5, 3, false, 3, "", "", "", "", "")));

        MetricValue topTwo = march("voice.csat", "top_two");
        // 5, 4 and the turned 1 of five
        assertValue(topTwo, "60.00");
        assertThat(topTwo.calculation().exclusions())
                .containsExactly(new Exclusion("answers on scales of two scores", 1));
        assertThat(ValueFormat.interval(topTwo.calculation().interval().orElseThrow(), Unit.PERCENT))
                .isEqualTo("23.07 to 88.24 %");
    }

    @Test
    void effort_question_asked_the_other_way_round_is_turned() {
        platform.send(new Story("a", EUR)
                .on("2026-03-05")
                .send(effort(7, false))
                .send(effort(4, false))
                .send(effort(2, true))
                .send(new SurveyAnswer(SurveyAnswer.Kind.CES, 1, 5, 5, "", "", "")));

        MetricValue mean = march("voice.ces", "mean");
        // (7 + 4 + 6) ÷ 3
        assertValue(mean, "5.667");
        assertThat(mean.calculation().exclusions()).containsExactly(new Exclusion("answers on other scales", 1));
        // 7 and 6 of three
        assertValue(march("voice.ces", "easy_share"), "66.67");
        assertUnavailable(platform.figure("voice.ces", "mean", "2026-04-01", "2026-05-01"), Outcome.Reason.NO_BASE);
    }

    @Test
    void customers_latest_answer_counts_once() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-05")
                        .recommends(2)
                        .on("2026-03-20")
                        .recommends(10),
                new Story("b", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-05")
                        .recommends(9)
                        .on("2026-03-21")
                        .recommends(8),
                new Story("c", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-02-05")
                        .recommends(10),
                new Story("left", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-10")
                        .recommends(9)
                        .ends(),
                new Story("prospect", EUR).on("2026-03-10").recommends(9),
                new Story("d", EUR)
                        .on("2026-01-01")
                        .starts("10.00")
                        .on("2026-03-06")
                        .send(satisfied(1, 5, 1))
                        .on("2026-03-07")
                        .send(satisfied(1, 5, 5)));

        // Only a: b's last word is 8, c wasn't asked in March, and the others are no customers when it ends.
        assertValue(march("voice.recommenders", "latest_answer"), "50.00");
        assertValue(march("voice.positive_experience", "latest_answer"), "100.00");
        assertUnavailable(
                platform.figure("voice.recommenders", "latest_answer", "2026-04-01", "2026-05-01"),
                Outcome.Reason.NO_BASE);
    }

    @Test
    void words_are_counted_by_theme_tone_and_channel_and_quoted() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-03-05")
                        .send(new Feedback("f1", "Far too slow", "speed", Feedback.Tone.NEGATIVE, "mail"))
                        .send(new Feedback("f1", "Far too slow!", "speed", Feedback.Tone.NEGATIVE, "mail"))
                        .send(new Feedback("f2", "Lovely", "looks", Feedback.Tone.POSITIVE, "phone"))
                        .recommends(9, "Great people")
                        .recommends(8),
                new Story("b", EUR).on("2026-03-06").send(new Feedback("f1", "", "speed", Feedback.Tone.UNKNOWN, "")));

        MetricValue all = march("voice.feedback", "all");
        assertValue(all, "4");
        assertTerm(all, "remarks", "3");
        assertThat(assertListAddsUp(platform, all).rows())
                .extracting(DrillRows.Row::detail)
                .containsExactlyInAnyOrder("speed: Far too slow", "looks: Lovely", "speed: ", "Great people");
        assertValue(march("voice.feedback", "remarks"), "3");
        assertValue(march("voice.feedback", "comments"), "1");
        assertValue(march("voice.feedback", "negative"), "1");
        assertValue(march("voice.feedback", "neutral"), "0");
        assertValue(march("voice.feedback", "all", "speed"), "2");
        assertValue(march("voice.feedback", "positive", "speed"), "0");
        assertValue(march("voice.feedback", "by_channel", "mail"), "1");
        assertUnavailable(platform.figure("voice.feedback", "all", "2026-02-01", "2026-03-01"), Outcome.Reason.NO_DATA);
    }

    @Test
    void loop_is_closed_when_the_giver_says_so_last() {
        platform.send(
                new Story("a", EUR)
                        .on("2026-03-05")
                        .send(remark("content"))
                        .on("2026-03-07")
                        .send(new FeedbackStep("content", FeedbackStep.Step.ANSWERED))
                        .on("2026-04-09")
                        .send(new FeedbackStep("content", FeedbackStep.Step.CONFIRMED_CONTENT)),
                new Story("b", EUR)
                        .on("2026-03-05")
                        .send(remark("changed"))
                        .on("2026-03-06")
                        .send(new FeedbackStep("changed", FeedbackStep.Step.CONFIRMED_CONTENT))
                        .on("2026-03-07")
                        .send(new FeedbackStep("changed", FeedbackStep.Step.CONFIRMED_DISCONTENT)),
                new Story("c", EUR).on("2026-03-05").send(remark("silent")).send(remark("another")));

        // One of four was confirmed, on the day that it was received; one was answered, after two days.
        assertValue(march("voice.loop_closure", "confirmed"), "25.00");
        assertValue(march("voice.loop_closure", "answered"), "25.00");
        MetricValue answered = march("voice.loop_closure", "answer_time");
        assertValue(answered, "48.00");
        assertThat(answered.metric().unit()).isEqualTo(Unit.HOURS);
        assertThat(answered.metric().better()).isEqualTo(MetricInfo.Better.LOWER);
        MetricValue confirmed = march("voice.loop_closure", "confirm_time");
        assertValue(confirmed, "35.00");
        assertThat(confirmed.metric().unit()).isEqualTo(Unit.DAYS);
        assertUnavailable(
                platform.figure("voice.loop_closure", "confirmed", "2026-04-01", "2026-05-01"), Outcome.Reason.NO_BASE);
        assertUnavailable(
                platform.figure("voice.loop_closure", "answer_time", "2026-04-01", "2026-05-01"),
                Outcome.Reason.NO_BASE);
    }

    @Test
    void definitions_are_compared_of_a_theme_without_those_that_are_reported_apart_by_channels() {
        platform.send(new Story("a", EUR)
                .on("2026-03-05")
                .send(new Feedback("f1", "Far too slow", "speed", Feedback.Tone.NEGATIVE, "mail")));
        MetricValue all = march("voice.feedback", "all");

        Comparison comparison = platform.get(MetricQueries.class)
                .compare(new MetricQuery(
                        all.metric().id(),
                        all.definition().id(),
                        List.of(all.period()),
                        Slice.WHOLE,
                        Optional.of("speed"),
                        Optional.empty()));

        assertThat(comparison.lines())
                .extracting(line -> line.figure().definition().id().id())
                .containsExactly("all", "remarks", "positive", "neutral", "negative");
    }

    private static Feedback remark(String id) {
        return new Feedback(id, "text", "", Feedback.Tone.UNKNOWN, "");
    }
}

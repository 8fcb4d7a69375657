package io.keepwell.core.metric.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.metric.cohort.SurvivalCurve.Subject;
import io.keepwell.core.suite.NeedsReferenceFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SurvivalCurveTest {
    /// The published estimate for the patients who were treated.
    @Test
    @NeedsReferenceFiles
    void gehan_trial_survives_as_published() throws IOException {
        List<String> steps = SurvivalCurve.of(GehanTrial.patients(true)).steps().stream()
                .map(step -> step.time() + " " + step.atRisk() + " " + rounded(step.survival()) + " "
                        + rounded(step.standardError()))
                .toList();

        assertThat(steps).isEqualTo(GehanTrial.PUBLISHED);
    }

    @Test
    @NeedsReferenceFiles
    void log_rank_of_both_arms_is_as_published() throws IOException {
        SurvivalCurve.LogRank test = SurvivalCurve.logRank(GehanTrial.patients(true), GehanTrial.patients(false));

        assertThat(test.chiSquare().setScale(1, RoundingMode.HALF_UP)).isEqualByComparingTo("16.8");
    }

    /// Acute myelogenous leukaemia, as R's survival library publishes it (Miller 1997).
    @Test
    void leukaemia_trial_survives_as_published_and_half_are_gone_after_31_and_23_weeks() {
        SurvivalCurve maintained = SurvivalCurve.of(subjects("9 13 13+ 18 23 28+ 31 34 45+ 48 161+"));
        SurvivalCurve not = SurvivalCurve.of(subjects("5 5 8 8 12 16+ 23 27 30 33 43 45"));

        assertThat(steps(maintained))
                .containsExactly(
                        "9 0.909 0.0867",
                        "13 0.818 0.1163",
                        "18 0.716 0.1397",
                        "23 0.614 0.1526",
                        "31 0.491 0.1642",
                        "34 0.368 0.1627",
                        "48 0.184 0.1535");
        assertThat(steps(not).getFirst()).isEqualTo("5 0.833 0.1076");
        assertThat(steps(not).get(7)).isEqualTo("43 0.097 0.0919");
        assertThat(maintained.median()).contains(31L);
        assertThat(not.median()).contains(23L);
    }

    private static List<Subject> subjects(String times) {
        return Stream.of(times.split(" "))
                .map(time -> new Subject(Long.parseLong(time.replace("+", "")), !time.endsWith("+")))
                .toList();
    }

    private static List<String> steps(SurvivalCurve curve) {
        return curve.steps().stream()
                .map(step -> step.time() + " " + step.survival().setScale(3, RoundingMode.HALF_UP) + " "
                        + rounded(step.standardError()))
                .toList();
    }

    @Test
    void median_is_the_first_time_at_which_half_or_fewer_are_there() {
        assertThat(SurvivalCurve.of(subjects("3 7 9+ 9+")).median()).contains(7L);
        assertThat(SurvivalCurve.of(subjects("3 9+ 9+")).median()).isEmpty();
    }

    @Test
    void curve_ends_at_zero_when_the_last_one_leaves_and_nobody_is_out_of_sight() {
        SurvivalCurve curve =
                SurvivalCurve.of(List.of(new Subject(1, true), new Subject(2, true), new Subject(2, true)));

        // 1 of 3 left: 2/3. Then both others: 0.
        assertThat(curve.steps())
                .extracting(step -> step.survival().setScale(4, RoundingMode.HALF_UP))
                .containsExactly(new BigDecimal("0.6667"), new BigDecimal("0.0000"));
    }

    @Test
    void one_who_leaves_when_another_goes_out_of_sight_still_had_the_other_beside() {
        SurvivalCurve curve = SurvivalCurve.of(List.of(new Subject(5, true), new Subject(5, false)));

        assertThat(curve.steps()).singleElement().satisfies(step -> {
            assertThat(step.atRisk()).isEqualTo(2);
            assertThat(step.survival()).isEqualByComparingTo("0.5");
        });
    }

    @Test
    void numbers_at_risk_are_reported_for_any_time() {
        SurvivalCurve curve = SurvivalCurve.of(
                List.of(new Subject(5, true), new Subject(5, false), new Subject(9, true), new Subject(20, false)));

        assertThat(curve.subjects()).isEqualTo(4);
        assertThat(List.of(0L, 5L, 6L, 9L, 10L, 20L, 21L).stream().map(curve::atRisk))
                .containsExactly(4L, 4L, 2L, 2L, 1L, 1L, 0L);
        assertThat(curve.leftUntil(8)).isEqualTo(1);
        assertThat(curve.leftUntil(9)).isEqualTo(2);
        assertThat(curve.at(4)).isEmpty();
        assertThat(curve.at(8)).contains(curve.steps().getFirst());
        assertThat(curve.longest()).isEqualTo(20);
    }

    @Test
    void curve_of_nobody_has_no_steps_and_nobody_leaving_can_not_be_compared() {
        assertThat(SurvivalCurve.of(List.of()).steps()).isEmpty();
        List<Subject> stayed = List.of(new Subject(9, false));
        assertThatThrownBy(() -> SurvivalCurve.logRank(stayed, stayed)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String rounded(BigDecimal amount) {
        return amount.setScale(4, RoundingMode.HALF_UP).toPlainString();
    }
}

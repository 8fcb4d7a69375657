package io.keepwell.core.metric.voice;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.suite.UsesDatabase;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Answers that nobody known gave: they count for the firm and for the owner that they name, and in no customer's
/// figures.
@UsesDatabase
final class AnonymousAnswersTest {
    private static final String FROM = "2026-03-01";
    private static final String TO = "2026-04-01";
    private static final String CELLS =
            "select measure, day, slice, custom_value, amount from cell_day order by 1, 2, 3, 4";
    private static final Slice OF_ANA = Slice.of(Dimension.OWNER, "Ana");

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void send() {
        platform.forget();
        platform.send(
                new Story("acme", EUR)
                        .on("2026-02-01")
                        .standsIn(Dimension.OWNER, "Ana")
                        .starts("100.00")
                        .on("2026-03-10")
                        .recommends(10),
                new Story(Account.FIRM_NAME, EUR)
                        .on("2026-03-11")
                        .recommends(9)
                        .recommends(2, "no name, please")
                        .send(rating("Ana", 3))
                        .send(rating("Cy", 10))
                        .send(new SurveyAnswer(SurveyAnswer.Kind.CSAT, 1, 5, 5, "", "", "")));
    }

    private static SurveyAnswer rating(String owner, int score) {
        return new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, score, false, 0, "", "", "", owner, "");
    }

    private static String nps(Slice slice) {
        return platform.figure("voice.nps", "zero_to_ten", FROM, TO, slice)
                .calculation()
                .numbers();
    }

    @Test
    void they_count_for_the_firm_and_for_the_owner_that_they_name() {
        // 10, 9, 10 recommend; 2 and 3 don't.
        assertThat(nps(Slice.WHOLE)).isEqualTo("(3 − 2) ÷ 5 × 100");
        // The customer's 10 and the 3 of nobody known.
        assertThat(nps(OF_ANA)).isEqualTo("(1 − 1) ÷ 2 × 100");
        // Whom no customer belongs to.
        assertThat(nps(Slice.of(Dimension.OWNER, "Cy"))).isEqualTo("(1 − 0) ÷ 1 × 100");
        // The 9 and the 2 name no owner.
        assertThat(nps(Slice.of(Dimension.OWNER, ""))).isEqualTo("(1 − 1) ÷ 2 × 100");
        assertThat(platform.figure("voice.csat", "positive_share", FROM, TO)
                        .calculation()
                        .numbers())
                .isEqualTo("1 ÷ 1");
    }

    @Test
    void they_are_in_no_customers_figures() {
        assertThat(platform.figure("voice.recommenders", "latest_answer", FROM, TO)
                        .calculation()
                        .numbers())
                .isEqualTo("1 ÷ 1");
        assertThat(platform.figure("voice.positive_experience", "latest_answer", FROM, TO)
                        .amount())
                .isEmpty();
        assertThat(platform.rows("select name from account")).containsExactly("acme");
        assertThat(platform.rows("select count(*) from account_version where account = 0"))
                .containsExactly("0");
    }

    @Test
    void their_list_adds_up_and_they_stay_where_they_are_when_everything_is_made_anew() {
        DrillRows list = assertListAddsUp(platform, platform.figure("voice.nps", "zero_to_ten", FROM, TO));
        assertThat(list.rows()).filteredOn(row -> row.account() == Account.FIRM).hasSize(4);
        List<String> cells = platform.rows(CELLS);

        platform.get(Refresh.class).askForRebuild();
        platform.refresh();

        assertThat(platform.rows(CELLS)).isEqualTo(cells);
    }
}

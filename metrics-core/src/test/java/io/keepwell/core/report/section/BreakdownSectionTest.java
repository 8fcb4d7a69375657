package io.keepwell.core.report.section;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.ReportText;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sections with options of their own. Four customers since January, of whom one leaves on 10 March.
@UsesDatabase
final class BreakdownSectionTest {
    private static final Period MARCH = new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1));

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void send() {
        platform.forget();
        platform.send(
                story("one", "A").starts("10.00"),
                story("two", "A").starts("20.00"),
                story("three", "B").starts("40.00").on("2026-03-10").ends(),
                new Story("four", EUR).on("2026-01-01").starts("80.00"));
    }

    private static Story story(String name, String segment) {
        return new Story(name, EUR).on("2026-01-01").standsIn(Dimension.SEGMENT, segment);
    }

    @Test
    void every_value_has_a_row_and_the_last_row_is_all_of_them() {
        Grid.Panel panel = panel("breakdown: {by: segment}", Slice.WHOLE);
        assertThat(panel.title()).isEqualTo("By segment, March 2026");
        assertThat(rows(panel))
                .containsExactly(
                        "not given: EUR 80.00, 0.00 %",
                        "A: EUR 30.00, 0.00 %", "B: EUR 0.00, 100.00 %", "All: EUR 110.00, 25.00 %");
        assertThat(panel.rows().getLast().total()).isTrue();
    }

    @Test
    void value_of_which_there_is_no_figure_at_all_has_no_row() {
        platform.send(story("later", "C").starts("5.00").on("2026-01-20").ends());
        assertThat(rows(panel("breakdown: {by: segment, metrics: retention.customer_churn}", Slice.WHOLE)))
                .containsExactly("not given: 0.00 %", "A: 0.00 %", "B: 100.00 %", "All: 25.00 %");
    }

    @Test
    void recipient_sees_the_values_of_their_scope_only() {
        assertThat(rows(panel("breakdown: {by: segment, metrics: revenue.mrr}", Slice.of(Dimension.SEGMENT, "A"))))
                .containsExactly("A: EUR 30.00", "All: EUR 30.00");
    }

    @Test
    void what_cant_be_broken_down_says_why() {
        assertThat(failure("breakdown")).contains("'by' has to say one of owner, segment");
        assertThat(failure("breakdown: {by: colour}")).contains("'by' has to say one of owner, segment");
        assertThat(failure("breakdown: {by: segment, metrics: voice.nps}"))
                .contains("'voice.nps' is none of the report's metrics");
        assertThat(failure("breakdown: {by: segment, top: 3}"))
                .isEqualTo("The section 'breakdown' has no option 'top'; it has by, metrics.");
    }

    @Test
    void records_behind_a_figure_are_listed_and_add_up_to_it() {
        Grid.Panel panel = panel("records: {of: revenue.mrr, most: 2}", Slice.WHOLE);
        assertThat(panel.title()).isEqualTo("Monthly recurring revenue: records");
        assertThat(rows(panel))
                .containsExactly(
                        "four: EUR 80.00, 1 Jan 2026",
                        "two: EUR 20.00, 1 Jan 2026",
                        "1 more: EUR 10.00, ",
                        "All: EUR 110.00, ");
        assertThat(rows(panel("records: {of: retention.customer_churn}", Slice.of(Dimension.SEGMENT, "A"))))
                .isEmpty();
        assertThat(failure("records")).contains("'of' has to name a metric");
        assertThat(failure("records: {of: voice.nps}")).contains("'voice.nps' is none of the report's metrics");
        assertThat(failure("records: {of: revenue.mrr, most: 5001}")).contains("'most' is a number from 1 to 5000");
    }

    @Test
    void cohorts_say_who_is_still_there() {
        platform.send(new Story("five", EUR).on("2026-03-05").starts("7.00"));
        Grid.Panel panel = panel("cohorts: {months: 3}", Slice.WHOLE);
        assertThat(rows(panel))
                .containsExactly(
                        "Jan 2026: 4, 100.00 %, 100.00 %, 75.00 %",
                        "Mar 2026: 1, 100.00 %, 100.00 %, 100.00 %", "All together: , 100.00 %, 100.00 %, 80.00 %");
        assertThat(rows(panel("cohorts: {months: 3, of: mrr}", Slice.WHOLE)))
                .contains("Jan 2026: EUR 150.00, 100.00 %, 100.00 %, 73.33 %"); // (150 − 40) ÷ 150
        assertThat(panel("cohorts: {months: 3}", Slice.of(Dimension.SEGMENT, "A"))
                        .rows())
                .hasSize(2);
        assertThat(failure("cohorts: {months: 99}")).contains("'months' is a number from 2 to 12");
        assertThat(failure("cohorts: {of: money}")).contains("'of' is customers or mrr");
    }

    @Test
    void survival_says_how_long_customers_stay() {
        // Won on 1 January, followed to 31 March, which is less than 90 days; one of four left after 68.
        Grid.Panel panel = panel("survival", Slice.WHOLE);
        assertThat(rows(panel).subList(0, 2)).containsExactly("30 days: 100.00 %, 4, 0", "90 days: –, 0, 1");
        assertThat(panel.note())
                .isEqualTo("4 customers, followed to 31 Mar 2026; more than half of them are still there");
    }

    @Test
    void words_stand_for_what_is_known_when_the_report_is_made() {
        Grid.Panel panel =
                panel("words: {text: \"In {period}, {accounts}.\\n\\n<b>$1 \\\\ {title}</b>\"}", Slice.WHOLE);
        assertThat(panel.rows())
                .extracting(row -> row.notes().getFirst())
                .containsExactly("In March 2026, all customers.", "<b>$1 \\ Weekly</b>");
        assertThat(failure("words: {text: \"{colour}\"}")).contains("nothing is called {colour}");
        assertThat(failure("words")).contains("'text' has to say something");
    }

    private static List<String> rows(Grid.Panel panel) {
        return panel.rows().stream()
                .map(row -> row.name() + ": "
                        + row.cells().stream().map(GridCell::text).collect(Collectors.joining(", ")))
                .toList();
    }

    private static Grid.Panel panel(String section, Slice scope) {
        Grid grid = grid(section, scope);
        assertThat(grid.failures()).isEmpty();
        return ((Grid.Whole) grid.sections().getFirst()).panels().getFirst();
    }

    private static String failure(String section) {
        return grid(section, Slice.WHOLE).failures().getFirst().reason();
    }

    private static Grid grid(String section, Slice scope) {
        return platform.get(ReportRunner.class)
                .fill(
                        ReportText.parse(
                                new ReportId("weekly"),
                                "title: Weekly\nmetrics: [revenue.mrr, retention.customer_churn]\nsections:\n- "
                                        + section,
                                false),
                        MARCH,
                        scope,
                        platform.clock().instant());
    }
}

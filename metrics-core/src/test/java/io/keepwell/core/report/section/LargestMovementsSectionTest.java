package io.keepwell.core.report.section;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.report.Grid;
import io.keepwell.core.report.GridCell;
import io.keepwell.core.report.Report;
import io.keepwell.core.report.ReportId;
import io.keepwell.core.report.ReportRunner;
import io.keepwell.core.report.ReportText;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class LargestMovementsSectionTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void ten_largest_movements_are_listed_with_their_customers_and_the_others_summed_up() {
        platform.send(IntStream.rangeClosed(1, 11)
                .mapToObj(number -> new Story("new " + number, EUR)
                        .on("2026-03-%02d".formatted(number))
                        .starts(number + "0.00"))
                .toArray(Story[]::new));
        platform.send(new Story("gone", EUR)
                .on("2026-01-01")
                .starts("999.00")
                .on("2026-03-20")
                .ends());

        Grid.Panel panel = panels("revenue.mrr_movements").getFirst();

        assertThat(panel.rows()).hasSize(12);
        assertThat(texts(panel.rows().getFirst())).containsExactly("−999.00", "20 Mar 2026");
        assertThat(panel.rows().getFirst().detail()).isEqualTo("churn: EUR 999.00 → EUR 0.00");
        assertThat(texts(panel.rows().get(1))).containsExactly("+110.00", "11 Mar 2026");
        assertThat(texts(panel.rows().get(9))).containsExactly("+30.00", "3 Mar 2026");
        assertThat(panel.rows().get(10).name()).isEqualTo("2 other movements");
        assertThat(texts(panel.rows().get(10))).containsExactly("+30.00", ""); // 10 + 20
        // −999 + 10 × (1 + … + 11)
        assertThat(panel.rows().getLast().name()).isEqualTo("All movements");
        assertThat(texts(panel.rows().getLast())).containsExactly("−339.00", "");
    }

    @Test
    void customer_that_moved_twice_is_listed_by_movement_and_the_rows_add_up_to_the_figure() {
        platform.send(new Story("twice", EUR)
                .on("2026-01-01")
                .isNamed("Twice")
                .starts("100.00")
                .on("2026-03-05")
                .changesTo("180.00")
                .on("2026-03-09")
                .changesTo("150.00"));

        Grid.Panel panel = panels("revenue.mrr_movements").getFirst();

        assertThat(panel.note()).isEqualTo("a customer that moved more than once is listed each time");
        assertThat(panel.rows())
                .extracting(row -> row.name() + ", " + row.detail() + ": " + String.join(", ", texts(row)))
                .containsExactly(
                        "Twice, expansion: EUR 100.00 → EUR 180.00: +80.00, 5 Mar 2026",
                        "Twice, contraction: EUR 180.00 → EUR 150.00: −30.00, 9 Mar 2026",
                        "All movements, : +50.00, ");
        assertThat(panel.rows().getLast().total()).isTrue();
        assertThat(platform.figure("revenue.mrr_movements", "net_new", "2026-03-01", "2026-04-01")
                        .amount()
                        .orElseThrow())
                .isEqualByComparingTo("50");
    }

    @Test
    void nothing_is_shown_where_nothing_moved_or_the_report_is_not_about_it() {
        platform.send(new Story("steady", EUR).on("2026-01-01").starts("100.00"));

        assertThat(panels("revenue.mrr_movements")).isEmpty();
        assertThat(panels("revenue.mrr")).isEmpty();
    }

    private static List<String> texts(Grid.Row row) {
        return row.cells().stream().map(GridCell::text).toList();
    }

    private static List<Grid.Panel> panels(String metric) {
        Report report = ReportText.parse(
                new ReportId("weekly"),
                "{title: Weekly, metrics: [%s], sections: [largest-movements]}".formatted(metric),
                false);
        Grid grid = platform.get(ReportRunner.class)
                .fill(
                        report,
                        new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1)),
                        Slice.WHOLE,
                        platform.clock().instant());
        assertThat(grid.failures()).isEmpty();
        return ((Grid.Whole) grid.sections().getFirst()).panels();
    }
}

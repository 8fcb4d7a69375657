package io.keepwell.ui.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.ui.component.RowPage;
import io.keepwell.ui.shell.Selection;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RetentionPageTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Selection OCTOBER = Selection.of(QueryParameters.empty(), TODAY);

    @Test
    void the_plain_address_follows_the_twelve_months_that_end_with_the_period() {
        RetentionPage page = RetentionPage.of(OCTOBER, QueryParameters.empty());

        assertThat(page.from()).isEqualTo(YearMonth.of(2025, 11));
        assertThat(page.to()).isEqualTo(YearMonth.of(2026, 11));
        assertThat(page.link().href()).isEqualTo("retention?period=2026-10");
    }

    @Test
    void a_quarter_ends_with_its_last_month() {
        Selection quarter = OCTOBER.withPeriod(Period.of(Grain.QUARTER, LocalDate.of(2026, 7, 1)));

        assertThat(RetentionPage.of(quarter, QueryParameters.empty()).to()).isEqualTo(YearMonth.of(2026, 10));
    }

    @Test
    void the_address_holds_everything() {
        RetentionPage page = RetentionPage.of(OCTOBER, QueryParameters.empty())
                .with(CohortMeasure.MRR)
                .with(OCTOBER.withSlice(Slice.of(Dimension.REGION, "DACH")))
                .withMonths(24)
                .asAmounts(true)
                .choosing(Optional.of(new RetentionPage.CohortCell(YearMonth.of(2026, 3), 2)))
                .with(RowPage.FIRST.sortedBy("first", true).onPage(2));

        QueryParameters parameters = new Location(page.link().href()).getQueryParameters();
        assertThat(RetentionPage.of(Selection.of(parameters, TODAY), parameters))
                .isEqualTo(page);
    }

    @Test
    void cell_that_leaves_the_table_is_not_chosen_any_more() {
        RetentionPage page = RetentionPage.of(OCTOBER, QueryParameters.empty())
                .withMonths(24)
                .choosing(Optional.of(new RetentionPage.CohortCell(YearMonth.of(2025, 10), 11)));

        assertThat(page.chosen()).isPresent();
        assertThat(page.withMonths(12).chosen()).isEmpty();
        assertThat(page.with(OCTOBER.withPeriod(Period.of(Grain.MONTH, LocalDate.of(2025, 9, 1))))
                        .chosen())
                .isEmpty();
    }

    @Test
    void cell_beyond_the_last_column_is_not_chosen() {
        RetentionPage.CohortCell thirteenth = new RetentionPage.CohortCell(YearMonth.of(2025, 11), 12);
        RetentionPage page = RetentionPage.of(OCTOBER, QueryParameters.empty());

        assertThat(page.withMonths(24).choosing(Optional.of(thirteenth)).chosen())
                .contains(thirteenth);
        assertThat(page.withMonths(12).choosing(Optional.of(thirteenth)).chosen())
                .isEmpty();
    }

    @Test
    void what_is_no_cell_is_as_if_it_were_not_asked_for() {
        QueryParameters unknown = QueryParameters.fromString("definition=magic&months=13&cohort=2026-03&month=0");

        assertThat(RetentionPage.of(OCTOBER, unknown)).isEqualTo(RetentionPage.of(OCTOBER, QueryParameters.empty()));
    }
}

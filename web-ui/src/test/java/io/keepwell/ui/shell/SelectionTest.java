package io.keepwell.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import io.keepwell.ui.component.Link;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Period OCTOBER = Period.of(Grain.MONTH, LocalDate.of(2026, 10, 1));

    @Test
    void an_address_without_parameters_means_the_last_whole_month_of_the_whole_firm() {
        assertThat(Selection.of(QueryParameters.empty(), TODAY))
                .isEqualTo(new Selection(OCTOBER, ComparedPeriod.PREVIOUS, Slice.WHOLE, Optional.empty()));
    }

    @Test
    void the_address_holds_everything() {
        Selection selection = new Selection(
                new Period(LocalDate.of(2026, 3, 5), LocalDate.of(2026, 4, 2)),
                ComparedPeriod.YEAR,
                Slice.of(Dimension.SEGMENT, "Small & mid/market + more=?")
                        .with(Dimension.OWNER, "Zoë Ångström")
                        .with(Dimension.REGION, ""),
                Optional.of(LocalDate.of(2026, 11, 1)));

        assertThat(readBack(selection)).isEqualTo(selection);
    }

    @Test
    void nonsense_in_the_address_is_as_if_it_were_not_there() {
        QueryParameters nonsense = QueryParameters.fromString("period=soon&compare=apples&known=yesterday&colour=red");

        assertThat(Selection.of(nonsense, TODAY)).isEqualTo(Selection.of(QueryParameters.empty(), TODAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "2026-13", "2026-Q5", "2026-02-30..2026-03-01", "2026-04-01..2026-03-31"})
    void what_the_address_says_instead_of_a_period_is_reported(String text) {
        assertThat(Selection.noPeriod(QueryParameters.of("period", text))).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026", "2026-Q3", "2026-10", "2026-10-05..2026-10-05"})
    void period_in_the_address_is_one(String text) {
        assertThat(Selection.noPeriod(QueryParameters.of("period", text))).isEmpty();
        assertThat(Selection.noPeriod(QueryParameters.empty())).isEmpty();
    }

    @Test
    void what_will_be_known_cannot_be_selected() {
        QueryParameters today = QueryParameters.of("known", TODAY.toString());

        assertThat(Selection.of(today, TODAY).knownOn()).isEmpty();
    }

    @Test
    void a_day_is_known_at_its_end_in_the_reporting_zone() {
        Selection selection =
                new Selection(OCTOBER, ComparedPeriod.PREVIOUS, Slice.WHOLE, Optional.of(LocalDate.of(2026, 11, 1)));

        assertThat(selection.asOf(ZoneId.of("Europe/Berlin"))).contains(Instant.parse("2026-11-01T22:59:59.999999Z"));
    }

    private static Selection readBack(Selection selection) {
        String href = selection.write(Link.to("metrics")).href();
        return Selection.of(new Location(href).getQueryParameters(), TODAY);
    }
}

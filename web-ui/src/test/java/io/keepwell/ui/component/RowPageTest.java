package io.keepwell.ui.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowPageTest {
    private static final List<String> COLUMNS = List.of("account", "amount");

    private static RowPage of(String query) {
        return RowPage.of(QueryParameters.fromString(query)::getSingleParameter, COLUMNS);
    }

    @Test
    void the_address_holds_everything() {
        RowPage rows = RowPage.FIRST.sortedBy("amount", true).ofSize(500).onPage(7);
        String href = rows.write(Link.to("list")).href();

        assertThat(href).isEqualTo("list?sort=-amount&rows=500&page=7");
        assertThat(RowPage.of(new Location(href).getQueryParameters()::getSingleParameter, COLUMNS))
                .isEqualTo(rows);
        assertThat(rows.from()).isEqualTo(3_000);
        assertThat(RowPage.FIRST.write(Link.to("list")).href()).isEqualTo("list");
    }

    @Test
    void a_second_press_turns_the_order_round_and_begins_at_the_first_page() {
        RowPage byName = RowPage.FIRST.onPage(3).sortedBy("account", false);

        assertThat(byName).isEqualTo(of("sort=account"));
        assertThat(byName.sortedBy("account", false)).isEqualTo(of("sort=-account"));
        assertThat(byName.sortedBy("amount", true)).isEqualTo(of("sort=-amount"));
    }

    @Test
    void what_cannot_be_shown_is_as_if_it_were_not_asked_for() {
        assertThat(of("sort=colour&rows=7&page=-1")).isEqualTo(RowPage.FIRST);
        assertThat(of("page=4002").page()).isEqualTo(1);
        assertThat(of("page=4001").from()).isEqualTo(100_000);
        assertThatThrownBy(() -> RowPage.FIRST.onPage(4_002)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addresses_from_before_there_were_pages_show_the_most_that_a_page_has() {
        assertThat(of("rows=all")).isEqualTo(RowPage.FIRST.ofSize(500));
    }

    @Test
    void the_last_page_is_the_one_with_the_last_row_or_as_far_down_as_pages_go() {
        assertThat(RowPage.FIRST.lastPage(0)).isEqualTo(1);
        assertThat(RowPage.FIRST.lastPage(25)).isEqualTo(1);
        assertThat(RowPage.FIRST.lastPage(26)).isEqualTo(2);
        assertThat(RowPage.FIRST.lastPage(2_000_000)).isEqualTo(4_001);
        assertThat(RowPage.within(2_000_000, 25)).isEqualTo(100_025);
    }
}

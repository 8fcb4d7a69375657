package io.keepwell.core.rollup;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.Story;
import io.keepwell.core.ledger.DetailDictionary;
import io.keepwell.core.ledger.Quantity;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class SliceReadingsTest {
    private static final Slice LARGE = Slice.of(Dimension.SEGMENT, "Large");
    private static final Period MARCH = new Period(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-04-01"));
    private static final Set<Quantity> READ = Set.of(Quantity.CUSTOMERS, Quantity.MRR_NEW, Quantity.MRR_BALANCE);

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void tell() {
        platform.forget();
        platform.tell(
                new Story("a", EUR)
                        .standsIn(Dimension.SEGMENT, "Large")
                        .on("2026-03-05")
                        .starts("10.00"),
                new Story("b", EUR)
                        .standsIn(Dimension.SEGMENT, "Small")
                        .on("2026-03-05")
                        .starts("7.00"));
    }

    private static CellRequest request() {
        return CellRequest.of(READ, List.of(MARCH.from(), MARCH.to()));
    }

    private static Readings readings(CellRequest request, Slice slice) {
        return new SliceReadings(
                        platform.get(StoredKnowledge.class),
                        platform.get(SliceDictionary.class),
                        platform.get(DetailDictionary.class),
                        request)
                .of(slice, MARCH, Optional.empty(), READ);
    }

    @Test
    void slice_is_read_without_the_cells_of_others() {
        List<Cell> cells = platform.get(StoredKnowledge.class).cells(request().within(LARGE, Set.of()));

        assertThat(cells)
                .filteredOn(cell -> cell.quantity() != Quantity.MRR_BALANCE)
                .extracting(Cell::quantity)
                .containsExactlyInAnyOrder(Quantity.CUSTOMERS, Quantity.MRR_NEW);
        assertThat(readings(request().within(LARGE, Set.of()), LARGE).sum(Quantity.MRR_NEW))
                .isEqualTo(10_000_000);
    }

    @Test
    void quantity_is_read_of_the_whole_firm_only_where_that_was_requested() {
        Readings narrow = readings(request().within(LARGE, Set.of()), LARGE);
        Readings wide = readings(request().within(LARGE, Set.of(Quantity.CUSTOMERS)), LARGE);

        assertThat(wide.allCustomersAt(MARCH.to()).size()).isEqualTo(2);
        assertThat(wide.customersAt(MARCH.to()).size()).isEqualTo(1);
        assertThatThrownBy(() -> narrow.allCustomersAt(MARCH.to()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CUSTOMERS was only requested of segment=Large");
    }

    @Test
    void quantity_without_slices_is_read_by_account_and_never_of_a_slice() {
        Readings readings = readings(
                new CellRequest(request().boundaries(), Set.of(Quantity.MRR_BALANCE)).within(LARGE, Set.of()), LARGE);

        int b = Integer.parseInt(platform.rows("select account from account_alias where alias = 'b'")
                .getFirst());
        assertThat(readings.amountsBefore(Quantity.MRR_BALANCE, MARCH.to()).of(b))
                .isEqualTo(7_000_000);
        assertThatThrownBy(() -> readings.sum(Quantity.MRR_BALANCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MRR_BALANCE can't be read of segment=Large");
    }

    @Test
    void slice_has_data_where_only_others_have_some() {
        Slice none = Slice.of(Dimension.SEGMENT, "None");

        Readings readings = readings(request().within(none, Set.of()), none);

        assertThat(readings.hasData(Quantity.MRR_NEW)).isTrue();
        assertThat(readings.hasData(Quantity.MRR_CHURN)).isFalse();
    }
}

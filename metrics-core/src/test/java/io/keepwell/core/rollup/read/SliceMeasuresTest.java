package io.keepwell.core.rollup.read;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.ledger.CustomValueDictionary;
import io.keepwell.core.ledger.Measure;
import io.keepwell.core.rollup.cell.Cell;
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
final class SliceMeasuresTest {
    private static final Slice LARGE = Slice.of(Dimension.SEGMENT, "Large");
    private static final Period MARCH = new Period(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-04-01"));
    private static final Set<Measure> READ = Set.of(Measure.CUSTOMERS, Measure.MRR_NEW, Measure.MRR_BALANCE);

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void send() {
        platform.forget();
        platform.send(
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

    private static MeasureReader readings(CellRequest request, Slice slice) {
        return new SliceMeasures(
                        platform.get(CurrentData.class),
                        platform.get(SliceDictionary.class),
                        platform.get(CustomValueDictionary.class),
                        request)
                .of(slice, MARCH, Optional.empty(), READ);
    }

    @Test
    void slice_is_read_without_the_cells_of_others() {
        List<Cell> cells = platform.get(CurrentData.class).cells(request().within(LARGE, Set.of()));

        assertThat(cells)
                .filteredOn(cell -> cell.measure() != Measure.MRR_BALANCE)
                .extracting(Cell::measure)
                .containsExactlyInAnyOrder(Measure.CUSTOMERS, Measure.MRR_NEW);
        assertThat(readings(request().within(LARGE, Set.of()), LARGE).sum(Measure.MRR_NEW))
                .isEqualTo(10_000_000);
    }

    @Test
    void measure_is_read_of_the_whole_firm_only_where_that_was_requested() {
        MeasureReader narrow = readings(request().within(LARGE, Set.of()), LARGE);
        MeasureReader wide = readings(request().within(LARGE, Set.of(Measure.CUSTOMERS)), LARGE);

        assertThat(wide.allCustomersAt(MARCH.to()).size()).isEqualTo(2);
        assertThat(wide.customersAt(MARCH.to()).size()).isEqualTo(1);
        assertThatThrownBy(() -> narrow.allCustomersAt(MARCH.to()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CUSTOMERS was only requested of segment=Large");
    }

    @Test
    void measure_without_slices_is_read_by_account_and_never_of_a_slice() {
        MeasureReader readings = readings(
                new CellRequest(request().boundaries(), Set.of(Measure.MRR_BALANCE)).within(LARGE, Set.of()), LARGE);

        int b = Integer.parseInt(platform.rows("select account from account_alias where alias = 'b'")
                .getFirst());
        assertThat(readings.amountsBefore(Measure.MRR_BALANCE, MARCH.to()).of(b))
                .isEqualTo(7_000_000);
        assertThatThrownBy(() -> readings.sum(Measure.MRR_BALANCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MRR_BALANCE can't be read of segment=Large");
    }

    @Test
    void slice_has_data_where_only_others_have_some() {
        Slice none = Slice.of(Dimension.SEGMENT, "None");

        MeasureReader readings = readings(request().within(none, Set.of()), none);

        assertThat(readings.hasData(Measure.MRR_NEW)).isTrue();
        assertThat(readings.hasData(Measure.MRR_CHURN)).isFalse();
    }
}

package io.keepwell.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.database.TestDatabase;
import io.keepwell.core.suite.UsesDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class SliceDictionaryTest {
    @AutoClose
    private final TestDatabase schema = TestDatabase.create();

    @Test
    void every_slice_key_differs_from_all_others_and_found_in_the_slices_that_hold_it() {
        schema.migrate();
        SliceDictionary dictionary = new SliceDictionary(schema.transactions());
        List<Slice> sliceKeys = Stream.concat(
                        Stream.of(Slice.UNKNOWN),
                        Dimension.ALL.stream().map(dimension -> Slice.UNKNOWN.with(dimension, "value")))
                .toList();
        Map<Slice, Integer> numbers = dictionary.numbers(sliceKeys);

        assertThat(numbers.values()).doesNotHaveDuplicates().hasSize(sliceKeys.size());
        assertThat(dictionary.numbers(sliceKeys)).isEqualTo(numbers);
        assertThat(dictionary.numbersIn(Slice.NO_PROFILE))
                .containsExactlyInAnyOrder(
                        numbers.get(Slice.UNKNOWN), numbers.get(Slice.UNKNOWN.with(Dimension.SOURCE, "value")));
        assertThat(dictionary.numbersIn(Slice.WHOLE)).hasSize(sliceKeys.size());
    }
}

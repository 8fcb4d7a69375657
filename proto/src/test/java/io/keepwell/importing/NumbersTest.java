package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
    private static Numbers numbers(String mark) {
        return mark.isEmpty() ? Numbers.PLAIN : Numbers.of(MappingPath.of("m.yaml"), mark);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 9.0 | 9.0",
                "'' | ' 12 ' | 12",
                "'' | -3.50 | -3.50",
                "'' | +4 | 4",
                "'' | (20.00) | -20.00",
                "'' | 3- | -3",
                "'' | 7. | 7",
                ", | 1.234.567,50 | 1234567.50",
                ", | 1 234,5 | 1234.5",
                ", | 1’234,5 | 1234.5",
                ", | 0,5 | 0.5",
                ". | 1,234.50 | 1234.50",
                ". | (1,234.50) | -1234.50"
            })
    void numbers_are_read_as_files_write_them(String mark, String text, String number) throws BadValue {
        assertThat(numbers(mark).read("f", text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1,234.50",
                "'' | 1,5",
                "'' | 1e3",
                "'' | --1",
                "'' | (1",
                "'' | -1-",
                "'' | (-1)",
                "'' | .5",
                "'' | €5",
                ", | 1.5",
                ", | 12,34,56",
                ", | 1.23.456,0",
                ". | 1,23"
            })
    void what_could_be_read_in_another_way_is_refused(String mark, String text) {
        assertThat(catchThrowable(() -> numbers(mark).read("f", text)))
                .isInstanceOf(BadValue.class)
                .hasMessageContaining("'" + text + "' is no number");
    }
}

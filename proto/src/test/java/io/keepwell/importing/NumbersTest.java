package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
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
                "'' | 0 | 0",
                "'' | 90 | 90",
                "'' | −5 | -5",
                "'' | 00.10 | 0.10",
                "'' | 1234567890.12345 | 1234567890.12345",
                "'' | 999999999999999999999999999999999999999999999999999999999999 | 999999999999999999999999999999999999999999999999999999999999",
                "'' | -99999999999999999999999999999999999999999999999999999999999 | -99999999999999999999999999999999999999999999999999999999999",
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
                "'' | x",
                "'' | /",
                "'' | 1:2",
                "'' | 1 2",
                "'' | ''",
                "'' | .",
                "'' | 5.5.5",
                "'' | 5)",
                "'' | -5)",
                "'' | (5-",
                "'' | +5-",
                "'' | --5",
                "'' | +-5",
                ", | 5.",
                ", | 1.5",
                ", | 12,34,56",
                ", | 1.23.456,0",
                ". | 1,23"
            })
    void what_could_be_read_in_another_way_is_refused(String mark, String text) {
        assertThat(catchThrowable(() -> numbers(mark).read("f", text)))
                .isInstanceOf(BadValue.class)
                .hasMessageContaining("'" + text + "' is no number")
                .satisfies(bad -> assertThat(String.valueOf(bad.getMessage()).contains("say 'decimal'"))
                        .as("the remedy where the mapping says nothing yet")
                        .isEqualTo(mark.isEmpty()));
    }

    @Test
    void a_number_of_more_than_60_characters_is_none_and_is_reported_shortly() {
        for (String number : new String[] {"1".repeat(61), "-" + "1".repeat(60), "x" + "1".repeat(60)}) {
            assertThat(catchThrowable(() -> numbers(".").read("f", number)))
                    .isInstanceOf(BadValue.class)
                    .hasMessage("'" + number.substring(0, 60) + "…' is no number with '.' before its decimals");
        }
        assertThat(catchThrowable(() -> numbers(".").read("f", "x" + "1".repeat(59))))
                .hasMessage("'x" + "1".repeat(59) + "' is no number with '.' before its decimals");
    }

    @Test
    void only_a_point_or_a_comma_stands_before_decimals() {
        for (String mark : new String[] {"", ";", "..", "comma"}) {
            assertThat(catchThrowable(() -> Numbers.of(MappingPath.of("m.yaml"), mark)))
                    .isInstanceOf(ImportProblem.class)
                    .hasMessage("m.yaml: it is '.' or ','.");
        }
    }
}

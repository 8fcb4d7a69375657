package io.keepwell.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ParameterTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static List<String> misread(String query) {
        return Parameter.misread(QueryParameters.fromString(query), Selection.parameters(TODAY));
    }

    @Test
    void an_address_that_is_understood_has_nothing_misread() {
        assertThat(misread("")).isEmpty();
        assertThat(misread("period=2026-10&compare=year&known=2026-11-21&segment=SMB&owner="))
                .isEmpty();
        assertThat(misread("v-r=push")).isEmpty();
    }

    @Test
    void a_day_that_is_none_or_is_yet_to_come_is_reported() {
        String valid = " Valid: a day before today, such as 2026-11-21.";

        assertThat(misread("known=garbage")).containsExactly("'known' can't be 'garbage'." + valid);
        assertThat(misread("known=2030-01-01")).containsExactly("'known' can't be '2030-01-01'." + valid);
        assertThat(misread("known=2026-11-22")).hasSize(1);
    }

    @Test
    void an_unknown_dimension_is_reported_with_those_that_there_are() {
        assertThat(misread("segmnt=SMB"))
                .singleElement()
                .asString()
                .startsWith("There is no 'segmnt'. Valid: ")
                .contains("compare, ", "owner, ", "segment");
    }

    @Test
    void a_comparison_that_is_none_and_a_value_said_twice_are_reported() {
        assertThat(misread("compare=apples&segment=A&segment=B"))
                .containsExactly(
                        "'compare' can't be 'apples'. Valid: previous or year.",
                        "'segment' is said 2 times; only the first one counts.");
    }

    @Test
    void a_value_of_any_length_is_reported_in_short() {
        assertThat(misread("known=" + "x".repeat(500)).getFirst()).hasSizeLessThan(200);
    }
}

package io.keepwell.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.time.Grain;
import io.keepwell.core.time.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class ValueFormatTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 7);

    @Test
    void periods_are_named_as_people_name_them() {
        assertThat(ValueFormat.period(Period.of(Grain.DAY, DAY))).isEqualTo("7 Oct 2026");
        assertThat(ValueFormat.period(Period.of(Grain.WEEK, DAY))).isEqualTo("5 Oct 2026 to 11 Oct 2026");
        assertThat(ValueFormat.period(Period.of(Grain.MONTH, DAY))).isEqualTo("October 2026");
        assertThat(ValueFormat.period(Period.of(Grain.QUARTER, DAY))).isEqualTo("Q4 2026");
        assertThat(ValueFormat.period(Period.of(Grain.YEAR, DAY))).isEqualTo("2026");
    }

    @Test
    void chart_labels_are_short() {
        assertThat(ValueFormat.brief(new BigDecimal("412600"), Unit.MONEY_PER_MONTH))
                .isEqualTo("412.6k");
        assertThat(ValueFormat.brief(new BigDecimal("-11600"), Unit.MONEY_PER_MONTH))
                .isEqualTo("−11.6k");
        assertThat(ValueFormat.brief(new BigDecimal("1250000"), Unit.COUNT)).isEqualTo("1.25M");
        assertThat(ValueFormat.brief(new BigDecimal("9600.4"), Unit.MONEY)).isEqualTo("9,600");
        assertThat(ValueFormat.brief(new BigDecimal("2.4"), Unit.PERCENT)).isEqualTo("2.4 %");
    }

    @Test
    void moments_are_told_on_the_clocks_of_the_zone() {
        assertThat(ValueFormat.moment(Instant.parse("2026-11-22T08:05:00Z"), ZoneId.of("Europe/Berlin")))
                .isEqualTo("22 Nov 2026, 09:05");
    }
}

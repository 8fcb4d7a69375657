package io.keepwell.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MomentsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Moments moments(String head, ZoneId firm) {
        Mapping mapping = MappingReader.parse(
                "m.yaml", head + "\nevents: [{kind: order, event_id: a, occurred_at: b, fields: {order_id: a}}]\n");
        return Moments.of(MappingPath.of("m.yaml"), mapping, firm);
    }

    private static Instant read(Moments moments, String text) throws BadValue {
        Timestamp moment = moments.moment("occurred_at", text);
        return Instant.ofEpochSecond(moment.getSeconds(), moment.getNanos());
    }

    /// Without a format, in a firm at UTC+2 on that day.
    @ParameterizedTest
    @CsvSource({
        "2025-04-01T08:00:00Z, 2025-04-01T08:00:00Z",
        "2025-04-01T08:00:00.250Z, 2025-04-01T08:00:00.250Z",
        "2025-04-01T08:00Z, 2025-04-01T08:00:00Z",
        "2025-04-01 08:00:00, 2025-04-01T06:00:00Z",
        "2025-04-01T08:00:00, 2025-04-01T06:00:00Z",
        "2025-04-01 08:00, 2025-04-01T06:00:00Z",
        "2021-02-18 14:16:37.123456, 2021-02-18T13:16:37.123456Z",
        "2025-04-01 08:00:00 UTC, 2025-04-01T08:00:00Z",
        "2025-04-01 08:00:00 GMT, 2025-04-01T08:00:00Z",
        "2025-04-01 08:00:00 +0200, 2025-04-01T06:00:00Z",
        "2025-04-01T08:00:00+0200, 2025-04-01T06:00:00Z",
        "2025-04-01T08:00:00.000+0000, 2025-04-01T08:00:00Z",
        "2025-04-01T08:00:00+02:00, 2025-04-01T06:00:00Z",
        "2025-04-01T08:00:00+02, 2025-04-01T06:00:00Z",
        "2025-04-01t08:00:00z, 2025-04-01T08:00:00Z",
        "' 2025-04-01', 2025-04-01T10:00:00Z",
        "2025-04-01, 2025-04-01T10:00:00Z"
    })
    void usual_writings_are_read_without_a_format(String text, Instant moment) throws BadValue {
        assertThat(read(moments("", BERLIN), text)).isEqualTo(moment);
    }

    @ParameterizedTest
    @CsvSource({
        "MM/dd/yyyy h:mm a, 04/01/2025 8:00 AM, 2025-04-01T06:00:00Z",
        "M/d/yyyy h:mm a, 4/1/2025 8:05 pm, 2025-04-01T18:05:00Z",
        "dd.MM.yyyy HH:mm, 01.04.2025 08:00, 2025-04-01T06:00:00Z",
        "dd.MM.yy HH:mm, 01.04.25 08:00, 2025-04-01T06:00:00Z",
        "'MMM d, yyyy HH:mm', 'Apr 1, 2025 08:00', 2025-04-01T06:00:00Z",
        "yyyy-MM-dd HH:mm:ss zzz, 2025-04-01 08:00:00 UTC, 2025-04-01T08:00:00Z",
        "yyyy-MM-dd'T'HH:mm:ssXX, 2025-04-01T08:00:00+0200, 2025-04-01T06:00:00Z",
        "unix_seconds, 1743494400, 2025-04-01T08:00:00Z",
        "unix_seconds, 1743494400.5, 2025-04-01T08:00:00.500Z",
        "unix_milliseconds, 1743494400250, 2025-04-01T08:00:00.250Z",
        "excel_days, 45748.333333333, 2025-04-01T06:00:00Z",
        "excel_days, 45748, 2025-04-01T10:00:00Z",
        "excel_days, 45748.0, 2025-04-01T10:00:00Z"
    })
    void formats_are_read_as_the_mapping_says(String format, String text, Instant moment) throws BadValue {
        assertThat(read(moments("moment_format: \"" + format + "\"", BERLIN), text))
                .isEqualTo(moment);
    }

    @Test
    void several_formats_are_tried_in_order_and_a_zone_is_for_moments_that_name_none() throws BadValue {
        Moments moments = moments(
                "{zone: America/New_York, moment_format: [unix_seconds, \"M/d/yyyy H:mm\"], day_format: M/d/yyyy}"
                        .replaceAll("[{}]", "")
                        .replace(", moment", "\nmoment")
                        .replace(", day", "\nday"),
                BERLIN);

        assertThat(read(moments, "1743494400")).isEqualTo("2025-04-01T08:00:00Z");
        assertThat(read(moments, "4/1/2025 4:00")).isEqualTo("2025-04-01T08:00:00Z");
        assertThat(read(moments, "2025-04-01 04:00:00")).isEqualTo("2025-04-01T08:00:00Z");
        assertThat(read(moments, "2025-04-01 04:00:00Z")).isEqualTo("2025-04-01T04:00:00Z");
        assertThat(read(moments, "4/1/2025")).as("a day of the firm").isEqualTo("2025-04-01T10:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Auckland", "Pacific/Kiritimati", "Etc/GMT+12", "America/St_Johns", "UTC"})
    void bare_days_never_move(String firm) throws BadValue {
        ZoneId zone = ZoneId.of(firm);
        for (String head : new String[] {"", "zone: UTC", "zone: Pacific/Kiritimati", "zone: Etc/GMT+12"}) {
            Moments moments = moments(head, zone);
            assertThat(read(moments, "2025-06-30").atZone(zone).toLocalDate()).hasToString("2025-06-30");
            assertThat(moments.day("ends_on", "2025-06-30")).hasToString("2025-06-30");
            assertThat(moments.day("ends_on", "2025-06-30 00:00:00")).hasToString("2025-06-30");
            assertThat(moments.day("ends_on", "2025-06-30 23:59:59")).hasToString("2025-06-30");
        }
    }

    @Test
    void seconds_are_no_milliseconds_and_nothing_has_an_exponent() {
        for (String text : new String[] {"1743494400", "1e12", "1E-9", "-5"}) {
            assertThat(catchThrowableOfType(
                            BadValue.class, () -> read(moments("moment_format: unix_milliseconds", BERLIN), text)))
                    .as(text)
                    .isNotNull();
        }
        assertThat(catchThrowableOfType(
                        BadValue.class, () -> read(moments("moment_format: excel_days", BERLIN), "1e5")))
                .isNotNull();
    }

    @Test
    void a_day_of_a_moment_with_an_offset_is_the_firms() throws BadValue {
        assertThat(moments("", BERLIN).day("ends_on", "2025-06-30T23:30:00Z")).hasToString("2025-07-01");
        assertThat(moments("moment_format: unix_seconds", BERLIN).day("ends_on", "1751326200"))
                .hasToString("2025-07-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2025-02-29",
                "2025-04-01 25:00",
                "20250401",
                "1743494400",
                "04/01/2025",
                "2025-04-01T08:00:00 PST"
            })
    void what_is_none_is_refused_with_the_remedy(String text) {
        BadValue bad = catchThrowableOfType(BadValue.class, () -> read(moments("", BERLIN), text));

        assertThat(bad).isNotNull();
        assertThat(bad.field()).isEqualTo("occurred_at");
        assertThat(bad)
                .message()
                .satisfiesAnyOf(
                        message -> assertThat(message).contains("'" + text + "'", "moment_format"),
                        message -> assertThat(message).isEqualTo("there is neither a moment nor a day"));
    }

    @ParameterizedTest
    @CsvSource({
        "day_format, yyyy-MM-dd HH:mm:ss, has a time",
        "day_format, dd/mm/yyyy, drops or lacks",
        "day_format, YYYY-MM-DD, drops or lacks",
        "day_format, dd.MM, drops or lacks",
        "day_format, unix_seconds, is a format of moments",
        "day_format, 'yyyy-MM-dd]', is not a format",
        "moment_format, yyyy-MM-dd, drops or lacks",
        "moment_format, MM/dd/yyyy hh:mm, drops or lacks",
        "moment_format, yyyy-MM-dd HH, drops or lacks",
        "moment_format, yyyy-MM-dd'T'HH:mm:ss'Z', write X instead of 'Z'",
        "moment_format, yyyy-MM-dd HH:mm 'UTC', write X instead of 'Z'",
        "moment_format, yyyy-mm-dd HH:MM, drops or lacks",
        "zone, Berlin, there is no zone 'Berlin'"
    })
    void a_format_that_drops_or_lacks_a_part_is_refused_when_the_mapping_is_read(
            String part, String format, String why) {
        assertThatThrownBy(() -> moments(part + ": \"" + format + "\"", BERLIN))
                .isInstanceOf(ImportProblem.class)
                .hasMessageContaining("m.yaml: " + part)
                .hasMessageContaining(why);
    }

    @Test
    void what_is_not_written_as_the_mapping_says_is_reported_with_its_formats_and_shortly() {
        Moments moments = moments("moment_format: [unix_seconds, \"M/d/yyyy H:mm\"]\nday_format: M/d/yyyy", BERLIN);
        String most = "x".repeat(60);

        for (String[] reported : new String[][] {{most, most}, {most + "y", most + "…"}}) {
            assertThat(catchThrowableOfType(BadValue.class, () -> read(moments, reported[0])))
                    .hasMessage("'" + reported[1]
                            + "' is not written as the mapping's 'moment_format' or 'day_format' says:"
                            + " unix_seconds or M/d/yyyy H:mm or M/d/yyyy");
        }
    }

    @Test
    void a_format_that_drops_a_part_is_reported_with_what_it_would_write() {
        assertThatThrownBy(() -> moments("moment_format: \"dd.MM.yyyy hh:mm\"", BERLIN))
                .hasMessageContaining(
                        "it would write 5:45 pm on 23 November 2025 as '23.11.2025 05:45', which can't be read back");
        assertThatThrownBy(() -> moments("day_format: \"MM/dd\"", BERLIN))
                .hasMessageContaining(
                        "it would write 5:45 pm on 23 November 2025 as '11/23', which can't be read back");
    }

    /// Whatever the zone of moments is, a spreadsheet's day is the one that it shows.
    @Test
    void a_day_that_a_spreadsheet_counts_never_moves() throws BadValue {
        for (String zone : new String[] {"Pacific/Kiritimati", "Etc/GMT+12", "UTC"}) {
            Moments moments = moments("zone: " + zone + "\nmoment_format: excel_days", BERLIN);
            for (String text : new String[] {"45748", "45748.0", "45748.01", "45748.99"}) {
                assertThat(moments.day("ends_on", text))
                        .as("%s in %s", text, zone)
                        .hasToString("2025-04-01");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "day_format, yyyy-MM-dd H, has a time",
        "day_format, yyyy-LL-dd HH:mm, has a time",
        "day_format, yyyy-MM-dd A, has a time",
        "day_format, HH:mm, drops or lacks",
    })
    void a_time_in_a_format_of_days_is_reported(String part, String format, String why) {
        assertThatThrownBy(() -> moments(part + ": \"" + format + "\"", BERLIN)).hasMessageContaining(why);
    }

    @Test
    void letters_in_quotes_are_texts() throws BadValue {
        assertThat(read(
                        moments("moment_format: \"'day' dd.MM.yyyy 'Hour' HH:mm\"", BERLIN),
                        "day 01.04.2025 Hour 08:00"))
                .isEqualTo("2025-04-01T06:00:00Z");
        assertThat(moments("day_format: \"'Stand' d.M.yyyy\"", BERLIN).day("ends_on", "Stand 1.4.2025"))
                .hasToString("2025-04-01");
    }

    @Test
    void counted_moments_have_limits() throws BadValue {
        Moments milliseconds = moments("moment_format: unix_milliseconds", BERLIN);
        Moments seconds = moments("moment_format: unix_seconds", BERLIN);

        assertThat(read(seconds, "0")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(read(seconds, "4000000000")).isEqualTo("2096-10-02T07:06:40Z");
        assertThat(read(milliseconds, "100000000000")).isEqualTo("1973-03-03T09:46:40Z");
        assertThat(read(milliseconds, "4000000000000")).isEqualTo("2096-10-02T07:06:40Z");
        for (String text : new String[] {"99999999999", "4000000000001"}) {
            assertThat(catchThrowableOfType(BadValue.class, () -> read(milliseconds, text)))
                    .as(text)
                    .isNotNull();
        }
        assertThat(catchThrowableOfType(BadValue.class, () -> read(seconds, "4000000001")))
                .isNotNull();
    }
}

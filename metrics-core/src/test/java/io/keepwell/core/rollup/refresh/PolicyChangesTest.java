package io.keepwell.core.rollup.refresh;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.fact.CheckIn;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Term;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Calendar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A changed policy is followed by the figures, and written down.
@UsesDatabase
final class PolicyChangesTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private static final PolicyChanges changes = platform.get(PolicyChanges.class);

    private static BigDecimal amount(MetricValue figure) {
        return figure.amount().orElseThrow();
    }

    private static MetricValue customersWithoutCheckIn() {
        return platform.figure("success.check_ins", "customers_without", "2026-03-01", "2026-04-01");
    }

    @Test
    void as_many_holidays_as_there_may_be_are_kept_and_written_down_with_the_reason() {
        String christmases = holidays(2026);
        String others = holidays(2126);
        String reason = "r".repeat(500);
        PolicyChanges.Change _ = changes.set(Policy.BUSINESS_HOURS, christmases, "ann@example.org", "a first time");
        Instant between = platform.clock().instant();
        platform.clock().advance(Duration.ofSeconds(1));
        PolicyChanges.Change _ = changes.set(Policy.BUSINESS_HOURS, others, "ann@example.org", reason);

        assertThat(platform.get(Settings.class).policies().businessHours().holidays())
                .hasSize(90);
        assertThat(platform.get(Settings.class).policies().businessHours().text())
                .isEqualTo(others);
        assertThat(changes.at(between).businessHours().text()).isEqualTo(christmases);
        assertThat(platform.get(Audit.class).about(PolicyChanges.subject(Policy.BUSINESS_HOURS), 1))
                .extracting(Audit.Entry::detail)
                .containsExactly(christmases + " → " + others + ": " + reason);
        PolicyChanges.Change _ = changes.set(
                Policy.BUSINESS_HOURS, Policy.BUSINESS_HOURS.text(Policies.DEFAULT), "ann@example.org", "back");
    }

    /// As many hours as there may be on each day of the week, none like the other, and ninety days off.
    private static String holidays(int firstYear) {
        String week = Stream.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
                .map(day -> day + " 00:00-01:00, 02:00-03:00, 04:00-05:00, 06:00-07:00, 08:00-09:"
                        + (10 + "MonTueWedThuFriSatSun".indexOf(day)))
                .collect(Collectors.joining("; "));
        return week + "; holidays "
                + IntStream.range(firstYear, firstYear + 90)
                        .mapToObj(year -> year + "-12-25")
                        .collect(Collectors.joining(", "));
    }

    @Test
    void beginning_of_fiscal_years_is_reported_with_a_figure_of_one() {
        platform.forget();
        platform.send(new Story("acme", EUR).on("2025-01-05").starts("100.00"));
        PolicyChanges.Change _ = changes.set(Policy.FISCAL_YEAR_START, "4", "ann@example.org", "as the tax office");

        assertThat(platform.figure("revenue.mrr", "subscriptions", "2025-04-01", "2026-04-01")
                        .calculation()
                        .terms())
                .contains(new Term(
                        "fiscal year",
                        "the month with which it begins (a setting)",
                        BigDecimal.valueOf(4),
                        Unit.NUMBER));
        for (String from : List.of("2025-01-01", "2025-05-01")) {
            LocalDate first = LocalDate.parse(from);
            assertThat(platform.figure(
                                    "revenue.mrr",
                                    "subscriptions",
                                    from,
                                    first.plusYears(1).toString())
                            .calculation()
                            .terms())
                    .extracting(Term::symbol)
                    .doesNotContain("fiscal year");
        }
        PolicyChanges.Change _ = changes.set(Policy.FISCAL_YEAR_START, "1", "ann@example.org", "back");
    }

    @Test
    void figures_follow_a_changed_policy_by_themselves_and_tell_it() {
        platform.send(new Story("acme", EUR)
                .on("2026-01-05")
                .starts("100.00")
                .on("2026-02-20")
                .send(new CheckIn("c1", CheckIn.Step.HELD, Optional.empty())));
        // Forty days before 1 April: within ninety.
        assertThat(amount(customersWithoutCheckIn())).isZero();

        PolicyChanges.Change change = changes.set(Policy.CHECK_IN_DAYS, "30", "ann@example.org", "quarterly is late");
        platform.refresh();

        assertThat(change).isEqualTo(new PolicyChanges.Change(Policy.CHECK_IN_DAYS, "90", "30"));
        assertThat(platform.get(Settings.class).policies().checkInDays()).isEqualTo(30);
        MetricValue after = customersWithoutCheckIn();
        assertThat(amount(after)).isEqualByComparingTo("1");
        assertThat(after.calculation().terms())
                .filteredOn(term -> term.symbol().equals("days"))
                .singleElement()
                .satisfies(term -> assertThat(term.amount()).isEqualByComparingTo("30"))
                .extracting(Term::name)
                .isEqualTo("without a check-in that are too many (a setting)");
        assertThat(platform.get(Audit.class).about(PolicyChanges.subject(Policy.CHECK_IN_DAYS), 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.who()).isEqualTo("ann@example.org");
                    assertThat(entry.detail()).isEqualTo("90 → 30: quarterly is late");
                });
    }

    @Test
    void nothing_is_made_anew_for_another_fiscal_year() {
        platform.refresh();
        assertThat(changes.set(Policy.FISCAL_YEAR_START, "4", "ann", "as the tax office has it")
                        .isChange())
                .isTrue();

        assertThat(platform.rows("select rebuild from refresher_lease")).containsExactly("0");
        assertThat(platform.get(Settings.class).policies().calendar()).isEqualTo(new Calendar(Month.APRIL));
    }

    @Test
    void setting_what_is_set_already_asks_for_nothing() {
        platform.refresh();
        String same = Policy.RATE_DAYS.text(platform.get(Settings.class).policies());

        assertThat(changes.set(Policy.RATE_DAYS, same, "ann", "").isChange()).isFalse();

        assertThat(platform.rows("select rebuild from refresher_lease")).containsExactly("0");
        assertThat(platform.get(Audit.class).about(PolicyChanges.subject(Policy.RATE_DAYS), 10))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "REOPEN_DAYS, seven, number of days",
        "REOPEN_DAYS, -1, from 0 to 366",
        "CHECK_IN_DAYS, 367, from 0 to 366",
        "BUSINESS_HOURS, sometimes, days with their hours",
        "BUSINESS_HOURS, '17:00 09:00 MONDAY ', a day that opens at 17:00 can't close at 09:00",
        "BUSINESS_HOURS, '09:00 17:00 MOONDAY ', a day of the week: write Mon",
        "FISCAL_YEAR_START, 13, from 1 to 12",
        "FISCAL_YEAR_START, April, from 1 to 12"
    })
    void value_that_a_policy_cannot_have_is_refused_with_what_it_can(Policy policy, String text, String says) {
        assertThatThrownBy(() -> changes.set(policy, text, "ann", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }

    @ParameterizedTest
    @EnumSource
    void policy_is_read_as_it_is_written(Policy policy) {
        assertThat(policy.with(Policies.DEFAULT, policy.text(Policies.DEFAULT))).isEqualTo(Policies.DEFAULT);
        assertThat(Policy.parse(policy.id())).contains(policy);
    }
}

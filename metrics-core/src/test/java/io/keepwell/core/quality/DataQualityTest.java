package io.keepwell.core.quality;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.TestPlatform.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.EventRefusal;
import io.keepwell.core.access.KeyCounts;
import io.keepwell.core.access.KeyTerms;
import io.keepwell.core.access.KeyUse;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.access.UseLog;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Order;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// March 2026 begins on a Sunday and has 31 days.
@UsesDatabase
@Slow
final class DataQualityTest {
    private static final Period MARCH = new Period(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-04-01"));

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private static final DataQuality quality = platform.get(DataQuality.class);

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static PartnerQuality march(Partner partner) {
        // Rates are remembered for two seconds.
        platform.clock().advance(Duration.ofSeconds(3));
        return quality.examine(partner, MARCH);
    }

    private static LocalDate day(int ofMarch) {
        return LocalDate.of(2026, 3, ofMarch);
    }

    private static Order order(int number, CurrencyCode currency) {
        return new Order("o-" + number, "", new Money(1_000_000, currency), 1, false);
    }

    @Test
    void events_are_counted_by_kind_and_day_and_those_of_others_and_other_days_are_not() {
        Partner other = platform.get(PartnerKeys.class).partner("crm");
        platform.keep(
                platform.partner(),
                new Story("acme", EUR)
                        .on("2026-02-28")
                        .recommends(1)
                        .on("2026-03-02")
                        .recommends(9)
                        .recommends(8)
                        .send(order(1, EUR))
                        .on("2026-03-31")
                        .recommends(7)
                        .on("2026-04-01")
                        .recommends(2)
                        .reported());
        Instant received = platform.clock().instant();
        platform.keep(
                other, new Story("acme", EUR).on("2026-03-03").recommends(9).reported());

        PartnerQuality found = march(platform.partner());

        assertThat(found.lastReceivedAt()).contains(received);
        assertThat(found.kinds())
                .extracting(PartnerQuality.Kind::kind, PartnerQuality.Kind::events)
                .containsExactlyInAnyOrder(
                        tuple("survey_answer", new TreeMap<>(Map.of(day(2), 2L, day(31), 1L))),
                        tuple("order", new TreeMap<>(Map.of(day(2), 1L))));
        assertThat(found.kinds()).extracting(PartnerQuality.Kind::total).containsExactlyInAnyOrder(3L, 1L);
    }

    @Test
    void gap_is_a_day_without_events_on_a_weekday_that_usually_has_some() {
        Story answers = new Story("acme", EUR);
        Story orders = new Story("acme orders", EUR);
        for (int ofMonth = 1; ofMonth <= 31; ofMonth++) {
            DayOfWeek weekday = day(ofMonth).getDayOfWeek();
            boolean works = weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY;
            if (works && ofMonth != 11 && ofMonth != 12 && ofMonth < 30) {
                answers.on(day(ofMonth)).recommends(9);
            }
            if (ofMonth == 3 || ofMonth == 31) {
                orders.on(day(ofMonth)).send(order(ofMonth, EUR));
            }
        }
        platform.send(answers, orders);

        PartnerQuality found = march(platform.partner());

        // Answers came on workdays. From Monday the 2nd to Tuesday the 31st, with an order: they lack on
        // Wednesday the 11th, Thursday the 12th, Monday the 30th and Tuesday the 31st. Orders on two of
        // five Tuesdays are nothing usual.
        assertThat(found.kinds())
                .extracting(PartnerQuality.Kind::kind, PartnerQuality.Kind::gaps)
                .containsExactlyInAnyOrder(
                        tuple("survey_answer", List.of(day(11), day(12), day(30), day(31))), tuple("order", List.of()));
    }

    @Test
    void money_without_a_rate_is_pending_by_currency_until_the_rate_is_reported() {
        CurrencyCode pounds = new CurrencyCode("GBP");
        platform.send(new Story("acme", EUR)
                .on("2026-03-02")
                .send(order(1, USD))
                .send(order(2, EUR))
                .on("2026-03-05")
                .send(order(3, USD))
                .on("2026-03-20")
                .send(order(4, pounds)));

        PartnerQuality before = march(platform.partner());
        platform.send(new Story("rates", EUR).on("2026-03-04").send(new ExchangeRate(USD, EUR, 900_000_000)));
        PartnerQuality after = march(platform.partner());

        assertThat(before.missingRates())
                .containsExactly(
                        new PartnerQuality.MissingRate(pounds, day(20), day(20), 1),
                        new PartnerQuality.MissingRate(USD, day(2), day(5), 2));
        assertThat(before.kinds())
                .extracting(PartnerQuality.Kind::kind, PartnerQuality.Kind::pending)
                .containsExactly(tuple("order", 3L));
        assertThat(after.missingRates())
                .containsExactly(
                        new PartnerQuality.MissingRate(pounds, day(20), day(20), 1),
                        new PartnerQuality.MissingRate(USD, day(2), day(2), 1));
        assertThat(after.kinds())
                .filteredOn(kind -> kind.kind().equals("order"))
                .extracting(PartnerQuality.Kind::pending)
                .containsExactly(2L);
    }

    @Test
    void repeats_and_refusals_of_all_days_are_put_together_the_most_frequent_cause_first() {
        Partner partner = platform.get(PartnerKeys.class).partner("refused");
        var key = platform.get(PartnerKeys.class).issue(partner, KeyTerms.of(Set.of(Scope.PUBLISH)));
        Instant noon = Instant.parse("2026-03-05T12:00:00Z");
        KeyCounts counts = new KeyCounts(9, 1, 100, 20, 3, 4, 5_000);
        EventRefusal.Example early = new EventRefusal.Example("early", noon);
        EventRefusal.Example late = new EventRefusal.Example("late", noon.plusSeconds(60));
        platform.get(UseLog.class)
                .add(
                        List.of(
                                new KeyUse(key.key().id(), day(5), counts, noon),
                                new KeyUse(key.key().id(), day(6), counts, noon)),
                        List.of(
                                refusal(partner, 5, "survey_answer.score", 2, late),
                                refusal(partner, 6, "survey_answer.score", 3, early),
                                refusal(partner, 6, "event_id", 4, early)));

        PartnerQuality found = march(partner);

        assertThat(found.answered()).isEqualTo(counts.plus(counts));
        assertThat(found.refusals())
                .containsExactly(
                        new PartnerQuality.Refusal("survey_answer", "out_of_range", "survey_answer.score", 5, late),
                        new PartnerQuality.Refusal("survey_answer", "out_of_range", "event_id", 4, early));
    }

    private static EventRefusal refusal(
            Partner partner, int ofMarch, String field, long events, EventRefusal.Example example) {
        return new EventRefusal(
                new EventRefusal.Cause(partner.id(), day(ofMarch), "survey_answer", "out_of_range", field),
                events,
                example);
    }

    @Test
    void stub_is_an_account_that_no_profile_describes() {
        Partner other = platform.get(PartnerKeys.class).partner("crm");
        for (int i = 1; i <= 7; i++) {
            platform.send(new Story("stub-" + i, EUR).on("2026-03-02").recommends(9));
        }
        platform.send(new Story("acme", EUR).on("2026-03-02").isNamed("Acme").recommends(9));
        platform.keep(
                other,
                new Story("of others", EUR).on("2026-03-02").recommends(9).reported());

        assertThat(march(platform.partner()).stubs())
                .isEqualTo(new PartnerQuality.Stubs(7, List.of("stub-1", "stub-2", "stub-3", "stub-4", "stub-5")));
    }

    @Test
    void partner_that_sent_nothing_has_nothing_to_tell() {
        Partner silent = platform.get(PartnerKeys.class).partner("silent");

        assertThat(march(silent))
                .isEqualTo(new PartnerQuality(
                        silent,
                        MARCH,
                        Optional.empty(),
                        List.of(),
                        KeyCounts.NONE,
                        List.of(),
                        new PartnerQuality.Stubs(0, List.of()),
                        List.of()));
    }

    @Test
    void period_of_more_than_366_days_is_refused() {
        assertThatThrownBy(() -> quality.examine(
                        platform.partner(),
                        new Period(MARCH.from(), MARCH.from().plusDays(DataQuality.MOST_DAYS + 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("366");
    }
}

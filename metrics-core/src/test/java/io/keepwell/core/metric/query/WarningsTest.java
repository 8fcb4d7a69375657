package io.keepwell.core.metric.query;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.TestPlatform.USD;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.KeyCounts;
import io.keepwell.core.access.KeyTerms;
import io.keepwell.core.access.KeyUse;
import io.keepwell.core.access.NewKey;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.access.UseLog;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.Payment;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.money.Money;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What makes figures less sure than they look.
@UsesDatabase
final class WarningsTest {
    private static final Slice SMALL = Slice.of(Dimension.SEGMENT, "Small");

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static List<String> warnings(Warning.Kind kind, MetricValue figure) {
        return platform.get(Warnings.class).about(figure).stream()
                .filter(warning -> warning.kind() == kind)
                .map(Warning::message)
                .toList();
    }

    private static MetricValue march(String metric, String definition, Slice slice) {
        return platform.figure(metric, definition, "2026-03-01", "2026-04-01", slice);
    }

    private static Payment payment(String id, long units) {
        return new Payment(
                id, "", "", new Money(units * 1_000_000, USD), Payment.Nature.RECURRING, Payment.Result.RECEIVED);
    }

    @Test
    void money_without_a_rate_is_reported_with_its_count_currency_and_days_in_its_slice_and_period_only() {
        platform.send(
                new Story("euro", EUR).on("2026-01-10").isNamed("Euro").starts("100.00"),
                new Story("dollar", USD)
                        .on("2026-01-12")
                        .standsIn(Dimension.SEGMENT, "Small")
                        .starts("100.00")
                        .on("2026-02-20")
                        .send(payment("p0", 1))
                        .on("2026-03-03")
                        .send(payment("p1", 1))
                        .send(payment("p2", 1))
                        .on("2026-03-09")
                        .send(payment("p3", 1)));

        // Payments count in their own period.
        for (Slice slice : List.of(Slice.WHOLE, SMALL)) {
            assertThat(warnings(Warning.Kind.MISSING_RATE, march("revenue.mrr", "all_revenue", slice)))
                    .containsExactly(
                            "Money of 3 × payment in USD counts nowhere: there is no exchange rate for 3 Mar 2026,"
                                    + " 9 Mar 2026, nor of the 7 days before (a setting).");
            assertThat(warnings(Warning.Kind.MISSING_RATE, march("revenue.clv", "arpa_over_churn", slice)))
                    .hasSize(2);
            assertThat(warnings(Warning.Kind.MISSING_RATE, march("revenue.mrr", "subscriptions", slice)))
                    .containsExactly(
                            "Money of 1 × subscription change in USD counts nowhere: there is no exchange rate for"
                                    + " 12 Jan 2026, nor of the 7 days before (a setting).");
        }
        assertThat(warnings(
                        Warning.Kind.MISSING_RATE,
                        march("revenue.mrr", "all_revenue", Slice.of(Dimension.SEGMENT, ""))))
                .isEmpty();
        assertThat(warnings(Warning.Kind.MISSING_RATE, march("voice.nps", "zero_to_ten", Slice.WHOLE)))
                .isEmpty();
    }

    @Test
    void money_without_a_rate_is_counted_to_the_last_fact_however_many_there_are() {
        Story dollar = new Story("dollar", USD).on("1989-12-01").standsIn(Dimension.SEGMENT, "Small");
        Story yen = new Story("yen", new CurrencyCode("JPY")).on("1989-12-01").standsIn(Dimension.SEGMENT, "Large");
        LocalDate first = LocalDate.of(1990, 1, 1);
        for (int day = 0; day < 10_050; day++) {
            dollar.on(first.plusDays(day).toString()).send(payment("d" + day, 1));
        }
        for (int day = 9_998; day < 10_010; day++) {
            yen.on(first.plusDays(day).toString())
                    .send(new Payment(
                            "y" + day,
                            "",
                            "",
                            new Money(1_000_000, new CurrencyCode("JPY")),
                            Payment.Nature.RECURRING,
                            Payment.Result.RECEIVED));
        }
        platform.send(dollar, yen);

        MetricValue all = platform.figure("revenue.mrr", "all_revenue", "1990-01-01", "2018-01-01");
        assertThat(warnings(Warning.Kind.MISSING_RATE, all))
                .containsExactly(
                        "Money of 12 × payment in JPY counts nowhere: there is no exchange rate for 17 May 2017,"
                                + " 18 May 2017, 19 May 2017, 20 May 2017, 21 May 2017 and 7 more days,"
                                + " nor of the 7 days before (a setting).",
                        "Money of 10,050 × payment in USD counts nowhere: there is no exchange rate for 1 Jan 1990,"
                                + " 2 Jan 1990, 3 Jan 1990, 4 Jan 1990, 5 Jan 1990 and 10,045 more days,"
                                + " nor of the 7 days before (a setting).");
        MetricValue large = platform.figure(
                "revenue.mrr", "all_revenue", "1990-01-01", "2018-01-01", Slice.of(Dimension.SEGMENT, "Large"));
        assertThat(warnings(Warning.Kind.MISSING_RATE, large))
                .singleElement()
                .asString()
                .startsWith("Money of 12 × payment in JPY");
    }

    /// Whoever pays in a currency without a rate isn't known to have stopped being a free customer.
    @Test
    void figure_of_free_customers_warns_of_subscriptions_without_a_rate() {
        platform.send(new Story("dollar", USD).on("2026-03-12").starts("100.00"));

        assertThat(warnings(Warning.Kind.MISSING_RATE, march("growth.free_to_paid", "upgrades", Slice.WHOLE)))
                .singleElement()
                .satisfies(message -> assertThat(message).startsWith("Money of 1 × subscription change in USD"));
    }

    @Test
    void warning_about_a_rate_goes_when_the_rate_comes_but_stays_for_what_was_known_before() {
        platform.send(new Story("dollar", USD).on("2026-03-12").starts("100.00"));
        Instant before = platform.clock().instant();
        platform.send(new Story("rates", EUR).on("2026-03-11").send(new ExchangeRate(USD, EUR, 900_000_000)));

        MetricValue now = march("revenue.mrr", "subscriptions", Slice.WHOLE);
        assertValue(now, "90.00");
        assertThat(warnings(Warning.Kind.MISSING_RATE, now)).isEmpty();
        MetricValue then = platform.get(MetricQueries.class)
                .answer(new MetricQuery(
                        now.metric().id(),
                        now.definition().id(),
                        List.of(now.period()),
                        Slice.WHOLE,
                        Optional.of(before)))
                .getFirst();
        assertThat(warnings(Warning.Kind.MISSING_RATE, then)).hasSize(1);
    }

    @Test
    void customers_without_a_profile_are_counted_where_they_can_stand() {
        platform.send(
                new Story("named", EUR)
                        .on("2026-01-10")
                        .standsIn(Dimension.SEGMENT, "Small")
                        .starts("100.00"),
                new Story("blank", EUR).on("2026-01-10").isNamed("Blank").starts("100.00"),
                new Story("stub", EUR).on("2026-01-10").starts("100.00"),
                new Story("late", EUR).on("2026-05-10").starts("100.00"));

        assertThat(warnings(Warning.Kind.NO_PROFILE, march("retention.customer_churn", "opening", Slice.WHOLE)))
                .singleElement()
                .satisfies(message -> assertThat(message).startsWith("1 of the accounts counted"));
        assertThat(warnings(Warning.Kind.NO_PROFILE, march("revenue.mrr", "subscriptions", Slice.WHOLE)))
                .hasSize(1);
        assertThat(warnings(Warning.Kind.NO_PROFILE, march("retention.customer_churn", "opening", SMALL)))
                .isEmpty();
        // The late one came in May, and was there all of June.
        for (String month : List.of("2026-05-01 2026-06-01", "2026-06-01 2026-07-01")) {
            String[] days = month.split(" ", -1);
            assertThat(warnings(
                            Warning.Kind.NO_PROFILE,
                            platform.figure("retention.customer_churn", "opening", days[0], days[1])))
                    .singleElement()
                    .satisfies(message -> assertThat(message).startsWith("2 of the accounts counted"));
        }
        // Billing bills the stub, so that it stands among its accounts.
        assertThat(warnings(
                        Warning.Kind.NO_PROFILE,
                        march("revenue.mrr", "subscriptions", Slice.of(Dimension.SOURCE, "billing"))))
                .hasSize(1);
        assertThat(warnings(
                        Warning.Kind.NO_PROFILE,
                        march(
                                "revenue.mrr",
                                "subscriptions",
                                Slice.WHOLE.withOthersThan(Dimension.SOURCE, List.of("billing")))))
                .isEmpty();
    }

    @Test
    void partner_that_sent_almost_every_day_is_reported_of_when_it_stops() {
        sendSubscription("crm", "steady", "seldom", "gone");
        platform.clock().set("2026-06-20T10:00:00Z");
        sendsOn("crm", "2026-06-02", 12);
        sendsOn("steady", "2026-06-02", 18);
        sendsOn("seldom", "2026-06-07", 7);
        sendsOn("gone", "2026-03-18", 30);

        // crm sent from the 2nd to the 13th, twelve of the last fourteen days, and nothing since.
        assertThat(warnings(
                        Warning.Kind.SILENT_PARTNER,
                        platform.figure("revenue.mrr", "subscriptions", "2026-06-01", "2026-07-01")))
                .containsExactly("The partner crm has sent nothing since 13 Jun 2026, and used to almost every day.");
        assertThat(warnings(
                        Warning.Kind.SILENT_PARTNER,
                        platform.figure("revenue.mrr", "subscriptions", "2026-06-01", "2026-06-14")))
                .isEmpty();
        platform.clock().set("2026-06-16T10:00:00Z");
        assertThat(warnings(
                        Warning.Kind.SILENT_PARTNER,
                        platform.figure("revenue.mrr", "subscriptions", "2026-06-01", "2026-07-01")))
                .isEmpty();
        platform.clock().set("2027-01-01T00:00:00Z");
    }

    @Test
    void silent_partner_is_reported_of_where_it_may_tell_something_of_the_figure_only() {
        sendSubscription("biller", "rival");
        platform.keep(
                partner("desk"),
                new Story("account of rival", EUR)
                        .on("2026-05-02")
                        .send(new TicketUpdate("t1", TicketUpdate.Step.OPENED, TicketUpdate.Topic.COMPLAINT, "", false))
                        .reported());
        platform.refresh();
        platform.clock().set("2026-08-20T10:00:00Z");
        sendsOn("biller", "2026-08-02", 12);
        sendsOn("desk", "2026-08-02", 12);

        Slice whole = Slice.WHOLE;
        Slice billers = Slice.of(Dimension.SOURCE, "biller");
        Slice rivals = Slice.of(Dimension.SOURCE, "rival");
        assertThat(silent("revenue.mrr", "subscriptions", whole)).containsExactly("biller");
        assertThat(silent("revenue.mrr", "subscriptions", billers)).containsExactly("biller");
        assertThat(silent("revenue.mrr", "subscriptions", rivals)).isEmpty();
        assertThat(silent("revenue.mrr", "subscriptions", whole.withOthersThan(Dimension.SOURCE, List.of("biller"))))
                .isEmpty();
        assertThat(silent("revenue.mrr", "all_revenue", whole)).isEmpty();
        // A help desk bills nobody: its tickets are those of accounts that others bill.
        assertThat(silent("support.complaints", "received", whole)).containsExactly("desk");
        assertThat(silent("support.complaints", "received", rivals)).containsExactly("desk");
        assertThat(silent("success.complaint_free", "customers", whole)).containsExactly("biller", "desk");
        platform.clock().set("2027-01-01T00:00:00Z");
    }

    private static Partner partner(String name) {
        return platform.get(PartnerKeys.class).partner(name);
    }

    /// Each partner of an account of its own.
    private static void sendSubscription(String... partners) {
        for (String partner : partners) {
            platform.keep(
                    partner(partner),
                    new Story("account of " + partner, EUR)
                            .on("2026-01-10")
                            .starts("100.00")
                            .reported());
        }
        platform.refresh();
    }

    private static List<String> silent(String metric, String definition, Slice slice) {
        return warnings(
                        Warning.Kind.SILENT_PARTNER,
                        platform.figure(metric, definition, "2026-08-01", "2026-09-01", slice))
                .stream()
                .map(message -> message.split(" ", -1)[2])
                .toList();
    }

    private static void sendsOn(String partner, String firstDay, int days) {
        PartnerKeys keys = platform.get(PartnerKeys.class);
        NewKey key = keys.issue(keys.partner(partner), KeyTerms.of(Set.of(Scope.PUBLISH)));
        List<KeyUse> uses = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            LocalDate day = LocalDate.parse(firstDay).plusDays(i);
            uses.add(new KeyUse(
                    key.key().id(),
                    day,
                    new KeyCounts(1, 0, 5, 0, 0, 0, 100),
                    day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC)));
        }
        platform.get(UseLog.class).add(uses, List.of());
    }
}

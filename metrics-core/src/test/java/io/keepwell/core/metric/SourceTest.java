package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.account.SliceDictionary;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.metric.query.Breakdown;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Figures by source: the partner that bills the account.
@UsesDatabase
final class SourceTest {
    private static final Slice BILLING = Slice.of(Dimension.SOURCE, "billing");
    private static final Slice SHOP = Slice.of(Dimension.SOURCE, "shop");

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
        platform.clock().set("2027-01-01T00:00:00Z");
    }

    @Test
    void account_that_moves_to_another_partners_billing_within_a_day_has_not_left_either() {
        send(
                "shop",
                story("acme").on("2026-01-01").starts("100.00").on("2026-03-10").ends());
        send("billing", story("acme").on("2026-03-10").starts("120.00"));
        sameAccount("shop", "acme", "billing", "acme");

        MetricValue whole = march("revenue.mrr_movements", "net_new", Slice.WHOLE);
        assertValue(whole, "20.00");
        assertTerm(whole, "expansion", "20");
        MetricValue shop = march("revenue.mrr_movements", "net_new", SHOP);
        assertValue(shop, "-100.00");
        assertTerm(shop, "transfer out", "100");
        assertTerm(shop, "churn", "0");
        MetricValue billing = march("revenue.mrr_movements", "net_new", BILLING);
        assertValue(billing, "120.00");
        assertTerm(billing, "opening", "0");
        assertTerm(billing, "transfer in", "100");
        assertTerm(billing, "expansion", "20");
        assertTerm(billing, "closing", "120");
        for (MetricValue figure : List.of(whole, shop, billing)) {
            assertListAddsUp(platform, figure);
        }
        assertValue(march("retention.customer_churn", "opening", SHOP), "0.00");
    }

    @Test
    void what_anybody_tells_of_an_account_counts_for_the_partner_that_bills_it() {
        send("shop", story("acme").on("2026-01-01").starts("100.00"));
        send("desk", story("4711").on("2026-03-05").recommends(9));
        sameAccount("shop", "acme", "desk", "4711");

        assertValue(march("voice.nps", "zero_to_ten", SHOP), "100.00");
        Breakdown cut = platform.get(MetricQueries.class)
                .byDimension(
                        new MetricQuery(
                                new MetricId("voice.nps"),
                                new DefinitionId("zero_to_ten"),
                                List.of(march("voice.nps", "zero_to_ten", SHOP).period()),
                                Slice.WHOLE,
                                Optional.empty()),
                        Dimension.SOURCE,
                        10);
        assertThat(cut.parts()).extracting(Breakdown.Value::value).containsExactly("shop");
        assertThat(platform.get(SliceDictionary.class).values(Dimension.SOURCE)).contains("shop");
    }

    @Test
    void bill_that_comes_late_moves_answers_and_profiles_of_days_past_to_its_partner() {
        send(
                "crm",
                story("acme").on("2026-01-01").isNamed("Acme").on("2026-03-05").recommends(9));
        Slice crm = Slice.of(Dimension.SOURCE, "crm");
        assertValue(march("voice.nps", "zero_to_ten", crm), "100.00");

        Instant before = platform.clock().instant();
        send("shop", story("A-1").on("2026-02-01").starts("100.00"));
        sameAccount("crm", "acme", "shop", "A-1");

        assertValue(march("voice.nps", "zero_to_ten", SHOP), "100.00");
        assertThat(march("voice.nps", "zero_to_ten", crm).amount()).isEmpty();
        // Who is who is as of today, and the bill wasn't known then.
        MetricValue then = platform.get(MetricQueries.class)
                .answer(new MetricQuery(
                        new MetricId("voice.nps"),
                        new DefinitionId("zero_to_ten"),
                        List.of(march("voice.nps", "zero_to_ten", crm).period()),
                        crm,
                        Optional.empty(),
                        Optional.of(before)))
                .getFirst();
        assertValue(then, "100.00");
    }

    @Test
    void profile_that_names_another_partners_account_brings_it_its_source() {
        send("shop", story("A-1").on("2026-02-01").starts("100.00"));
        send(
                "crm",
                story("acme")
                        .on("2026-01-01")
                        .send(new AccountProfile(
                                "Acme",
                                Slice.NO_PROFILE,
                                List.of(),
                                List.of(new AccountProfile.Alias("shop", "A-1")))));

        assertValue(march("revenue.mrr", "subscriptions", SHOP), "100.00");
        assertThat(platform.rows("select from_day, to_day, s.source from account_version v join slice s"
                        + " on s.slice = v.slice order by from_day"))
                .containsExactly("2026-01-01 2026-02-01 crm", "2026-02-01 9999-12-31 shop");
    }

    @Test
    void account_is_found_by_the_partner_that_bills_it_today() {
        send(
                "shop",
                story("acme")
                        .on("2026-01-01")
                        .starts("100.00")
                        .on("2026-12-01")
                        .cancels(LocalDate.parse("2027-02-01"), ""));
        send("billing", story("acme").on("2026-06-01").starts("10.00"));
        sameAccount("shop", "acme", "billing", "acme");
        AccountDirectory directory = platform.get(AccountDirectory.class);

        assertThat(directory.search("", SHOP, 0, 10).total()).isEqualTo(1);
        assertThat(directory.search("", BILLING, 0, 10).total()).isZero();
        platform.clock().set("2027-02-01T00:00:00Z");
        assertThat(directory.search("", SHOP, 0, 10).total()).isZero();
        assertThat(directory.search("", BILLING, 0, 10).accounts())
                .singleElement()
                .satisfies(account ->
                        assertThat(account.sliceKey().value(Dimension.SOURCE)).isEqualTo("billing"));
    }

    private static Story story(String account) {
        return new Story(account, EUR);
    }

    private static Partner partner(String name) {
        return platform.get(PartnerKeys.class).partner(name);
    }

    private static void send(String partner, Story story) {
        var _ = platform.keep(partner(partner), story.reported());
        platform.refresh();
    }

    private static void sameAccount(String partner, String name, String otherPartner, String otherName) {
        AccountDirectory directory = platform.get(AccountDirectory.class);
        assertThat(platform.get(Identity.class)
                        .merge(
                                directory.number(partner, name).orElseThrow(),
                                directory.number(otherPartner, otherName).orElseThrow(),
                                "a test",
                                "the same firm"))
                .isInstanceOf(Identity.Outcome.Done.class);
        platform.refresh();
    }

    private static MetricValue march(String metric, String definition, Slice slice) {
        return platform.figure(metric, definition, "2026-03-01", "2026-04-01", slice);
    }
}

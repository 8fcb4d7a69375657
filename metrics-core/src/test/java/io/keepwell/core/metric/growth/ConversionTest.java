package io.keepwell.core.metric.growth;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.TestPlatform.USD;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.metric.query.Warning;
import io.keepwell.core.metric.query.Warnings;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class ConversionTest {
    private static final String METRIC = "growth.conversion";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue march(String definition) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01");
    }

    private static MetricValue march(String definition, String customValue) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01", customValue);
    }

    @Test
    void leads_of_the_period_count_with_what_became_of_them_later() {
        platform.send(new Story("firm", EUR)
                .on("2026-02-28")
                .send(new Lead("l0", "web", Lead.State.CREATED))
                .on("2026-03-01")
                .send(new Lead("l1", "web", Lead.State.CREATED))
                .send(new Lead("l2", "web", Lead.State.CREATED))
                .send(new Lead("l3", "fair", Lead.State.CREATED))
                .on("2026-03-31")
                .send(new Lead("l0", "", Lead.State.CONVERTED))
                .send(new Lead("l4", "fair", Lead.State.LOST))
                .on("2026-05-10")
                .send(new Lead("l1", "", Lead.State.CONVERTED)));

        // l1 of l1 to l4; by web, of l1 and l2
        assertValue(march("leads"), "25.00");
        assertValue(march("leads", "web"), "50.00");
        assertValue(march("leads", "fair"), "0.00");
        assertListAddsUp(platform, march("leads"));
        assertListAddsUp(platform, march("leads", "web"));
    }

    @Test
    void lead_became_a_customer_too_where_its_accounts_first_revenue_began_on_its_day_or_later() {
        Lead created = new Lead("l1", "web", Lead.State.CREATED);
        platform.send(
                new Story("later", EUR)
                        .on("2026-03-02")
                        .send(created)
                        .on("2026-06-01")
                        .starts("10.00"),
                new Story("that-day", EUR).on("2026-03-02").starts("10.00").send(created),
                new Story("lost", EUR)
                        .on("2026-03-02")
                        .send(created)
                        .on("2026-03-20")
                        .send(new Lead("l1", "", Lead.State.LOST))
                        .on("2026-04-01")
                        .starts("10.00"),
                // None of these began to pay on the lead's day or later.
                new Story("before", EUR)
                        .on("2026-02-01")
                        .starts("10.00")
                        .on("2026-02-20")
                        .ends()
                        .on("2026-03-02")
                        .send(created)
                        .on("2026-04-01")
                        .starts("10.00"),
                new Story("free", EUR).on("2026-03-02").send(created).starts("0.00"));

        // later, that-day and lost of five
        assertValue(march("leads"), "60.00");
        assertListAddsUp(platform, march("leads"));
    }

    @Test
    void lead_of_one_partner_is_converted_by_the_revenue_that_another_tells_once_their_accounts_are_one() {
        Partner crm = platform.get(PartnerKeys.class).partner("crm");
        var _ = platform.keep(
                crm,
                new Story("acme", EUR)
                        .on("2026-03-02")
                        .send(new Lead("l1", "web", Lead.State.CREATED))
                        .reported());
        platform.send(new Story("4711", EUR).on("2026-03-20").starts("10.00"));
        assertValue(march("leads"), "0.00");

        int whole = Objects.requireNonNull(platform.get(AccountNumbers.class)
                .resolve(crm.id(), List.of("acme"))
                .get("acme"));
        var _ = platform.get(Identity.class).merge(whole, platform.account("4711"), "a test", "the same firm");
        platform.refresh();

        assertValue(march("leads"), "100.00");
    }

    @Test
    void subscription_that_comes_in_late_or_is_taken_back_changes_what_became_of_the_lead() {
        platform.send(new Story("firm", EUR).on("2026-03-02").send(new Lead("l1", "web", Lead.State.CREATED)));
        assertValue(march("leads"), "0.00");
        Instant before = platform.clock().instant();
        Story started = new Story("firm", EUR).on("2026-03-20").starts("10.00");
        List<Story.SentEvent> start = started.reported().stream()
                .map(each -> new Story.SentEvent("start", each.account(), each.occurredAt(), each.fact()))
                .toList();
        var _ = platform.keep(platform.partner(), start);
        platform.refresh();
        assertValue(march("leads"), "100.00");

        Retraction retraction = Retraction.of(FactTables.SUBSCRIPTION_CHANGE, EventKey.of("start"), "");
        Instant known = platform.clock().instant();
        var _ = platform.keep(
                platform.partner(),
                List.of(new Story.SentEvent(
                        "back", Account.FIRM_NAME, Instant.parse("2026-04-01T00:00:00Z"), retraction)));
        platform.refresh();

        assertValue(march("leads"), "0.00");
        assertValue(marchAsOf(known), "100.00");
        assertValue(marchAsOf(before), "0.00");
    }

    private static MetricValue marchAsOf(Instant moment) {
        return platform.get(MetricQueries.class)
                .answer(new MetricQuery(
                        new MetricId(METRIC),
                        new DefinitionId("leads"),
                        List.of(new Period(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-04-01"))),
                        Slice.WHOLE,
                        Optional.empty(),
                        Optional.of(moment)))
                .getFirst();
    }

    @Test
    void money_without_a_rate_is_reported_as_missing_behind_the_leads() {
        platform.send(new Story("dollar", USD)
                .on("2026-03-02")
                .send(new Lead("l1", "web", Lead.State.CREATED))
                .on("2026-03-20")
                .starts("10.00"));

        assertValue(march("leads"), "0.00");
        assertThat(platform.get(Warnings.class).about(march("leads")))
                .extracting(Warning::message)
                .anySatisfy(message -> assertThat(message).startsWith("Money of 1 × subscription change in USD"));
    }

    @Test
    void there_is_no_data_when_no_lead_was_ever_reported_and_no_base_when_none_came() {
        assertUnavailable(march("leads"), Outcome.Reason.NO_DATA);

        platform.send(new Story("a", EUR).on("2026-02-01").send(new Lead("l1", "", Lead.State.CREATED)));

        assertUnavailable(march("leads"), Outcome.Reason.NO_BASE);
    }
}

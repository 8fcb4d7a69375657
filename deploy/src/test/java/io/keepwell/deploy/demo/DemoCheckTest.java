package io.keepwell.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.client.PartnerClient;
import io.keepwell.core.RandomStories;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.metric.CatalogueEntry;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.recount.Recount;
import io.keepwell.core.setting.HealthModels;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import io.keepwell.deploy.run.TestServices;
import io.keepwell.ingestion.intake.Intake;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A check of services that were sent stories of everything by three partners, one of which has other names for the
/// same customers.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@UsesDatabase
@Slow
final class DemoCheckTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final int ACCOUNTS = 40;
    private static final int BATCH = 1_000;
    private static final String BILLING = RandomStories.PARTNERS.getFirst();
    private static final String DESK = RandomStories.PARTNERS.getLast();
    private static final String OF_DESK = "desk knows ";
    private static final Period APRIL = new Period(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 5, 1));
    private static final Slice SMALL = Slice.of(Dimension.SEGMENT, "Small");

    @AutoClose
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static TestServices services;

    private static final Map<String, List<Story.SentEvent>> SENT_BY = new TreeMap<>();

    private record Checked(boolean agrees, List<String> lines) {
        List<String> wrong() {
            return lines.stream()
                    .filter(line -> line.contains("WRONG"))
                    .map(line -> line.strip().split(" ", 2)[0])
                    .distinct()
                    .toList();
        }
    }

    @BeforeAll
    static void sendStories() throws Exception {
        services = TestServices.start();
        RandomStories stories = new RandomStories(11);
        RandomStories.byPartner(stories.withSecondThoughts(stories.sendEverything(ACCOUNTS, 30)))
                .forEach((partner, reported) -> SENT_BY.put(
                        partner,
                        reported.stream().map(each -> named(partner, each)).toList()));
        SENT_BY.forEach(DemoCheckTest::send);
        for (String partner : SENT_BY.keySet()) {
            if (!partner.equals(BILLING)) {
                mergeWithBilling(partner);
            }
        }
        services.awaitFigures();
    }

    private static Story.SentEvent named(String partner, Story.SentEvent reported) {
        boolean isRenamed = partner.equals(DESK) && !reported.account().equals(Account.FIRM_NAME);
        return isRenamed
                ? new Story.SentEvent(
                        reported.eventId(),
                        OF_DESK + reported.account(),
                        reported.occurredAt(),
                        reported.fact(),
                        reported.corrects())
                : reported;
    }

    private static String customer(String partner, String name) {
        return partner.equals(DESK) ? name.replace(OF_DESK, "") : name;
    }

    private static void mergeWithBilling(String name) {
        Partner partner = partner(name);
        List<String> names = SENT_BY.getOrDefault(name, List.of()).stream()
                .map(Story.SentEvent::account)
                .filter(account -> !account.equals(Account.FIRM_NAME))
                .distinct()
                .toList();
        AccountNumbers accounts = services.services().bean(AccountNumbers.class);
        Map<String, Integer> own = accounts.resolve(
                partner(BILLING).id(),
                names.stream().map(each -> customer(name, each)).toList());
        accounts.resolve(partner.id(), names)
                .forEach((account, number) -> services.services()
                        .bean(Identity.class)
                        .merge(
                                Objects.requireNonNull(own.get(customer(name, account))),
                                number,
                                "a test",
                                "the same customer"));
    }

    private static Partner partner(String name) {
        return services.services().bean(PartnerKeys.class).partner(name);
    }

    private static void send(String partner, List<Story.SentEvent> reported) {
        for (int start = 0; start < reported.size(); start += BATCH) {
            var _ = services.services()
                    .bean(Intake.class)
                    .keep(
                            partner(partner),
                            reported.subList(start, Math.min(reported.size(), start + BATCH)).stream()
                                    .map(Story.SentEvent::event)
                                    .toList());
        }
    }

    private static Checked check() {
        StringWriter text = new StringWriter();
        LocalDate today = LocalDate.now(services.services().bean(Clock.class).withZone(ZoneOffset.UTC));
        List<CatalogueEntry> entries =
                services.services().bean(MetricCatalogue.class).entries();
        try (PartnerClient client = PartnerClient.plaintext(
                services.services().connection().target(),
                services.services().connection().key(),
                Duration.ofSeconds(30))) {
            boolean agrees = new DemoCheck(
                            SENT_BY,
                            new Recount.Terms(EUR, ZoneOffset.UTC, Policies.DEFAULT, HealthModels.NONE, today),
                            DemoCheckTest::customer,
                            entries,
                            client,
                            today,
                            new PrintWriter(text, true))
                    .run(APRIL, SMALL);
            return new Checked(agrees, text.toString().lines().toList());
        }
    }

    @Test
    @Order(1)
    void services_that_were_reported_the_same_agree_in_every_metric_of_three_periods() {
        Checked checked = check();

        assertThat(checked.wrong()).isEmpty();
        assertThat(checked.agrees()).isTrue();
        Map<String, Long> lines = checked.lines().stream()
                .filter(line -> line.startsWith("  "))
                .collect(Collectors.groupingBy(line -> line.strip().split(" ", 2)[0], Collectors.counting()));
        for (CatalogueEntry entry :
                services.services().bean(MetricCatalogue.class).entries()) {
            assertThat(lines.getOrDefault(entry.info().id().id(), 0L))
                    .as(entry.info().id().id())
                    .isGreaterThanOrEqualTo(3);
        }
        assertThat(checked.lines())
                .contains(
                        "Recount of 2026-04-01 to 2026-05-01:",
                        "Recount of 2026-01-01 to 2026-04-01:",
                        "Recount of 2026-04-01 to 2026-05-01, segment=Small:")
                .anySatisfy(line -> assertThat(line).startsWith("  custom.measure of seats "));
        assertThat(checked.lines().getLast()).matches("Recounted: (\\d+) of \\1 answers agree, .*");
    }

    @Test
    @Order(2)
    void customer_that_only_the_services_know_is_found_in_every_figure_that_it_changes() throws InterruptedException {
        List<Story.SentEvent> unknown = new ArrayList<>(new Story("unknown", EUR)
                .on("2026-04-10")
                .standsIn(Dimension.SEGMENT, "Small")
                .starts("77.00")
                .recommends(0)
                .reported());
        send(BILLING, unknown);
        services.awaitFigures();

        Checked checked = check();

        assertThat(checked.agrees()).isFalse();
        assertThat(checked.wrong())
                .contains(
                        "revenue.mrr",
                        "revenue.mrr_movements",
                        "growth.cac",
                        "retention.cohorts",
                        "retention.survival",
                        "success.health_score",
                        "voice.nps")
                .doesNotContain("retention.customer_churn", "retention.grr", "support.complaints");
        assertThat(checked.lines())
                .anySatisfy(line -> assertThat(line).matches("  voice.nps .* WRONG: a recount gives -?[0-9.]+"));
        assertThat(checked.lines().getLast()).doesNotMatch("Recounted: (\\d+) of \\1 answers .*");
    }
}

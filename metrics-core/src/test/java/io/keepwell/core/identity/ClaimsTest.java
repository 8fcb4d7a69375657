package io.keepwell.core.identity;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.AccountDirectory;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.Usage;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.rollup.refresh.Refresh;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accounts tied by the aliases in profiles.
@UsesDatabase
@Slow
final class ClaimsTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private static final Identity identity = platform.get(Identity.class);
    private static final Partner CRM = platform.get(PartnerKeys.class).partner("crm");
    private static final Partner BILLING = platform.get(PartnerKeys.class).partner("billing");
    private static final Partner DESK = platform.get(PartnerKeys.class).partner("desk");

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void same_profiles_and_events_tie_the_same_accounts_in_any_order(long seed) {
        Random random = new Random(seed);
        List<Kept.Event> events = new ArrayList<>();
        add(
                events,
                CRM,
                customer("acme", "Acme", "b-acme", "d-acme").on("2026-02-10").starts("5.00"));
        // Named by two accounts: the newer profile counts.
        add(events, CRM, customer("beta", "Beta", "b-beta", "d-shared"));
        add(
                events,
                CRM,
                customer("gamma", "Gamma", "b-gamma", "d-shared")
                        .on("2026-03-05")
                        .isNamed("Gamma & Sons"));
        // Nobody tells anything by this name.
        add(
                events,
                CRM,
                customer("delta", "Delta", "b-silent", "d-silent")
                        .on("2026-02-02")
                        .recommends(3));
        add(events, BILLING, new Story("b-acme", EUR).on("2026-02-01").starts("100.00"));
        add(
                events,
                BILLING,
                new Story("b-beta", EUR)
                        .on("2026-02-05")
                        .starts("70.00")
                        .on("2026-03-20")
                        .ends());
        // Described by its own partner, so it stays on its own.
        add(
                events,
                BILLING,
                new Story("b-gamma", EUR).on("2026-02-05").starts("30.00").isNamed("Gamma Ltd"));
        add(events, BILLING, new Story("b-alone", EUR).on("2026-02-05").starts("2.00"));
        add(
                events,
                DESK,
                new Story("d-acme", EUR).on("2026-02-20").recommends(9).send(new Usage("u", "x", 1, 1)));
        add(
                events,
                DESK,
                new Story("d-shared", EUR).on("2026-02-21").recommends(2).send(new Usage("u", "x", 1, 1)));

        List<String> expectedTies = List.of();
        List<String> expectedFigures = List.of();
        for (int round = 0; round < 4; round++) {
            platform.forget();
            Kept.keepAnyhow(platform, random, events, () -> {});
            platform.refresh();
            Kept.assertStoredIsRecounted(platform);
            if (round == 0) {
                expectedTies = ties();
                expectedFigures = withoutNumbers(Kept.figures(platform));
                assertThat(expectedTies)
                        .containsExactly(
                                "Acme: billing b-acme, crm acme, desk d-acme",
                                "Beta: billing b-beta, crm beta",
                                "Delta: billing b-silent, crm delta, desk d-silent",
                                "Gamma & Sons: crm gamma, desk d-shared",
                                "Gamma Ltd: billing b-gamma",
                                "b-alone: billing b-alone");
                assertThat(proposals())
                        .containsExactly("Beta ~ Gamma & Sons by crm", "Gamma & Sons ~ Gamma Ltd by crm");
            } else {
                assertThat(ties()).isEqualTo(expectedTies);
                assertThat(withoutNumbers(Kept.figures(platform))).isEqualTo(expectedFigures);
                assertThat(proposals())
                        .containsExactly("Beta ~ Gamma & Sons by crm", "Gamma & Sons ~ Gamma Ltd by crm");
            }
            List<String> before = ties();
            platform.get(Refresh.class).askForRebuild();
            platform.refresh();
            assertThat(ties()).isEqualTo(before);
        }
    }

    @Test
    void alias_ties_a_stub_with_its_facts_in_the_slice_of_the_profile() {
        send(BILLING, new Story("b-acme", EUR).on("2026-02-01").starts("100.00"));
        assertThat(ties()).containsExactly("b-acme: billing b-acme");
        send(CRM, customer("acme", "Acme", "b-acme", "d-acme"));

        assertThat(ties()).containsExactly("Acme: billing b-acme, crm acme, desk d-acme");
        assertThat(mrrOfLarge()).isEqualTo("100");
    }

    @Test
    void partner_cannot_take_over_an_account_that_another_one_describes() {
        send(BILLING, new Story("b-acme", EUR).on("2026-02-01").starts("100.00").isNamed("Acme Billing"));
        send(CRM, customer("acme", "Acme", "b-acme", "d-acme"));

        assertThat(ties()).containsExactly("Acme Billing: billing b-acme", "Acme: crm acme, desk d-acme");
        assertThat(mrrOfLarge()).isEqualTo("0");
        assertThat(proposals()).containsExactly("Acme ~ Acme Billing by crm");
    }

    @Test
    void what_an_alias_tied_comes_apart_when_its_own_partner_describes_it_and_staff_decide_then() {
        send(BILLING, new Story("b-acme", EUR).on("2026-02-01").starts("100.00"));
        send(CRM, customer("acme", "Acme", "b-acme", "d-acme"));
        send(
                BILLING,
                new Story("b-acme", EUR)
                        .on("2026-02-01")
                        .starts("100.00")
                        .on("2026-02-02")
                        .isNamed("Acme Bills"));
        assertThat(ties()).containsExactly("Acme Bills: billing b-acme", "Acme: crm acme, desk d-acme");
        assertThat(mrrOfLarge()).isEqualTo("0");

        Identity.Proposal proposal = identity.proposals(10).getFirst();
        assertThat(identity.merge(
                        proposal.account().number(), proposal.named().number(), "ana@example.com", "as proposed"))
                .isInstanceOf(Identity.Outcome.Done.class);
        platform.refresh();
        assertThat(ties()).containsExactly("Acme Bills: billing b-acme, crm acme, desk d-acme");
        assertThat(proposals()).isEmpty();
    }

    @Test
    void what_staff_split_is_neither_tied_nor_proposed_again() {
        send(BILLING, new Story("b-acme", EUR).on("2026-02-01").starts("100.00"));
        send(CRM, customer("acme", "Acme", "b-acme", "d-acme"));
        int stub = number(BILLING, "b-acme");
        assertThat(identity.split(stub, "ana@example.com", "a namesake")).isInstanceOf(Identity.Outcome.Done.class);
        platform.refresh();
        send(CRM, customer("acme", "Acme", "b-acme", "d-acme").on("2026-04-01").isNamed("Acme Inc"));
        platform.get(Refresh.class).askForRebuild();
        platform.refresh();

        assertThat(ties()).containsExactly("Acme Inc: crm acme, desk d-acme", "b-acme: billing b-acme");
        assertThat(proposals()).isEmpty();
        assertThat(identity.merge(number(CRM, "acme"), stub, "ana@example.com", "the same after all"))
                .isInstanceOf(Identity.Outcome.Done.class);
        platform.refresh();
        assertThat(ties()).containsExactly("Acme Inc: billing b-acme, crm acme, desk d-acme");
    }

    @Test
    void what_staff_merged_is_not_moved_by_a_profile() {
        send(BILLING, new Story("b-acme", EUR).on("2026-02-01").starts("100.00"));
        send(CRM, new Story("other", EUR).on("2026-01-05").isNamed("Other"));
        assertThat(identity.merge(number(CRM, "other"), number(BILLING, "b-acme"), "ana@example.com", ""))
                .isInstanceOf(Identity.Outcome.Done.class);
        send(CRM, customer("acme", "Acme", "b-acme", "d-acme"));

        assertThat(ties()).containsExactly("Acme: crm acme, desk d-acme", "Other: billing b-acme, crm other");
        assertThat(proposals()).containsExactly("Acme ~ Other by crm");
    }

    @Test
    void what_an_alias_tied_comes_apart_when_its_profile_is_taken_back() {
        send(BILLING, new Story("b-acme", EUR).on("2026-02-01").starts("100.00"));
        send(CRM, customer("acme", "Acme", "b-acme", "d-acme"));
        Fact retraction = Retraction.of(FactTables.ACCOUNT_PROFILE, EventKey.of("acme-2"), "");
        send(CRM, new Story("taking back", EUR).on("2026-04-01").send(retraction));

        assertThat(ties())
                .contains("acme: crm acme", "b-acme: billing b-acme", "d-acme: desk d-acme")
                .doesNotContain("Acme: billing b-acme, crm acme, desk d-acme");
        assertThat(platform.rows("select * from account_claim")).isEmpty();
        assertThat(mrrOfLarge()).isEqualTo("0");
        Kept.assertStoredIsRecounted(platform);
    }

    @Test
    void claims_that_lead_in_a_circle_or_nowhere_do_no_harm() {
        send(BILLING, new Story("b-acme", EUR).on("2026-02-01").starts("100.00"));
        send(CRM, new Story("acme", EUR).on("2026-01-05").isNamed("Acme"));
        assertThat(identity.merge(number(BILLING, "b-acme"), number(CRM, "acme"), "ana@example.com", ""))
                .isInstanceOf(Identity.Outcome.Done.class);
        send(
                CRM,
                new Story("acme", EUR)
                        .on("2026-01-05")
                        .isNamed("Acme")
                        .on("2026-01-06")
                        .send(new AccountProfile(
                                "Acme",
                                Slice.NO_PROFILE,
                                List.of(),
                                List.of(
                                        new AccountProfile.Alias("billing", "b-acme"),
                                        new AccountProfile.Alias("crm", "acme"),
                                        new AccountProfile.Alias("nobody", "x")))));

        assertThat(ties()).containsExactly("Acme: billing b-acme, crm acme");
        assertThat(proposals()).isEmpty();
        Kept.assertStoredIsRecounted(platform);
    }

    /// With a profile that names it for billing and the help desk.
    private static Story customer(String account, String name, String atBilling, String atDesk) {
        return new Story(account, EUR)
                .on("2026-01-05")
                .standsIn(Dimension.SEGMENT, "Large")
                .on(account.equals("gamma") ? "2026-03-01" : "2026-02-01")
                .send(new AccountProfile(
                        name,
                        Slice.NO_PROFILE.with(Dimension.SEGMENT, "Large"),
                        List.of(),
                        List.of(
                                new AccountProfile.Alias("billing", atBilling),
                                new AccountProfile.Alias("desk", atDesk))))
                .standsIn(Dimension.SEGMENT, "Large");
    }

    private static void add(List<Kept.Event> events, Partner partner, Story story) {
        story.reported().forEach(reported -> events.add(new Kept.Event(partner, reported)));
    }

    private static void send(Partner partner, Story... stories) {
        var _ = platform.keep(
                partner,
                Arrays.stream(stories)
                        .flatMap(story -> story.reported().stream())
                        .toList());
        platform.refresh();
    }

    /// Every account that is no part, with what partners call it.
    private static List<String> ties() {
        return platform.get(AccountDirectory.class).search("", Slice.WHOLE, 0, 100).accounts().stream()
                .map(account -> account.name() + ": "
                        + String.join(
                                ", ",
                                account.aliases().stream()
                                        .map(alias -> alias.partnerName() + " " + alias.text())
                                        .toList()))
                .sorted()
                .toList();
    }

    private static List<String> proposals() {
        return identity.proposals(10).stream()
                .map(each -> each.account().name() + " ~ " + each.named().name() + " by " + each.partner())
                .sorted()
                .toList();
    }

    /// Which number an account has depends on which name came first.
    private static List<String> withoutNumbers(List<String> figures) {
        return figures.stream()
                .map(line -> line.replaceAll("account=[0-9]+", "").replaceAll("rows=\\[.*]", ""))
                .toList();
    }

    private static String mrrOfLarge() {
        return platform.figure(
                        "revenue.mrr",
                        "subscriptions",
                        "2026-02-01",
                        "2026-03-01",
                        Slice.of(Dimension.SEGMENT, "Large"))
                .amount()
                .orElseThrow()
                .stripTrailingZeros()
                .toPlainString();
    }

    private static int number(Partner partner, String name) {
        return Objects.requireNonNull(platform.get(AccountNumbers.class)
                .resolve(partner.id(), List.of(name))
                .get(name));
    }
}

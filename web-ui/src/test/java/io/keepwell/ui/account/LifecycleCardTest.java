package io.keepwell.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Lead;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.StoredFact;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.ledger.AccountFacts;
import io.keepwell.core.ledger.Ledger;
import io.keepwell.core.ledger.LedgerRules;
import io.keepwell.core.ledger.Lifecycle;
import io.keepwell.core.money.CurrencyCode;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.time.ReportingZone;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the account page says of how an account stands.
final class LifecycleCardTest {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final Firm FIRM = new Firm("Firm", ReportingZone.of("UTC"), EUR);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Test
    void account_on_trial_stands_so_until_the_trial_runs_out_and_was_never_a_customer() {
        Story story = story().on("2026-11-01")
                .send(new Lead("l1", "web", Lead.State.CREATED))
                .on("2026-11-13")
                .send(trial("2026-12-01"));

        assertThat(facts(story))
                .containsExactly(
                        "Stands as: On trial since 13 Nov 2026, agreed until 30 Nov 2026", "MRR now: 0.00 EUR a month");
        assertThat(rows(story))
                .containsExactly(
                        "1 Dec 2026 | Left | agreed | Subscription main is tried, runs out on 1 Dec 2026",
                        "13 Nov 2026 | On trial | 10 | Subscription main is tried, runs out on 1 Dec 2026",
                        "1 Nov 2026 | Lead | 12 | Lead l1 created · web");
    }

    @Test
    void lead_and_free_customer_are_said_to_be_what_they_are() {
        assertThat(facts(story().on("2026-11-01").send(new Lead("l1", "", Lead.State.CREATED))))
                .first()
                .isEqualTo("Stands as: Lead since 1 Nov 2026");
        assertThat(facts(story().on("2026-11-01").starts("0.00")))
                .first()
                .isEqualTo("Stands as: Free customer since 1 Nov 2026");
    }

    @Test
    void customer_who_left_and_came_back_is_one_since_the_first_time() {
        Story story = story().on("2026-01-05")
                .starts("10.00")
                .on("2026-03-05")
                .ends()
                .on("2026-04-05")
                .starts("10.00");

        assertThat(facts(story))
                .containsExactly(
                        "Stands as: Back since 5 Apr 2026",
                        "MRR now: 10.00 EUR a month",
                        "Customer since: 5 Jan 2026 ");
    }

    @Test
    void who_left_is_no_customer_any_longer() {
        assertThat(facts(story().on("2026-01-05")
                        .starts("10.00")
                        .on("2026-03-05")
                        .ends()))
                .containsExactly(
                        "Stands as: Left since 5 Mar 2026",
                        "MRR now: 0.00 EUR a month",
                        "Customer since: 5 Jan 2026 no longer one");
    }

    @Test
    void account_of_which_nothing_counts_has_no_state_and_says_what_is_missing() {
        assertThat(facts(story())).first().isEqualTo("Stands as: – neither a lead nor a subscription was reported");
        assertThat(rows(story())).isEmpty();
        assertThat(new LifecycleCard(lifecycle(story()), TODAY).getElement().getTextRecursively())
                .contains("No lead and no subscription of it counts yet.");
    }

    private static Story story() {
        return new Story("acme", EUR);
    }

    private static SubscriptionChange trial(String endsOn) {
        return new SubscriptionChange(
                "main", SubscriptionChange.Step.TRIAL, Optional.empty(), Optional.of(LocalDate.parse(endsOn)), "");
    }

    private static AccountFacts reported(Story story) {
        AccountFacts facts = new AccountFacts(1);
        story.reported()
                .forEach(each -> facts.add(
                        FactTables.of(each.fact()),
                        new StoredFact<>(
                                1,
                                EventKey.of(each.eventId()),
                                1,
                                LocalDate.ofInstant(each.occurredAt(), ZoneOffset.UTC),
                                each.occurredAt(),
                                each.occurredAt(),
                                each.fact())));
        return facts;
    }

    private static Lifecycle lifecycle(Story story) {
        return Lifecycle.of(reported(story), LedgerRules.plain(EUR).rates());
    }

    /// Each small card: its title, value and unit.
    private static List<String> facts(Story story) {
        Ledger ledger = Ledger.of(reported(story), LedgerRules.plain(EUR), List.of());
        Component summary = AccountSummary.of(lifecycle(story), ledger.movements(), FIRM, TODAY);
        return summary.getChildren()
                .map(card -> card.getElement().getChildren().toList())
                .map(parts -> parts.getFirst().getText() + ": "
                        + String.join(
                                " ",
                                parts.getLast()
                                        .getChildren()
                                        .map(Element::getText)
                                        .toList()))
                .toList();
    }

    private static List<String> rows(Story story) {
        return elements(new LifecycleCard(lifecycle(story), TODAY).getElement())
                .filter(element -> element.getTag().equals("tbody"))
                .flatMap(Element::getChildren)
                .map(row -> String.join(
                        " | ",
                        row.getChildren().map(Element::getTextRecursively).toList()))
                .toList();
    }

    private static Stream<Element> elements(Element element) {
        return Stream.concat(
                Stream.of(element),
                element.getChildren().filter(child -> !child.isTextNode()).flatMap(LifecycleCardTest::elements));
    }
}

package io.keepwell.core.metric.revision;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.TestPlatform.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.ExchangeRate;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.identity.Identity;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.InvalidQueryException;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.TermId;
import io.keepwell.core.metric.Unit;
import io.keepwell.core.metric.query.Comparison;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class RevisionsTest {
    private static final MetricQuery CHURN = new MetricQuery(
            new MetricId("retention.customer_churn"),
            new DefinitionId("opening"),
            List.of(new Period(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1))),
            Slice.WHOLE,
            Optional.empty());

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void late_end_of_a_subscription_is_reported_as_what_changed_the_figure() {
        platform.send(
                new Story("a", EUR).on("2026-01-10").starts("100.00"),
                new Story("b", EUR).on("2026-01-10").starts("100.00"));
        Instant then = platform.clock().instant();
        Story late = new Story("b", EUR)
                .on("2026-01-10")
                .starts("100.00")
                .on("2026-02-10")
                .ends();
        platform.keep(platform.partner(), late.reported().subList(1, 2));
        platform.keep(
                platform.partner(),
                new Story("c", EUR).on("2026-03-10").starts("7.00").reported());
        platform.refresh();

        Revision revision = platform.get(Revisions.class).since(CHURN, then);

        // 0 of 2 customers left, as of then; 1 of 2 now.
        assertThat(revision.before().amount().orElseThrow()).isZero();
        assertThat(revision.change().orElseThrow()).isEqualByComparingTo("50");
        assertThat(revision.rows()).singleElement().satisfies(row -> {
            assertThat(row.row().account()).isEqualTo(platform.account("b"));
            assertThat(row.came()).isTrue();
        });
        // L, those that left, went from none to one.
        assertThat(revision.standsFor()).contains(new TermId("L"));
        assertThat(revision.unit()).isEqualTo(Unit.COUNT);
        assertThat(revision.moved()).isEqualByComparingTo("1");
        assertThat(revision.events()).singleElement().satisfies(event -> {
            assertThat(event.takenBack()).isFalse();
            assertThat(event.fact().fact())
                    .isInstanceOfSatisfying(
                            SubscriptionChange.class,
                            change -> assertThat(change.step()).isEqualTo(SubscriptionChange.Step.END));
        });
    }

    @Test
    void nothing_changed_when_nothing_came_that_matters() {
        platform.send(new Story("a", EUR).on("2026-01-10").starts("100.00"));
        Instant then = platform.clock().instant();
        platform.send(new Story("b", EUR).on("2026-03-10").starts("100.00"));

        Revision revision = platform.get(Revisions.class).since(CHURN, then);

        assertThat(revision.change().orElseThrow()).isZero();
        assertThat(revision.rows()).isEmpty();
        assertThat(revision.events()).isEmpty();
    }

    @Test
    void detail_that_was_reported_of_only_since_then_or_is_taken_back_had_or_has_nothing() {
        Story early = new Story("a", EUR).on("2026-02-10").send(new Measurement("visits", 7_000_000, ""));
        platform.send(early);
        Instant first = platform.clock().instant();
        platform.send(new Story("b", EUR).on("2026-02-11").send(new Measurement("seats", 2_000_000, "")));
        Instant second = platform.clock().instant();
        EventKey target = early.reported().getFirst().event().key();
        platform.send(new Story("c", EUR)
                .on("2026-02-12")
                .send(Retraction.of(FactTables.of(early.reported().getFirst().fact()), target, "")));

        Revision seats = platform.get(Revisions.class).since(sumOf("seats"), first);
        Revision visits = platform.get(Revisions.class).since(sumOf("visits"), second);

        assertThat(seats.before().amount()).isEmpty();
        assertThat(seats.after().amount().orElseThrow()).isEqualByComparingTo("2");
        assertThat(visits.before().amount().orElseThrow()).isEqualByComparingTo("7");
        assertThat(visits.after().amount()).isEmpty();
        assertThat(visits.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.came()).isFalse());
        assertThatThrownBy(() -> platform.get(Revisions.class).since(sumOf("leads"), first))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("Valid: seats, visits.");
    }

    @Test
    void what_moved_the_figure_most_is_reported_first_and_what_did_not_make_it_last() {
        platform.send(paying("small", "10.00"), paying("great", "100.00"), paying("middle", "50.00"));
        Instant then = platform.clock().instant();
        Story great = paying("great", "100.00").on("2026-02-11").ends();
        sendLast(great);
        sendLast(paying("small", "10.00").on("2026-02-12").ends());
        sendLast(paying("middle", "50.00").on("2026-02-13").ends());
        sendLast(great.on("2026-02-14").send(new Measurement("visits", 7_000_000, "")));

        Revision revenue = platform.get(Revisions.class).since(inFebruary("retention.revenue_churn", "gross"), then);
        Revision customers = platform.get(Revisions.class).since(CHURN, then);

        assertThat(revenue.rows())
                .extracting(row -> row.row().account())
                .containsExactly(platform.account("great"), platform.account("middle"), platform.account("small"));
        // The ends made it; of visits none of the figures is made.
        assertThat(revenue.events())
                .extracting(RevisionsTest::reported)
                .containsExactly(
                        reported("great", "2026-02-11"),
                        reported("middle", "2026-02-13"),
                        reported("small", "2026-02-12"));
        // Each customer that left moves the count of them by one: the newest first.
        assertThat(customers.events())
                .extracting(RevisionsTest::reported)
                .containsExactly(
                        reported("middle", "2026-02-13"),
                        reported("small", "2026-02-12"),
                        reported("great", "2026-02-11"));
    }

    @Test
    void what_an_account_is_moved_by_altogether_counts_not_the_size_of_its_rows() {
        platform.send(paying("great", "1000.00"), paying("small", "10.00"));
        Instant then = platform.clock().instant();
        sendLast(paying("small", "10.00").on("2026-02-11").changesTo("40.00"));
        sendLast(paying("great", "1000.00").on("2026-02-11").changesTo("990.00"));

        Revision revision = platform.get(Revisions.class).since(inFebruary("revenue.mrr", "subscriptions"), then);

        // small +30: 10 went, 40 came; great −10: 1,000 went, 990 came.
        assertThat(revision.rows())
                .extracting(row -> row.row().account() + (row.came() ? " came" : " went"))
                .containsExactly(
                        platform.account("small") + " went",
                        platform.account("small") + " came",
                        platform.account("great") + " went",
                        platform.account("great") + " came");
        assertThat(revision.events())
                .extracting(event -> event.fact().account())
                .containsExactly(platform.account("small"), platform.account("great"));
    }

    @Test
    void what_customers_pay_less_is_reported_before_what_else_is_new_about_them() {
        platform.send(paying("less", "100.00"), paying("same", "500.00"));
        Instant then = platform.clock().instant();
        Story less = paying("less", "100.00").on("2026-02-11").changesTo("80.00");
        sendLast(less);
        sendLast(less.on("2026-02-20").isNamed("Less"));
        sendLast(less.on("2026-03-01").isNamed("Lesser"));
        sendLast(paying("same", "500.00").on("2026-02-15").isNamed("Same"));

        Revision revision = platform.get(Revisions.class).since(inFebruary("retention.nrr", "opening_customers"), then);

        // Who pays the same is no change; what is true after February made none.
        assertThat(revision.rows())
                .extracting(row -> row.row().day() + " " + row.row().detail())
                .containsExactly("2026-03-01 EUR 100.00 → EUR 100.00", "2026-02-11 EUR 100.00 → EUR 80.00");
        assertThat(revision.events())
                .extracting(RevisionsTest::reported)
                .containsExactly(
                        reported("less", "2026-02-11"), reported("less", "2026-03-01"), reported("less", "2026-02-20"));
    }

    @Test
    void customer_reported_of_late_explains_churn_whose_list_stays_as_it_is() {
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Story story = paying("c" + i, "10.00");
            stories.add(i < 5 ? story.on("2026-02-10").ends() : story);
        }
        platform.send(stories.toArray(Story[]::new));
        Instant then = platform.clock().instant();
        platform.send(new Story("late", EUR).on("2026-01-20").starts("10.00"));
        platform.send(new Story("later", EUR).on("2026-03-20").starts("10.00"));

        Revision revision = platform.get(Revisions.class).since(CHURN, then);

        // 5 of 100, then 5 of 101.
        assertThat(revision.before().amount().orElseThrow()).isEqualByComparingTo("5");
        assertThat(revision.after().amount().orElseThrow()).isEqualByComparingTo("4.9504950495");
        assertThat(revision.rows()).isEmpty();
        assertThat(revision.terms())
                .extracting(term -> term.symbol() + " " + term.moved())
                .contains("S 1", "L 0");
        assertThat(revision.events())
                .extracting(RevisionsTest::reported)
                .containsExactly(reported("late", "2026-01-20"));
        assertThat(revision.moreEvents()).isFalse();
    }

    @Test
    void answer_in_between_explains_nps_by_the_number_of_answers() {
        platform.send(
                new Story("a", EUR).on("2026-02-10").recommends(10),
                new Story("b", EUR).on("2026-02-10").recommends(3));
        Instant then = platform.clock().instant();
        platform.send(new Story("c", EUR).on("2026-02-11").recommends(9));
        platform.send(new Story("d", EUR).on("2026-02-11").recommends(7));
        platform.send(new Story("e", EUR).on("2026-03-11").recommends(7));

        Revision revision = platform.get(Revisions.class).since(inFebruary("voice.nps", "zero_to_ten"), then);

        assertThat(revision.change().orElseThrow()).isPositive();
        assertThat(revision.terms())
                .extracting(term -> term.symbol() + " " + term.moved())
                .contains("P 1", "D 0", "n 2", "passive 1");
        assertThat(revision.events())
                .extracting(RevisionsTest::reported)
                .containsExactlyInAnyOrder(reported("c", "2026-02-11"), reported("d", "2026-02-11"));
    }

    @Test
    void account_that_moved_between_slices_explains_both_and_nothing_of_the_whole() {
        Story stays = paying("stays", "100.00").on("2026-01-11").standsIn(Dimension.SEGMENT, "Small");
        Story moves = paying("moves", "50.00").on("2026-01-11").standsIn(Dimension.SEGMENT, "Large");
        platform.send(stays, moves);
        Instant then = platform.clock().instant();
        sendLast(stays.on("2026-02-11").changesTo("90.00"));
        Instant changed = platform.clock().instant();
        sendLast(moves.on("2026-01-12").standsIn(Dimension.SEGMENT, "Small"));
        MetricQuery nrr = inFebruary("retention.nrr", "opening_customers");

        Revision small = platform.get(Revisions.class).since(in("Small", nrr), changed);
        Revision large = platform.get(Revisions.class).since(in("Large", nrr), changed);
        Revision largeSinceThen = platform.get(Revisions.class).since(in("Large", nrr), then);
        Revision whole = platform.get(Revisions.class).since(nrr, changed);

        // 90 of 100 kept, then 140 of 150.
        assertThat(small.change().orElseThrow()).isPositive();
        assertThat(small.events()).extracting(RevisionsTest::reported).containsExactly(reported("moves", "2026-01-12"));
        assertThat(large.events()).extracting(RevisionsTest::reported).containsExactly(reported("moves", "2026-01-12"));
        // What is new about customers of another slice has nothing to do with it.
        assertThat(largeSinceThen.events()).isEqualTo(large.events());
        assertThat(whole.events()).isEmpty();
    }

    @Test
    void exchange_rate_and_policy_are_reported_where_they_changed_the_figure() {
        platform.send(new Story("rates", EUR).on("2026-01-05").send(new ExchangeRate(USD, EUR, 900_000_000)));
        platform.send(new Story("abroad", USD).on("2026-01-10").starts("100.00"));
        Instant then = platform.clock().instant();
        platform.send(new Story("later", EUR).on("2026-01-10").send(new ExchangeRate(USD, EUR, 800_000_000)));
        var _ = platform.get(PolicyChanges.class).set(Policy.RATE_DAYS, "9", "ann", "rates come late");
        var _ = platform.get(PolicyChanges.class).set(Policy.REOPEN_DAYS, "3", "ann", "as agreed");
        platform.refresh();

        Revision revision = platform.get(Revisions.class).since(inFebruary("revenue.mrr", "subscriptions"), then);

        assertThat(revision.change().orElseThrow()).isEqualByComparingTo("-10");
        assertThat(revision.events())
                .extracting(event -> event.fact().fact().toString())
                .containsExactly(new ExchangeRate(USD, EUR, 800_000_000).toString());
        assertThat(revision.causes())
                .extracting(cause -> cause.what() + " by " + cause.who())
                .containsExactly("policy rate_days: 7 → 9: rates come late by ann");
    }

    @Test
    void event_that_came_and_was_taken_back_in_between_is_not_reported() {
        platform.send(paying("a", "100.00"), paying("b", "100.00"));
        Instant then = platform.clock().instant();
        Story wrong = paying("a", "100.00").on("2026-02-10").ends();
        sendLast(wrong);
        sendLast(paying("b", "100.00").on("2026-02-10").ends());
        Story.SentEvent last = wrong.reported().getLast();
        platform.send(new Story("a", EUR)
                .on("2026-02-12")
                .send(Retraction.of(FactTables.of(last.fact()), last.event().key(), "")));

        Revision revision = platform.get(Revisions.class).since(CHURN, then);

        assertThat(revision.events()).extracting(RevisionsTest::reported).containsExactly(reported("b", "2026-02-10"));
    }

    @Test
    void facts_of_a_part_are_reported_as_those_of_its_whole() {
        platform.send(paying("whole", "100.00"), paying("part", "100.00"));
        platform.get(Identity.class)
                .merge(platform.account("whole"), platform.account("part"), "a test", "the same customer");
        platform.refresh();
        Instant then = platform.clock().instant();
        sendLast(paying("part", "100.00").on("2026-02-11").changesTo("80.00"));

        Revision revision = platform.get(Revisions.class).since(inFebruary("revenue.mrr", "subscriptions"), then);

        assertThat(revision.events())
                .extracting(RevisionsTest::reported)
                .containsExactly(reported("whole", "2026-02-11"));
    }

    private static MetricQuery in(String segment, MetricQuery query) {
        return new MetricQuery(
                query.metric(),
                query.definition(),
                query.periods(),
                Slice.of(Dimension.SEGMENT, segment),
                Optional.empty());
    }

    private static Story paying(String account, String amount) {
        return new Story(account, EUR).on("2026-01-10").starts(amount);
    }

    /// Tells the last event of a story whose others are known.
    private static void sendLast(Story story) {
        platform.keep(platform.partner(), List.of(story.reported().getLast()));
        platform.refresh();
    }

    private static MetricQuery inFebruary(String metric, String definition) {
        return new MetricQuery(
                new MetricId(metric), new DefinitionId(definition), CHURN.periods(), Slice.WHOLE, Optional.empty());
    }

    private static String reported(Revision.Event event) {
        return event.fact().account() + " " + event.fact().day();
    }

    private static String reported(String account, String day) {
        return platform.account(account) + " " + day;
    }

    private static MetricQuery sumOf(String measure) {
        return new MetricQuery(
                new MetricId("custom.measure"),
                new DefinitionId("sum"),
                CHURN.periods(),
                Slice.WHOLE,
                Optional.of(measure),
                Optional.empty());
    }

    @Test
    void moments_in_the_wrong_order_are_refused() {
        Instant now = platform.clock().instant();
        assertThatThrownBy(() -> platform.get(Revisions.class).since(CHURN, now.plusSeconds(60)))
                .isInstanceOf(InvalidQueryException.class);
    }

    @Test
    void definitions_stand_side_by_side_and_say_why_they_differ() {
        platform.send(
                new Story("a", EUR).on("2026-01-10").starts("100.00"),
                new Story("b", EUR)
                        .on("2026-01-10")
                        .starts("100.00")
                        .on("2026-02-10")
                        .ends());

        List<Comparison.Line> lines =
                platform.get(MetricQueries.class).compare(CHURN).lines();

        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst().because()).startsWith("The default. ");
        // One of two left: 50 % of the opening, 100 % of the closing customers.
        assertThat(lines.get(1).because())
                .startsWith("+50.00 pt against the default. ")
                .endsWith("1 ÷ 1 instead of 1 ÷ 2.");
        // All cancellations: 1 of 2, too.
        assertThat(lines.getLast().because())
                .startsWith("The same as the default here")
                .doesNotContain("instead of");
    }
}

package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.Story;
import io.keepwell.core.fact.SubscriptionChange;
import io.keepwell.core.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RevisionsTest {
    private static final Question CHURN = new Question(
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
    void late_end_of_a_subscription_is_told_as_what_changed_the_figure() {
        platform.tell(
                new Story("a", EUR).on("2026-01-10").starts("100.00"),
                new Story("b", EUR).on("2026-01-10").starts("100.00"));
        Instant then = platform.clock().instant();
        Story late = new Story("b", EUR)
                .on("2026-01-10")
                .starts("100.00")
                .on("2026-02-10")
                .ends();
        platform.keep(platform.partner(), late.told().subList(1, 2));
        platform.keep(
                platform.partner(),
                new Story("c", EUR).on("2026-03-10").starts("7.00").told());
        platform.refresh();

        Revision revision = platform.get(Revisions.class).since(CHURN, then);

        // 0 of 2 customers left, as known then; 1 of 2 now.
        assertThat(revision.before().amount().orElseThrow()).isZero();
        assertThat(revision.change().orElseThrow()).isEqualByComparingTo("50");
        assertThat(revision.rows()).singleElement().satisfies(row -> {
            assertThat(row.row().account()).isEqualTo(platform.account("b"));
            assertThat(row.came()).isTrue();
        });
        // L, those that left, went from none to one.
        assertThat(revision.standsFor()).isEqualTo("L");
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
        platform.tell(new Story("a", EUR).on("2026-01-10").starts("100.00"));
        Instant then = platform.clock().instant();
        platform.tell(new Story("b", EUR).on("2026-03-10").starts("100.00"));

        Revision revision = platform.get(Revisions.class).since(CHURN, then);

        assertThat(revision.change().orElseThrow()).isZero();
        assertThat(revision.rows()).isEmpty();
        assertThat(revision.events()).isEmpty();
    }

    @Test
    void detail_that_was_told_of_only_since_then_or_is_taken_back_had_or_has_nothing() {
        Story early = new Story("a", EUR).on("2026-02-10").tell(new Measurement("visits", 7_000_000, ""));
        platform.tell(early);
        Instant first = platform.clock().instant();
        platform.tell(new Story("b", EUR).on("2026-02-11").tell(new Measurement("seats", 2_000_000, "")));
        Instant second = platform.clock().instant();
        EventKey target = early.told().getFirst().event().key();
        platform.tell(new Story("c", EUR)
                .on("2026-02-12")
                .tell(Retraction.of(FactTables.of(early.told().getFirst().fact()), target, "")));

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
                .isInstanceOf(BadQuestionException.class)
                .hasMessageContaining("Valid: seats, visits.");
    }

    @Test
    void what_moved_the_figure_most_is_told_first_and_what_did_not_make_it_last() {
        platform.tell(paying("small", "10.00"), paying("great", "100.00"), paying("middle", "50.00"));
        Instant then = platform.clock().instant();
        Story great = paying("great", "100.00").on("2026-02-11").ends();
        tellLast(great);
        tellLast(paying("small", "10.00").on("2026-02-12").ends());
        tellLast(paying("middle", "50.00").on("2026-02-13").ends());
        tellLast(great.on("2026-02-14").tell(new Measurement("visits", 7_000_000, "")));

        Revision revenue = platform.get(Revisions.class).since(inFebruary("retention.revenue_churn", "gross"), then);
        Revision customers = platform.get(Revisions.class).since(CHURN, then);

        assertThat(revenue.rows())
                .extracting(row -> row.row().account())
                .containsExactly(platform.account("great"), platform.account("middle"), platform.account("small"));
        // The ends made it, the visits didn't, new as they are.
        assertThat(revenue.events())
                .extracting(RevisionsTest::told)
                .containsExactly(
                        told("great", "2026-02-11"),
                        told("middle", "2026-02-13"),
                        told("small", "2026-02-12"),
                        told("great", "2026-02-14"));
        // Each customer that left moves the count of them by one: the newest first.
        assertThat(customers.events())
                .extracting(RevisionsTest::told)
                .containsExactly(
                        told("middle", "2026-02-13"),
                        told("small", "2026-02-12"),
                        told("great", "2026-02-11"),
                        told("great", "2026-02-14"));
    }

    @Test
    void what_an_account_is_moved_by_altogether_counts_not_the_size_of_its_rows() {
        platform.tell(paying("great", "1000.00"), paying("small", "10.00"));
        Instant then = platform.clock().instant();
        tellLast(paying("small", "10.00").on("2026-02-11").changesTo("40.00"));
        tellLast(paying("great", "1000.00").on("2026-02-11").changesTo("990.00"));

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
    void what_customers_pay_less_is_told_before_what_else_is_new_about_them() {
        platform.tell(paying("less", "100.00"), paying("same", "500.00"));
        Instant then = platform.clock().instant();
        Story less = paying("less", "100.00").on("2026-02-11").changesTo("80.00");
        tellLast(less);
        tellLast(less.on("2026-02-20").tell(new Measurement("visits", 7_000_000, "")));
        tellLast(less.on("2026-03-01").tell(new Measurement("visits", 8_000_000, "")));
        tellLast(paying("same", "500.00").on("2026-02-15").tell(new Measurement("visits", 9_000_000, "")));

        Revision revision = platform.get(Revisions.class).since(inFebruary("retention.nrr", "opening_customers"), then);

        // Who pays the same is no change; what is true after February made none.
        assertThat(revision.rows())
                .extracting(row -> row.row().day() + " " + row.row().detail())
                .containsExactly("2026-03-01 EUR 100.00 → EUR 100.00", "2026-02-11 EUR 100.00 → EUR 80.00");
        assertThat(revision.events())
                .extracting(RevisionsTest::told)
                .containsExactly(told("less", "2026-02-11"), told("less", "2026-03-01"), told("less", "2026-02-20"));
    }

    private static Story paying(String account, String amount) {
        return new Story(account, EUR).on("2026-01-10").starts(amount);
    }

    /// Tells the last event of a story whose others are known.
    private static void tellLast(Story story) {
        platform.keep(platform.partner(), List.of(story.told().getLast()));
        platform.refresh();
    }

    private static Question inFebruary(String metric, String definition) {
        return new Question(
                new MetricId(metric), new DefinitionId(definition), CHURN.periods(), Slice.WHOLE, Optional.empty());
    }

    private static String told(Revision.Event event) {
        return event.fact().account() + " " + event.fact().day();
    }

    private static String told(String account, String day) {
        return platform.account(account) + " " + day;
    }

    private static Question sumOf(String measure) {
        return new Question(
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
                .isInstanceOf(BadQuestionException.class);
    }

    @Test
    void definitions_stand_side_by_side_and_say_why_they_differ() {
        platform.tell(
                new Story("a", EUR).on("2026-01-10").starts("100.00"),
                new Story("b", EUR)
                        .on("2026-01-10")
                        .starts("100.00")
                        .on("2026-02-10")
                        .ends());

        List<Comparison.Line> lines = platform.get(Figures.class).compare(CHURN).lines();

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

package io.keepwell.core.metric;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.Story;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.rollup.PolicyChanges;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.BusinessHours;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tickets: first contact, how long they take, complaints, and customers without an open one.
@UsesDatabase
final class SupportTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private final List<Story.Told> told = new ArrayList<>();

    @BeforeEach
    void forget() {
        platform.forget();
        for (Policy policy : Policy.values()) {
            set(policy, policy.text(Policies.DEFAULT));
        }
    }

    private static void set(Policy policy, String text) {
        var _ = platform.get(PolicyChanges.class).set(policy, text, "ann", "to try it");
    }

    private SupportTest at(String moment, String ticket, TicketUpdate.Step step) {
        return at(moment, new TicketUpdate(ticket, step, TicketUpdate.Topic.UNKNOWN, "", false));
    }

    private SupportTest at(String moment, TicketUpdate update) {
        told.add(new Story.Told("event-" + told.size(), "acme", Instant.parse(moment), update));
        return this;
    }

    private void tell() {
        platform.keep(platform.partner(), told);
        platform.refresh();
    }

    private static Figure march(String metric, String definition) {
        Figure figure = platform.figure(metric, definition, "2026-03-01", "2026-04-01");
        DrillList _ = assertListAddsUp(platform, figure);
        return figure;
    }

    @Test
    void ticket_is_resolved_at_first_contact_unless_asked_again_or_reopened_within_seven_days() {
        at("2026-03-02T10:00:00Z", "good", TicketUpdate.Step.OPENED)
                .at("2026-03-03T10:00:00Z", "good", TicketUpdate.Step.RESOLVED)
                .at("2026-03-11T10:00:00Z", "good", TicketUpdate.Step.REOPENED)
                .at("2026-03-02T10:00:00Z", "back", TicketUpdate.Step.OPENED)
                .at("2026-03-03T10:00:00Z", "back", TicketUpdate.Step.RESOLVED)
                .at("2026-03-10T23:00:00Z", "back", TicketUpdate.Step.REOPENED)
                .at("2026-03-02T10:00:00Z", "asked", TicketUpdate.Step.OPENED)
                .at("2026-03-02T12:00:00Z", "asked", TicketUpdate.Step.CONTACTED)
                .at("2026-03-03T10:00:00Z", "asked", TicketUpdate.Step.RESOLVED)
                .at("2026-03-02T10:00:00Z", "thanks", TicketUpdate.Step.OPENED)
                .at("2026-04-03T10:00:00Z", "thanks", TicketUpdate.Step.RESOLVED)
                .at("2026-04-03T12:00:00Z", "thanks", TicketUpdate.Step.CONTACTED)
                .at("2026-03-02T10:00:00Z", "open", TicketUpdate.Step.OPENED)
                .at("2026-03-02T10:00:00Z", "unknown", TicketUpdate.Step.RESOLVED)
                .tell();

        // good, reopened on the eighth day, and thanks, of five; open was never resolved.
        assertValue(march("support.first_contact_resolution", "all_tickets"), "40.00");
        assertValue(march("support.first_contact_resolution", "resolved_tickets"), "50.00");
        assertUnavailable(
                platform.figure("support.first_contact_resolution", "all_tickets", "2026-04-01", "2026-05-01"),
                Outcome.Reason.NO_BASE);
    }

    @Test
    void solved_tickets_are_told_apart_by_their_replies() {
        at("2026-03-02T09:00:00Z", "none", TicketUpdate.Step.OPENED)
                .at(
                        "2026-03-02T09:30:00Z",
                        new TicketUpdate("none", TicketUpdate.Step.REPLIED, TicketUpdate.Topic.UNKNOWN, "", true))
                .at("2026-03-02T10:00:00Z", "none", TicketUpdate.Step.RESOLVED)
                .at("2026-03-02T09:00:00Z", "one", TicketUpdate.Step.OPENED)
                .at("2026-03-02T09:10:00Z", "one", TicketUpdate.Step.CONTACTED)
                .at("2026-03-02T09:30:00Z", "one", TicketUpdate.Step.REPLIED)
                .at("2026-03-02T10:00:00Z", "one", TicketUpdate.Step.RESOLVED)
                .at("2026-03-02T09:00:00Z", "two", TicketUpdate.Step.OPENED)
                .at("2026-03-02T09:30:00Z", "two", TicketUpdate.Step.REPLIED)
                .at("2026-03-02T10:00:00Z", "two", TicketUpdate.Step.RESOLVED)
                .at("2026-03-20T10:00:00Z", "two", TicketUpdate.Step.REOPENED)
                .at("2026-03-20T11:00:00Z", "two", TicketUpdate.Step.REPLIED)
                .at("2026-03-20T11:00:00Z", "two", TicketUpdate.Step.RESOLVED)
                .at("2026-03-02T09:00:00Z", "again", TicketUpdate.Step.OPENED)
                .at("2026-03-02T09:30:00Z", "again", TicketUpdate.Step.REPLIED)
                .at("2026-03-02T10:00:00Z", "again", TicketUpdate.Step.RESOLVED)
                .at("2026-03-02T11:00:00Z", "again", TicketUpdate.Step.REOPENED)
                .tell();

        // One of three solved with one reply, and one with none but a program's; again is open.
        assertValue(march("support.first_contact_resolution", "one_reply"), "33.33");
        assertValue(march("support.first_contact_resolution", "under_two_replies"), "66.67");
    }

    @Test
    void reopened_time_counts_and_the_time_between_does_not() {
        // Friday 16:00 to Monday 10:00: 66 hours, 2 of them business hours; and 3 hours on Wednesday.
        at("2026-03-06T16:00:00Z", "twice", TicketUpdate.Step.OPENED)
                .at("2026-03-09T10:00:00Z", "twice", TicketUpdate.Step.RESOLVED)
                .at("2026-03-11T15:00:00Z", "twice", TicketUpdate.Step.REOPENED)
                .at("2026-03-11T18:00:00Z", "twice", TicketUpdate.Step.RESOLVED)
                .at("2026-03-11T15:00:00Z", "again", TicketUpdate.Step.OPENED)
                .at("2026-03-12T15:00:00Z", "again", TicketUpdate.Step.RESOLVED)
                .at("2026-03-13T15:00:00Z", "again", TicketUpdate.Step.REOPENED)
                .tell();

        Figure mean = march("support.resolution_time", "mean");
        assertValue(mean, "69.00");
        assertThat(mean.calculation().numbers()).isEqualTo("69.0 ÷ 1");
        assertThat(assertListAddsUp(platform, mean).rows())
                .extracting(DrillList.Row::detail)
                .containsExactly("resolution time · twice · 69.0 h");
        // 1 on Friday, 1 on Monday, 2 on Wednesday
        assertValue(march("support.resolution_time", "business_mean"), "4.00");
        assertUnavailable(
                platform.figure("support.resolution_time", "mean", "2026-03-01", "2026-03-10"), Outcome.Reason.NO_DATA);
    }

    @Test
    void reopening_days_and_business_hours_are_those_of_the_policies() {
        at("2026-03-06T17:00:00Z", "long", TicketUpdate.Step.OPENED)
                .at("2026-03-10T09:00:00Z", "long", TicketUpdate.Step.RESOLVED)
                .at("2026-03-13T19:00:00Z", "long", TicketUpdate.Step.REOPENED)
                .at("2026-03-13T19:30:00Z", "long", TicketUpdate.Step.RESOLVED)
                .tell();
        // The whole of Monday; and reopened after three days.
        assertValue(march("support.resolution_time", "business_mean"), "8.00");
        assertValue(march("support.first_contact_resolution", "all_tickets"), "0.00");

        BusinessHours lessMonday = new BusinessHours(
                LocalTime.of(8, 0),
                LocalTime.of(18, 0),
                BusinessHours.DEFAULT.days(),
                Set.of(LocalDate.parse("2026-03-09")));
        set(Policy.REOPEN_DAYS, "2");
        set(Policy.BUSINESS_HOURS, lessMonday.text());
        platform.refresh();
        // An hour on Friday and one on Tuesday, with Monday off.
        assertValue(march("support.resolution_time", "business_mean"), "2.00");
        assertValue(march("support.first_contact_resolution", "all_tickets"), "100.00");
    }

    @Test
    void only_a_person_gives_the_first_response() {
        at("2026-03-02T10:00:00Z", "one", TicketUpdate.Step.OPENED)
                .at(
                        "2026-03-02T10:00:01Z",
                        new TicketUpdate("one", TicketUpdate.Step.REPLIED, TicketUpdate.Topic.UNKNOWN, "Robot", true))
                .at("2026-03-02T14:30:00Z", "one", TicketUpdate.Step.REPLIED)
                .at("2026-03-02T15:00:00Z", "one", TicketUpdate.Step.REPLIED)
                .at("2026-03-02T10:00:00Z", "two", TicketUpdate.Step.OPENED)
                .at("2026-03-03T10:00:00Z", "two", TicketUpdate.Step.REPLIED)
                .tell();

        // (4.5 + 24) ÷ 2, and (4.5 + 7 + 1) ÷ 2 in business hours
        assertValue(march("support.first_response_time", "mean"), "14.25");
        assertValue(march("support.first_response_time", "business_mean"), "6.25");
    }

    @Test
    void quantiles_are_within_one_per_cent_and_marked() {
        for (int i = 1; i <= 11; i++) {
            at("2026-03-02T00:00:00Z", "ticket-" + i, TicketUpdate.Step.OPENED)
                    .at("2026-03-02T%02d:00:00Z".formatted(i), "ticket-" + i, TicketUpdate.Step.RESOLVED);
        }
        tell();

        Figure median = march("support.resolution_time", "median");
        assertThat(median.amount().orElseThrow()).isCloseTo(new BigDecimal("6"), Percentage.withPercentage(1));
        assertThat(ValueFormat.outcome(median)).startsWith("≈ ").endsWith(" h");
        Figure ninetieth = march("support.resolution_time", "p90");
        assertThat(ninetieth.amount().orElseThrow()).isCloseTo(new BigDecimal("10"), Percentage.withPercentage(1));
        assertThat(ValueFormat.outcome(march("support.resolution_time", "mean")))
                .isEqualTo("6.0 h");
    }

    @Test
    void complaint_disturbs_a_customer_until_it_is_solved() {
        platform.tell(
                new Story("acme", EUR).on("2026-01-05").starts("10.00"),
                new Story("calm", EUR).on("2026-01-05").starts("10.00"));
        at("2026-03-02T10:00:00Z", complaint("bad", TicketUpdate.Step.OPENED))
                .at("2026-03-20T10:00:00Z", "bad", TicketUpdate.Step.RESOLVED)
                .at("2026-03-05T10:00:00Z", complaint("worse", TicketUpdate.Step.OPENED))
                .at("2026-03-10T10:00:00Z", "question", TicketUpdate.Step.OPENED)
                .at("2026-04-10T10:00:00Z", "worse", TicketUpdate.Step.RESOLVED)
                .at("2026-04-20T10:00:00Z", "worse", TicketUpdate.Step.REOPENED)
                .at("2026-04-21T10:00:00Z", "worse", TicketUpdate.Step.RESOLVED)
                .at("2026-05-10T10:00:00Z", complaint("new", TicketUpdate.Step.OPENED))
                .tell();

        assertValue(march("support.complaints", "received"), "2");
        assertValue(march("support.complaints", "solved"), "2");
        assertValue(march("support.complaints", "share_solved"), "100.00");
        assertValue(platform.figure("support.complaints", "share_solved", "2026-05-01", "2026-06-01"), "0.00");
        assertUnavailable(
                platform.figure("support.complaints", "received", "2026-02-01", "2026-03-01"), Outcome.Reason.NO_DATA);
        assertUnavailable(
                platform.figure("success.complaint_free", "customers", "2026-02-01", "2026-03-01"),
                Outcome.Reason.NO_DATA);
        assertValue(march("success.complaint_free", "customers"), "50.00");
        assertValue(platform.figure("success.complaint_free", "customers", "2026-04-01", "2026-05-01"), "100.00");
        assertValue(platform.figure("success.complaint_free", "customers", "2026-05-01", "2026-06-01"), "50.00");
    }

    private static TicketUpdate complaint(String ticket, TicketUpdate.Step step) {
        return new TicketUpdate(ticket, step, TicketUpdate.Topic.COMPLAINT, "", false);
    }
}

package io.keepwell.core.metric.support;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Policies;
import io.keepwell.core.setting.Policy;
import io.keepwell.core.suite.UsesDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tickets: first contact, how long they take, complaints, and customers without an open one.
@UsesDatabase
final class SupportTest {
    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private final List<Story.SentEvent> reported = new ArrayList<>();

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
        reported.add(new Story.SentEvent("event-" + reported.size(), "acme", Instant.parse(moment), update));
        return this;
    }

    private void send() {
        platform.keep(platform.partner(), reported);
        platform.refresh();
    }

    private static MetricValue march(String metric, String definition) {
        MetricValue figure = platform.figure(metric, definition, "2026-03-01", "2026-04-01");
        DrillRows _ = assertListAddsUp(platform, figure);
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
                .send();

        // good, reopened on the eighth day, and thanks, of five; open was never resolved.
        assertValue(march("support.first_contact_resolution", "all_tickets"), "40.00");
        assertValue(march("support.first_contact_resolution", "resolved_tickets"), "50.00");
        assertUnavailable(
                platform.figure("support.first_contact_resolution", "all_tickets", "2026-04-01", "2026-05-01"),
                Outcome.Reason.NO_BASE);
    }

    @Test
    void solved_tickets_are_reported_apart_by_their_replies() {
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
                .send();

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
                .send();

        MetricValue mean = march("support.resolution_time", "mean");
        assertValue(mean, "69.00");
        assertThat(mean.calculation().numbers()).isEqualTo("69.0 ÷ 1");
        assertThat(assertListAddsUp(platform, mean).rows())
                .extracting(DrillRows.Row::detail)
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
                .send();
        // The whole of Monday; and reopened after three days.
        assertValue(march("support.resolution_time", "business_mean"), "8.00");
        assertValue(march("support.first_contact_resolution", "all_tickets"), "0.00");

        set(Policy.REOPEN_DAYS, "2");
        set(Policy.BUSINESS_HOURS, "Mon-Fri 08:00-18:00; holidays 2026-03-09");
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
                .send();

        // (4.5 + 24) ÷ 2, and (4.5 + 7 + 1) ÷ 2 in business hours
        for (String rule : List.of("waiting", "since_opened")) {
            assertValue(march("support.first_response_time", rule), "14.25");
            assertValue(march("support.first_response_time", rule + "_business_mean"), "6.25");
        }
    }

    /// The ticket that a program resolved on Monday and a person answered after it was opened again on Friday.
    private SupportTest answeredAfterReopening() {
        return at("2025-06-02T09:00:00Z", "R1", TicketUpdate.Step.OPENED)
                .at("2025-06-02T09:05:00Z", byProgram("R1", TicketUpdate.Step.REPLIED))
                .at("2025-06-02T09:05:00Z", byProgram("R1", TicketUpdate.Step.RESOLVED))
                .at("2025-06-06T14:00:00Z", "R1", TicketUpdate.Step.REOPENED)
                .at("2025-06-06T14:10:00Z", "R1", TicketUpdate.Step.REPLIED)
                .at("2025-06-06T14:20:00Z", "R1", TicketUpdate.Step.RESOLVED);
    }

    private static TicketUpdate byProgram(String ticket, TicketUpdate.Step step) {
        return new TicketUpdate(ticket, step, TicketUpdate.Topic.UNKNOWN, "Robot", true);
    }

    private static MetricValue firstResponseInJune(String definition) {
        MetricValue figure = platform.figure("support.first_response_time", definition, "2025-06-01", "2025-07-01");
        DrillRows _ = assertListAddsUp(platform, figure);
        return figure;
    }

    @Test
    void customer_waits_for_the_first_response_while_the_ticket_is_open() {
        answeredAfterReopening().send();

        // 5 minutes on Monday and 10 on Friday.
        for (String statistic : List.of("", "_median", "_p90", "_business_mean", "_business_median", "_business_p90")) {
            assertValue(firstResponseInJune("waiting" + statistic), "0.25");
        }
        assertThat(firstResponseInJune("waiting").definition())
                .isEqualTo(firstResponseInJune("waiting").metric().defaultDefinition());
        assertThat(ValueFormat.outcome(platform.figure("support.resolution_time", "mean", "2025-06-01", "2025-07-01")))
                .isEqualTo("0.4 h");
    }

    @Test
    void first_response_since_opening_counts_the_days_on_which_the_ticket_was_resolved() {
        answeredAfterReopening().send();

        // Monday 9:00 to Friday 14:10: 4 days, 5 hours and 10 minutes; 8 hours on four days, and 5 hours and 10
        // minutes.
        assertValue(firstResponseInJune("since_opened"), "101.1666666667");
        assertValue(firstResponseInJune("since_opened_business_mean"), "37.1666666667");
    }

    /// Keys are random, so that of ten tickets some have the person's reply first in their order.
    @Test
    void of_two_replies_at_one_moment_the_programs_is_the_handover() {
        for (int i = 0; i < 10; i++) {
            at("2025-06-03T09:00:00Z", "S" + i, TicketUpdate.Step.OPENED)
                    .at("2025-06-03T09:30:00Z", byProgram("S" + i, TicketUpdate.Step.REPLIED))
                    .at("2025-06-03T09:30:00Z", "S" + i, TicketUpdate.Step.REPLIED);
        }
        send();

        assertValue(firstResponseInJune("after_handover"), "0");
        assertValue(firstResponseInJune("since_opened"), "0.5");
        assertThat(firstResponseInJune("after_handover").definition().version()).isEqualTo(1);
        assertThat(firstResponseInJune("waiting").definition().version()).isEqualTo(2);
    }

    @Test
    void first_response_after_handover_begins_with_the_last_step_of_a_program_or_reopening() {
        answeredAfterReopening()
                .at("2025-06-03T09:00:00Z", "R2", TicketUpdate.Step.OPENED)
                .at("2025-06-03T09:30:00Z", byProgram("R2", TicketUpdate.Step.REPLIED))
                .at("2025-06-03T10:00:00Z", byProgram("R2", TicketUpdate.Step.REPLIED))
                .at("2025-06-03T10:20:00Z", "R2", TicketUpdate.Step.REPLIED)
                .at("2025-06-04T09:00:00Z", "R3", TicketUpdate.Step.OPENED)
                .at("2025-06-04T09:30:00Z", "R3", TicketUpdate.Step.REPLIED)
                .at("2025-06-04T09:40:00Z", byProgram("R3", TicketUpdate.Step.REPLIED))
                .send();

        // 10 minutes from the reopening, 20 from the program's last reply, 30 from the opening.
        assertValue(firstResponseInJune("after_handover"), "0.3333333333");
        assertValue(firstResponseInJune("after_handover_p90"), "0.5");
        assertThat(ValueFormat.outcome(firstResponseInJune("after_handover_median")))
                .isEqualTo("0.3 h");
    }

    @Test
    void answer_after_a_resolution_ends_a_wait_that_was_over_with_it() {
        at("2026-03-02T09:00:00Z", "late", TicketUpdate.Step.OPENED)
                .at("2026-03-02T10:00:00Z", "late", TicketUpdate.Step.RESOLVED)
                .at("2026-03-02T13:00:00Z", "late", TicketUpdate.Step.REPLIED)
                .send();

        assertValue(march("support.first_response_time", "waiting"), "1.00");
        assertValue(march("support.first_response_time", "since_opened"), "4.00");
    }

    @Test
    void tickets_that_a_figure_leaves_out_are_reported_with_the_reason() {
        at("2026-03-02T10:00:00Z", "good", TicketUpdate.Step.OPENED)
                .at("2026-03-02T12:00:00Z", "good", TicketUpdate.Step.REPLIED)
                .at("2026-03-02T12:00:00Z", "good", TicketUpdate.Step.RESOLVED)
                .at("2026-03-02T09:59:58Z", "early", TicketUpdate.Step.REPLIED)
                .at("2026-03-02T09:59:59Z", "early", TicketUpdate.Step.RESOLVED)
                .at("2026-03-02T10:00:00Z", "early", TicketUpdate.Step.OPENED)
                .at("2026-03-03T10:00:00Z", complaint("never opened", TicketUpdate.Step.REPLIED))
                .at("2026-03-03T11:00:00Z", "never opened", TicketUpdate.Step.RESOLVED)
                .at("2026-03-04T10:00:00Z", "robot", TicketUpdate.Step.OPENED)
                .at("2026-03-04T10:00:01Z", byProgram("robot", TicketUpdate.Step.REPLIED))
                .at("2026-03-05T10:00:00Z", "again", TicketUpdate.Step.OPENED)
                .at("2026-03-05T11:00:00Z", "again", TicketUpdate.Step.RESOLVED)
                .at("2026-03-06T11:00:00Z", "again", TicketUpdate.Step.REOPENED)
                .send();

        MetricValue answered = march("support.first_response_time", "waiting");
        assertThat(answered.calculation().base()).isEqualTo("1 tickets answered");
        assertThat(answered.calculation().exclusions())
                .containsExactly(
                        new Exclusion("tickets that a person answered and whose opening was never sent", 1),
                        new Exclusion("tickets that a person answered before their opening only", 1),
                        new Exclusion("tickets that a program answered and no person so far", 1));
        assertThat(march("support.resolution_time", "business_p90")
                        .calculation()
                        .exclusions())
                .containsExactly(
                        new Exclusion("resolved tickets whose opening was never sent", 1),
                        new Exclusion("tickets resolved before their opening only", 1),
                        new Exclusion("tickets resolved and open again since", 1));
        assertThat(march("support.first_contact_resolution", "all_tickets")
                        .calculation()
                        .exclusions())
                .containsExactly(new Exclusion("tickets whose opening was never sent", 1));
        assertThat(march("support.complaints", "received").calculation().exclusions())
                .containsExactly(new Exclusion("complaints whose opening was never sent", 1));
        // Nothing of it lies in April.
        assertThat(platform.figure("support.first_response_time", "waiting", "2026-04-01", "2026-05-01")
                        .calculation()
                        .exclusions())
                .isEmpty();
    }

    /// Tickets that were resolved after so many hours.
    private void resolvedAfter(int... hours) {
        for (int i = 0; i < hours.length; i++) {
            Instant opened = Instant.parse("2026-03-02T00:00:00Z");
            at(opened.toString(), "ticket-" + i, TicketUpdate.Step.OPENED)
                    .at(opened.plus(Duration.ofHours(hours[i])).toString(), "ticket-" + i, TicketUpdate.Step.RESOLVED);
        }
        send();
    }

    @Test
    void nine_of_ten_of_two_is_the_longer_one_and_their_median_the_shorter_one() {
        resolvedAfter(1, 100);

        // Number ⌈2 · 90 ÷ 100⌉ = 2 of 2, and number ⌈2 · 50 ÷ 100⌉ = 1 of 2.
        MetricValue ninetieth = march("support.resolution_time", "p90");
        assertValue(ninetieth, "100.00");
        assertThat(ninetieth.calculation().numbers()).isEqualTo("number 2 of 2 by length");
        assertThat(ValueFormat.outcome(ninetieth)).isEqualTo("100.0 h");
        assertThat(ValueFormat.outcome(march("support.resolution_time", "median")))
                .isEqualTo("1.0 h");
    }

    @Test
    void median_of_one_is_exactly_that_one() {
        resolvedAfter(66);

        assertThat(ValueFormat.outcome(march("support.resolution_time", "median")))
                .isEqualTo("66.0 h");
    }

    @Test
    void quantiles_of_many_are_within_one_per_cent_and_marked() {
        // 1 hour to 257 hours: of that many, times are counted by size.
        resolvedAfter(IntStream.rangeClosed(1, 257).toArray());

        // Number 129 and number ⌈231.3⌉ = 232 of 257.
        MetricValue median = march("support.resolution_time", "median");
        assertThat(median.amount().orElseThrow()).isCloseTo(new BigDecimal("129"), Percentage.withPercentage(1));
        assertThat(ValueFormat.outcome(median)).startsWith("≈ ").endsWith(" h");
        MetricValue ninetieth = march("support.resolution_time", "p90");
        assertThat(ninetieth.amount().orElseThrow()).isCloseTo(new BigDecimal("232"), Percentage.withPercentage(1));
        assertThat(ValueFormat.outcome(march("support.resolution_time", "mean")))
                .isEqualTo("129.0 h");
    }

    @Test
    void complaint_disturbs_a_customer_until_it_is_solved() {
        platform.send(
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
                .send();

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

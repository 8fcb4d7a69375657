package io.keepwell.core.metric.support;

import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertTerm;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Dimension;
import io.keepwell.core.account.Slice;
import io.keepwell.core.fact.AccountProfile;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.TicketUpdate;
import io.keepwell.core.fact.TicketUpdate.Priority;
import io.keepwell.core.fact.TicketUpdate.Step;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.DrillReconciliation;
import io.keepwell.core.metric.DrillRows;
import io.keepwell.core.metric.Exclusion;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.rollup.refresh.PolicyChanges;
import io.keepwell.core.setting.Policies;
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

/// Promises about tickets. 2026-03-02 is a Monday; business hours are 9 to 17.
@UsesDatabase
final class SlaAttainmentTest {
    private static final String ANSWERED = "first_response";
    private static final String RESOLVED = "resolution";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private final List<Story.SentEvent> reported = new ArrayList<>();

    @BeforeEach
    void forget() {
        platform.clock().set("2027-01-01T00:00:00Z");
        platform.forget();
        for (Policy policy : Policy.values()) {
            promise(policy, policy.text(Policies.DEFAULT));
        }
        promise(Policy.FIRST_RESPONSE_PROMISE, "4h");
        promise(Policy.RESOLUTION_PROMISE, "24h");
    }

    private static void promise(Policy policy, String text) {
        var _ = platform.get(PolicyChanges.class).set(policy, text, "ann", "as agreed");
    }

    private SlaAttainmentTest at(String moment, String ticket, Step step) {
        return at("acme", moment, new TicketUpdate(ticket, step, TicketUpdate.Topic.UNKNOWN, "", false));
    }

    private SlaAttainmentTest at(String moment, String ticket, Step step, Priority priority) {
        return at("acme", moment, new TicketUpdate(ticket, step, TicketUpdate.Topic.UNKNOWN, "", false, priority));
    }

    private SlaAttainmentTest byProgram(String moment, String ticket, Step step) {
        return at("acme", moment, new TicketUpdate(ticket, step, TicketUpdate.Topic.UNKNOWN, "Bot", true));
    }

    private SlaAttainmentTest at(String account, String moment, Fact fact) {
        reported.add(new Story.SentEvent("event-" + reported.size(), account, Instant.parse(moment), fact));
        return this;
    }

    private void send() {
        platform.keep(platform.partner(), reported);
        platform.refresh();
    }

    private static MetricValue march(String definition) {
        return march(definition, Slice.WHOLE);
    }

    private static MetricValue march(String definition, Slice slice) {
        MetricValue figure = platform.figure("support.sla_attainment", definition, "2026-03-01", "2026-04-01", slice);
        DrillRows list = assertListAddsUp(platform, figure);
        if (figure.amount().isPresent()) {
            assertThat(figure.reconcile(list)).isInstanceOf(DrillReconciliation.Agrees.class);
        }
        return figure;
    }

    private static MetricValue marchAsOf(String definition, String moment) {
        return platform.get(MetricQueries.class)
                .answer(new MetricQuery(
                        new MetricId("support.sla_attainment"),
                        new DefinitionId(definition),
                        List.of(new Period(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 1))),
                        Slice.WHOLE,
                        Optional.empty(),
                        Optional.of(Instant.parse(moment))))
                .getFirst();
    }

    @Test
    void answer_is_in_time_until_the_last_moment() {
        at("2026-03-02T10:00:00Z", "fast", Step.OPENED)
                .at("2026-03-02T10:01:00Z", "fast", Step.REPLIED)
                .at("2026-03-02T10:00:00Z", "just", Step.OPENED)
                .at("2026-03-02T14:00:00Z", "just", Step.REPLIED)
                .at("2026-03-02T10:00:00Z", "late", Step.OPENED)
                .at("2026-03-02T14:00:00.000001Z", "late", Step.REPLIED)
                .at("2026-03-02T10:00:00Z", "robot", Step.OPENED)
                .byProgram("2026-03-02T10:00:01Z", "robot", Step.REPLIED)
                .send();

        // fast and just, of four.
        MetricValue figure = march(ANSWERED);
        assertValue(figure, "50.00");
        assertThat(figure.calculation().numbers()).isEqualTo("2 ÷ 4");
        assertThat(figure.calculation().base()).isEqualTo("4 tickets due for a first response");
        assertTerm(figure, "L", "1");
        assertTerm(figure, "O", "1");
        assertThat(figure.definition()).isEqualTo(figure.metric().defaultDefinition());
    }

    @Test
    void ticket_counts_on_the_day_on_which_it_is_decided() {
        at("2026-03-31T23:00:00Z", "kept in April", Step.OPENED)
                .at("2026-04-01T01:00:00Z", "kept in April", Step.REPLIED)
                .at("2026-03-31T18:00:00Z", "late in April", Step.OPENED)
                .at("2026-04-02T09:00:00Z", "late in April", Step.REPLIED)
                .at("2026-02-28T21:00:00Z", "out in March", Step.OPENED)
                .send();

        // The time of one ran out on 31 March, of the other at 1:00 on 1 March.
        assertValue(march(ANSWERED), "0.00");
        assertTerm(march(ANSWERED), "D", "2");
        assertValue(platform.figure("support.sla_attainment", ANSWERED, "2026-04-01", "2026-05-01"), "100.00");
        assertUnavailable(
                platform.figure("support.sla_attainment", ANSWERED, "2026-05-01", "2026-06-01"),
                Outcome.Reason.NO_BASE);
        assertUnavailable(
                platform.figure("support.sla_attainment", ANSWERED, "2026-01-01", "2026-02-01"),
                Outcome.Reason.NO_DATA);
    }

    @Test
    void waiting_ticket_is_missed_when_the_day_is_over_though_nothing_is_reported() {
        platform.clock().set("2026-03-02T09:00:00Z");
        at("2026-03-02T08:00:00Z", "kept", Step.OPENED)
                .at("2026-03-02T09:00:00Z", "kept", Step.REPLIED)
                .at("2026-03-02T09:00:00Z", "waits", Step.OPENED)
                .at("2026-03-03T09:00:00Z", "later", Step.OPENED)
                .send();
        assertValue(march(ANSWERED), "100.00");
        platform.clock().set("2026-03-02T23:59:59Z");
        assertValue(march(ANSWERED), "100.00");

        platform.clock().set("2026-03-03T00:00:00Z");
        assertValue(march(ANSWERED), "50.00");
        assertTerm(march(ANSWERED), "D", "2");
        platform.clock().set("2026-03-20T00:00:00Z");
        assertTerm(march(ANSWERED), "D", "3");
        assertTerm(marchAsOf(ANSWERED, "2026-03-02T23:59:59Z"), "D", "1");
        assertTerm(marchAsOf(ANSWERED, "2026-03-03T00:00:00Z"), "D", "2");
        assertTerm(marchAsOf(ANSWERED, "2026-03-19T00:00:00Z"), "D", "3");
    }

    @Test
    void first_rule_that_fits_priority_and_segment_is_what_was_promised() {
        promise(Policy.FIRST_RESPONSE_PROMISE, "urgent 1h; segment Large 2h; low 48h");
        AccountProfile large = new AccountProfile("", Slice.NO_PROFILE.with(Dimension.SEGMENT, "Large"));
        AccountProfile small = new AccountProfile("", Slice.NO_PROFILE.with(Dimension.SEGMENT, "Small"));
        at("acme", "2026-01-01T00:00:00Z", large)
                // What was promised when it was opened holds.
                .at("acme", "2026-03-05T00:00:00Z", small)
                .at("2026-03-02T10:00:00Z", "urgent", Step.OPENED, Priority.LOW)
                .at("2026-03-02T10:20:00Z", "urgent", Step.CONTACTED, Priority.URGENT)
                .at("2026-03-02T11:30:00Z", "urgent", Step.REPLIED)
                .at("2026-03-02T10:00:00Z", "large", Step.OPENED, Priority.LOW)
                .at("2026-03-02T11:30:00Z", "large", Step.REPLIED)
                .at("2026-03-04T23:00:00Z", "moved", Step.OPENED, Priority.HIGH)
                .at("2026-03-05T00:30:00Z", "moved", Step.REPLIED)
                .at("2026-03-06T10:00:00Z", "low", Step.OPENED, Priority.LOW)
                .at("2026-03-08T10:00:00Z", "low", Step.REPLIED)
                .at("2026-03-06T10:00:00Z", "nothing", Step.OPENED, Priority.HIGH)
                .at("2026-03-20T10:00:00Z", "nothing", Step.REPLIED)
                .send();

        // large, moved and low, not urgent; nothing was promised for the last one.
        MetricValue figure = march(ANSWERED);
        assertValue(figure, "75.00");
        assertThat(figure.calculation().exclusions())
                .containsExactly(new Exclusion("tickets that no time was promised for", 1));
        assertValue(march(ANSWERED, Slice.of(Dimension.SEGMENT, "Large")), "50.00");
        assertValue(march(ANSWERED, Slice.of(Dimension.SEGMENT, "Small")), "100.00");
    }

    @Test
    void business_hours_count_where_they_were_promised() {
        promise(Policy.FIRST_RESPONSE_PROMISE, "4h business");
        // Friday 16:00: one hour on Friday, three on Monday; at 17:00 on Friday none has passed.
        at("2026-03-06T16:00:00Z", "kept", Step.OPENED)
                .at("2026-03-09T12:00:00Z", "kept", Step.REPLIED)
                .at("2026-03-06T16:00:00Z", "late", Step.OPENED)
                .at("2026-03-09T12:00:01Z", "late", Step.REPLIED)
                // Four hours until 17:00, and not more until work goes on.
                .at("2026-03-06T13:00:00Z", "at night", Step.OPENED)
                .at("2026-03-09T09:00:00Z", "at night", Step.REPLIED)
                .at("2026-03-06T13:00:00Z", "never", Step.OPENED)
                .send();

        assertValue(march(ANSWERED), "50.00");
        // Missed are both on Monday.
        assertUnavailable(
                platform.figure("support.sla_attainment", ANSWERED, "2026-03-01", "2026-03-09"),
                Outcome.Reason.NO_DATA);
        promise(Policy.BUSINESS_HOURS, "Mon-Fri 09:00-18:00");
        platform.refresh();
        // Two hours on Friday and three on Monday are too many, too; four hours from 13:00 are over at 17:00 on Friday.
        assertValue(march(ANSWERED), "0.00");
        assertTerm(march(ANSWERED), "D", "4");
        MetricValue friday = platform.figure("support.sla_attainment", ANSWERED, "2026-03-06", "2026-03-07");
        assertValue(friday, "0.00");
        assertTerm(friday, "L", "1");
        assertTerm(friday, "O", "1");
    }

    @Test
    void time_between_a_resolution_and_a_reopening_does_not_count() {
        at("2026-03-02T10:00:00Z", "twice", Step.OPENED)
                .at("2026-03-03T09:00:00Z", "twice", Step.RESOLVED)
                .at("2026-03-10T10:00:00Z", "twice", Step.REOPENED)
                .at("2026-03-10T11:00:00Z", "twice", Step.RESOLVED)
                .at("2026-03-02T10:00:00Z", "too long", Step.OPENED)
                .at("2026-03-03T09:00:00Z", "too long", Step.RESOLVED)
                .at("2026-03-10T10:00:00Z", "too long", Step.REOPENED)
                .at("2026-03-12T11:00:00Z", "too long", Step.RESOLVED)
                .at("2026-03-02T10:00:00Z", "undone", Step.OPENED)
                .at("2026-03-03T09:00:00Z", "undone", Step.RESOLVED)
                .at("2026-03-31T22:30:00Z", "undone", Step.REOPENED)
                .send();

        // 23 hours and one; two at 11:00 on 10 March; undone has 23 hours, and its time runs out in March.
        assertValue(march(RESOLVED), "33.33");
        assertUnavailable(
                platform.figure("support.sla_attainment", RESOLVED, "2026-03-01", "2026-03-10"),
                Outcome.Reason.NO_DATA);
        assertValue(platform.figure("support.sla_attainment", RESOLVED, "2026-03-10", "2026-03-11"), "50.00");
        assertValue(platform.figure("support.sla_attainment", RESOLVED, "2026-03-31", "2026-04-01"), "0.00");
    }

    @Test
    void ticket_that_is_resolved_without_an_answer_is_due_only_once_its_time_ran_out() {
        at("2026-03-02T10:00:00Z", "spam", Step.OPENED)
                .at("2026-03-02T11:00:00Z", "spam", Step.RESOLVED)
                .at("2026-03-02T10:00:00Z", "ignored", Step.OPENED)
                .at("2026-03-02T19:00:00Z", "ignored", Step.RESOLVED)
                .at("2026-03-02T10:00:00Z", "good", Step.OPENED)
                .at("2026-03-02T11:00:00Z", "good", Step.REPLIED)
                .send();

        assertValue(march(ANSWERED), "50.00");
        assertValue(march(RESOLVED), "66.67");
    }

    @Test
    void what_happened_before_the_opening_tells_nothing_about_promises() {
        at("2026-03-02T09:59:00Z", "early", Step.REPLIED)
                .at("2026-03-02T09:59:30Z", "early", Step.RESOLVED)
                .at("2026-03-02T10:00:00Z", "early", Step.OPENED)
                .at("2026-03-02T10:00:00Z", "unopened", Step.REPLIED)
                .at("2026-03-02T10:00:00Z", "good", Step.OPENED)
                .at("2026-03-02T11:00:00Z", "good", Step.REPLIED)
                .at("2026-03-02T11:00:00Z", "good", Step.RESOLVED)
                .send();

        assertValue(march(ANSWERED), "100.00");
        assertThat(march(ANSWERED).calculation().exclusions())
                .containsExactly(
                        new Exclusion("tickets whose opening was never sent", 1),
                        new Exclusion("tickets that a person answered before their opening only", 1));
        assertValue(march(RESOLVED), "100.00");
        assertThat(march(RESOLVED).calculation().exclusions())
                .containsExactly(
                        new Exclusion("tickets whose opening was never sent", 1),
                        new Exclusion("tickets resolved before their opening only", 1));
    }

    @Test
    void figure_follows_what_is_promised_and_there_is_none_where_nothing_is() {
        at("2026-03-02T10:00:00Z", "one", Step.OPENED)
                .at("2026-03-02T15:00:00Z", "one", Step.REPLIED)
                .send();
        assertValue(march(ANSWERED), "0.00");

        platform.clock().set("2027-01-02T00:00:00Z");
        promise(Policy.FIRST_RESPONSE_PROMISE, "5h");
        platform.refresh();
        assertValue(march(ANSWERED), "100.00");
        assertValue(marchAsOf(ANSWERED, "2027-01-01T12:00:00Z"), "0.00");

        promise(Policy.FIRST_RESPONSE_PROMISE, "none");
        platform.refresh();
        assertUnavailable(march(ANSWERED), Outcome.Reason.NOT_CONFIGURED);
        assertThat(march(ANSWERED).outcome())
                .isEqualTo(new Outcome.Unavailable(
                        Outcome.Reason.NOT_CONFIGURED, "Nothing is promised: set first_response_promise to what is."));
        assertValue(march(RESOLVED), "0.00");
    }
}

package io.keepwell.core.rollup.refresh;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.account.Slice;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.DefinitionId;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.metric.query.MetricQuery;
import io.keepwell.core.metric.revision.Revision;
import io.keepwell.core.metric.revision.Revisions;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.Period;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.core.time.ZoneRulesVersion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Other rules of time zones can't be had within a JVM, so the stored days are put where other rules would
/// have put them.
@UsesDatabase
final class MovedDaysTest {
    private static final LocalDate NINTH = LocalDate.of(2026, 11, 9);

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void reportInEdmonton() {
        platform.forget();
        set("delete from setting where name = 'firm.zone_rules'");
        platform.clock().set("2026-11-30T12:00:00Z");
        platform.setFirm(new Firm("Keepwell", ReportingZone.of("America/Edmonton"), EUR));
    }

    private static StoredZoneRules zoneRules() {
        return platform.get(StoredZoneRules.class);
    }

    private static MovedDays days() {
        return platform.get(MovedDays.class);
    }

    /// Answers half an hour after midnight by rules that the JDK at hand has not, and before midnight by its
    /// own; one at noon; and a subscription.
    private static void sendAndStoreByOtherRules() {
        List<Story.SentEvent> reported = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            reported.add(answer("night-" + i, "2026-11-10T06:30:00Z"));
        }
        reported.add(answer("noon", "2026-11-10T19:00:00Z"));
        reported.addAll(new Story("acme", EUR).on("2026-11-01").starts("10.00").reported());
        platform.keep(platform.partner(), reported);
        platform.refresh();
        set("update fact_survey_answer set day = '2026-11-10'");
        platform.get(Refresh.class).askForRebuild();
        platform.refresh();
    }

    private static Story.SentEvent answer(String id, String moment) {
        return answer(id, moment, 9);
    }

    private static Story.SentEvent answer(String id, String moment, int score) {
        return new Story.SentEvent(
                id, "acme", Instant.parse(moment), new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, score, "", "", ""));
    }

    private static void set(String sql) {
        platform.get(Database.class).run(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.executeUpdate();
            }
        });
    }

    private static BigDecimal answersOf(LocalDate day) {
        return platform
                .figure(
                        "voice.nps",
                        "zero_to_ten",
                        day.toString(),
                        day.plusDays(1).toString())
                .calculation()
                .terms()
                .stream()
                .filter(term -> term.symbol().equals("n"))
                .findFirst()
                .orElseThrow()
                .amount();
    }

    @Test
    void events_at_another_day_than_by_the_rules_in_use_are_found_and_moved() {
        sendAndStoreByOtherRules();
        assertThat(answersOf(NINTH.plusDays(1))).isEqualByComparingTo("4");

        LocalDate tenth = NINTH.plusDays(1);
        MovedDays.Moved nights =
                new MovedDays.Moved(FactTables.SURVEY_ANSWER, List.of(new MovedDays.DayChange(tenth, NINTH, 3)));
        assertThat(days().find()).containsExactly(nights);
        assertThat(nights.toString()).isEqualTo("3 survey_answer of 2026-11-10");

        assertThat(days().move("ann", "newer rules")).containsExactly(nights);
        platform.refresh();

        assertThat(days().find()).isEmpty();
        assertThat(answersOf(NINTH)).isEqualByComparingTo("3");
        assertThat(answersOf(tenth)).isEqualByComparingTo("1");
        String inUse = ZoneRulesVersion.inUse().name();
        assertThat(platform.get(Settings.class).zoneRules()).contains(ZoneRulesVersion.inUse());
        assertThat(platform.get(Audit.class).about("zone rules", 9))
                .extracting(Audit.Entry::who, Audit.Entry::detail)
                .containsExactly(tuple(
                        "ann",
                        "unknown → " + inUse + ", 3 survey_answer of 2026-11-10 to move to another day: newer rules"));
    }

    /// Stored by other rules: half past eleven in the evening of 30 November by the rules in use is half past
    /// midnight of 1 December by them.
    private static void tellOfTheLastNightOfNovember() {
        platform.clock().set("2026-12-02T12:00:00Z");
        String night = "2026-12-01T06:30:00Z";
        Story.SentEvent starts = new Story("acme", EUR)
                .on("2026-12-01")
                .starts("10.00")
                .reported()
                .getFirst();
        platform.keep(
                platform.partner(),
                List.of(
                        answer("noon", "2026-11-30T19:00:00Z", 9),
                        answer("night-1", night, 10),
                        answer("night-2", night, 2),
                        new Story.SentEvent(starts.eventId(), starts.account(), Instant.parse(night), starts.fact())));
        storeTheNightAt("2026-12-01");
    }

    private static void storeTheNightAt(String day) {
        for (FactTable<?> table : List.of(FactTables.SURVEY_ANSWER, FactTables.SUBSCRIPTION_CHANGE)) {
            set("update " + table.table() + " set day = '" + day + "' where occurred_at = '2026-12-01 06:30:00'");
        }
        platform.get(Refresh.class).askForRebuild();
        platform.refresh();
    }

    /// NPS of November and of the first two days of December by all answers and by the latest ones, and the MRR at
    /// the end of November: `100.0 from 1, – from 0; …`.
    private static String figures(Optional<Instant> asOf) {
        List<String> said = new ArrayList<>();
        for (String definition : List.of("zero_to_ten", "latest")) {
            for (Period period : List.of(
                    period("2026-11-01", "2026-12-01"),
                    period("2026-12-01", "2026-12-02"),
                    period("2026-12-02", "2026-12-03"))) {
                said.add(said(figure("voice.nps", definition, period, asOf), "n"));
            }
        }
        said.add(said(figure("revenue.mrr", "subscriptions", period("2026-11-01", "2026-12-01"), asOf), "closing"));
        return String.join(", ", said);
    }

    private static Period period(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static MetricValue figure(String metric, String definition, Period period, Optional<Instant> asOf) {
        return platform.get(MetricQueries.class)
                .answer(new MetricQuery(
                        new MetricId(metric), new DefinitionId(definition), List.of(period), Slice.WHOLE, asOf))
                .getFirst();
    }

    private static String said(MetricValue figure, String symbol) {
        String term = figure.calculation().terms().stream()
                .filter(each -> each.symbol().equals(symbol))
                .map(each -> each.amount().stripTrailingZeros().toPlainString())
                .findFirst()
                .orElse("none");
        return switch (figure.outcome()) {
            case Outcome.Value value -> value.amount().setScale(1, RoundingMode.HALF_UP) + " " + symbol + "=" + term;
            case Outcome.Unavailable _ -> "– " + symbol + "=" + term;
        };
    }

    /// Before the move, November has the 9 alone: 1 ÷ 1 = 100. 1 December has the 10 and the 2:
    /// (1 − 1) ÷ 2 = 0. No subscription is known until the end of November.
    ///
    /// Afterwards, November has the 9, the 10 and the 2: (2 − 1) ÷ 3 = 33.3. It ends with 10.00 a month.
    @Test
    void what_is_asked_as_of_a_moment_before_a_move_goes_by_the_old_days() {
        String before = "100.0 n=1, 0.0 n=2, – n=0, 100.0 n=1, 0.0 n=2, – n=0, – closing=0";
        String after = "33.3 n=3, – n=0, – n=0, 33.3 n=3, – n=0, – n=0, 10.0 closing=10";
        String second = "100.0 n=1, – n=0, 0.0 n=2, 100.0 n=1, – n=0, 0.0 n=2, – closing=0";
        tellOfTheLastNightOfNovember();
        Optional<Instant> beforeMove = Optional.of(Instant.parse("2026-12-04T00:00:00Z"));
        platform.clock().set("2026-12-05T00:00:00Z");
        assertThat(figures(Optional.empty())).isEqualTo(before);
        assertThat(figures(beforeMove)).isEqualTo(before);

        assertThat(days().move("ann", "newer rules"))
                .extracting(MovedDays.Moved::toString)
                .containsExactly("1 subscription_change of 2026-12-01", "2 survey_answer of 2026-12-01");
        platform.refresh();

        assertThat(figures(Optional.empty())).isEqualTo(after);
        assertThat(figures(beforeMove)).isEqualTo(before);
        platform.clock().set("2026-12-08T00:00:00Z");
        assertThat(figures(Optional.of(Instant.parse("2026-12-05T00:00:00Z")))).isEqualTo(after);

        // Again other rules, which are taken back, too.
        storeTheNightAt("2026-12-02");
        platform.clock().set("2026-12-10T00:00:00Z");
        assertThat(days().move("ann", "still newer rules")).hasSize(2);
        platform.refresh();
        platform.clock().set("2026-12-12T00:00:00Z");

        assertThat(figures(Optional.empty())).isEqualTo(after);
        assertThat(figures(Optional.of(Instant.parse("2026-12-11T00:00:00Z")))).isEqualTo(after);
        assertThat(figures(Optional.of(Instant.parse("2026-12-09T00:00:00Z")))).isEqualTo(second);
        assertThat(figures(beforeMove)).isEqualTo(before);
        assertThat(platform.get(Revisions.class)
                        .since(
                                new MetricQuery(
                                        new MetricId("voice.nps"),
                                        new DefinitionId("zero_to_ten"),
                                        List.of(period("2026-11-01", "2026-12-01")),
                                        Slice.WHOLE,
                                        Optional.empty()),
                                beforeMove.orElseThrow())
                        .causes())
                .extracting(Revision.Cause::who, Revision.Cause::what)
                .hasSize(2)
                .allSatisfy(cause -> assertThat(cause.toString()).contains("ann", "zone rules: ", "newer rules"));
    }

    @Test
    void it_is_known_which_months_facts_leave_and_to_which_they_go() {
        tellOfTheLastNightOfNovember();
        storeTheNightAt("2026-12-01");
        set("update fact_survey_answer set day = '2026-11-29' where occurred_at = '2026-11-30 19:00:00'");

        MovedDays.Moved answers = days().find().getLast();
        assertThat(answers.changes())
                .containsExactly(
                        new MovedDays.DayChange(LocalDate.of(2026, 11, 29), LocalDate.of(2026, 11, 30), 1),
                        new MovedDays.DayChange(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 11, 30), 2));
        YearMonth november = YearMonth.of(2026, 11);
        assertThat(answers.months())
                .containsExactly(
                        new MovedDays.MonthChange(november, november, 1),
                        new MovedDays.MonthChange(november.plusMonths(1), november, 2));
        assertThat(answers.facts()).isEqualTo(3);
    }

    @Test
    void where_nothing_moves_only_the_version_is_written_down_once() {
        platform.send(new Story("acme", EUR).on("2026-11-01").starts("10.00"));

        assertThat(days().move("ann", "to know them")).isEmpty();
        assertThat(days().move("ann", "again")).isEmpty();
        assertThat(platform.get(Audit.class).about("zone rules", 9))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail())
                        .isEqualTo("unknown → " + ZoneRulesVersion.inUse().name()
                                + ", no event to move to another day: to know them"));
    }

    /// Clocks of Newfoundland went back from 0:01 on 7 November 2010 to 23:01 on the 6th: 3:00 in UTC is 23:30
    /// on the 6th, after the first midnight of the 7th at 2:30 in UTC, and before the second one at 3:30.
    @Test
    void where_clocks_went_back_across_midnight_the_moment_itself_says_the_day() {
        platform.setFirm(new Firm("Keepwell", ReportingZone.of("America/St_Johns"), EUR));
        platform.clock().set("2010-11-30T12:00:00Z");
        List<Story.SentEvent> reported = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            reported.add(answer("night-" + i, "2010-11-07T03:00:00Z"));
        }
        reported.add(answer("first", "2010-11-07T02:30:30Z"));
        reported.add(answer("second", "2010-11-07T03:30:00Z"));
        platform.keep(platform.partner(), reported);

        assertThat(days().find()).isEmpty();
        assertThat(days().move("ann", "to know them")).isEmpty();

        set("update fact_survey_answer set day = '2010-11-07'");
        LocalDate seventh = LocalDate.of(2010, 11, 7);
        MovedDays.Moved nights = new MovedDays.Moved(
                FactTables.SURVEY_ANSWER, List.of(new MovedDays.DayChange(seventh, seventh.minusDays(1), 1_001)));
        assertThat(days().find()).containsExactly(nights);
        assertThat(days().move("ann", "newer rules")).containsExactly(nights);
        assertThat(days().find()).isEmpty();
    }

    @Test
    void first_use_writes_the_rules_down_and_days_by_unknown_rules_are_warned_of() {
        zoneRules().noteFirstUse();
        assertThat(platform.get(Settings.class).zoneRules()).contains(ZoneRulesVersion.inUse());

        set("delete from setting where name = 'firm.zone_rules'");
        platform.send(new Story("acme", EUR).on("2026-11-01").starts("10.00"));
        zoneRules().noteFirstUse();

        assertThat(zoneRules().rules().stored()).isEmpty();
        assertThat(zoneRules().rules().warnings())
                .singleElement()
                .asString()
                .startsWith("Days were stored by unknown rules of time zones")
                .contains("`keepwell firm days`", "America/Edmonton");
    }

    @Test
    void rules_that_are_others_than_those_stored_or_old_are_warned_of() {
        assertThat(zoneRules().rules().stored()).isEmpty();
        assertThat(zoneRules().rules().warnings()).isEmpty();

        platform.get(Database.class).run(_ -> platform.get(Settings.class).put(new ZoneRulesVersion("2019c")));
        platform.clock().set("2031-01-01T12:00:00Z");

        assertThat(zoneRules().rules().stored()).isEqualTo(Optional.of(new ZoneRulesVersion("2019c")));
        assertThat(zoneRules().rules().warnings())
                .satisfiesExactly(
                        old -> assertThat(old).contains("are older than a year", "KEEPWELL_ZONE_RULES"),
                        other -> assertThat(other).contains("Days were stored by the rules of time zones 2019c"));
    }
}

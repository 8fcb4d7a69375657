package io.keepwell.core.rollup;

import static io.keepwell.core.TestPlatform.EUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.audit.Audit;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Story;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.setting.Firm;
import io.keepwell.core.setting.Settings;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.core.time.ReportingZone;
import io.keepwell.core.time.ZoneRulesVersion;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.LocalDate;
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
        platform.get(Settings.class).put(new Firm("Keepwell", ReportingZone.of("America/Edmonton"), EUR));
    }

    private static MovedDays days() {
        return platform.get(MovedDays.class);
    }

    /// Answers half an hour after midnight by rules that the JDK at hand has not, and before midnight by its
    /// own; one at noon; and a subscription.
    private static void tellAndStoreByOtherRules() {
        List<Story.Told> told = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            told.add(answer("night-" + i, "2026-11-10T06:30:00Z"));
        }
        told.add(answer("noon", "2026-11-10T19:00:00Z"));
        told.addAll(new Story("acme", EUR).on("2026-11-01").starts("10.00").told());
        platform.keep(platform.partner(), told);
        platform.refresh();
        set("update fact_survey_answer set day = '2026-11-10'");
        platform.get(Refresh.class).askForRebuild();
        platform.refresh();
    }

    private static Story.Told answer(String id, String moment) {
        return new Story.Told(
                id, "acme", Instant.parse(moment), new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, 9, "", "", ""));
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
        tellAndStoreByOtherRules();
        assertThat(answersOf(NINTH.plusDays(1))).isEqualByComparingTo("4");

        LocalDate tenth = NINTH.plusDays(1);
        MovedDays.Moved nights = new MovedDays.Moved(FactTables.SURVEY_ANSWER, 3, tenth, tenth);
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

    @Test
    void where_nothing_moves_only_the_version_is_written_down_once() {
        platform.tell(new Story("acme", EUR).on("2026-11-01").starts("10.00"));

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
        platform.get(Settings.class).put(new Firm("Keepwell", ReportingZone.of("America/St_Johns"), EUR));
        platform.clock().set("2010-11-30T12:00:00Z");
        List<Story.Told> told = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            told.add(answer("night-" + i, "2010-11-07T03:00:00Z"));
        }
        told.add(answer("first", "2010-11-07T02:30:30Z"));
        told.add(answer("second", "2010-11-07T03:30:00Z"));
        platform.keep(platform.partner(), told);

        assertThat(days().find()).isEmpty();
        assertThat(days().move("ann", "to know them")).isEmpty();

        set("update fact_survey_answer set day = '2010-11-07'");
        LocalDate seventh = LocalDate.of(2010, 11, 7);
        MovedDays.Moved nights = new MovedDays.Moved(FactTables.SURVEY_ANSWER, 1_001, seventh, seventh);
        assertThat(days().find()).containsExactly(nights);
        assertThat(days().move("ann", "newer rules")).containsExactly(nights);
        assertThat(days().find()).isEmpty();
    }

    @Test
    void first_use_writes_the_rules_down_and_days_by_unknown_rules_are_warned_of() {
        days().noteFirstUse();
        assertThat(platform.get(Settings.class).zoneRules()).contains(ZoneRulesVersion.inUse());

        set("delete from setting where name = 'firm.zone_rules'");
        platform.tell(new Story("acme", EUR).on("2026-11-01").starts("10.00"));
        days().noteFirstUse();

        assertThat(days().rules().stored()).isEmpty();
        assertThat(days().rules().warnings())
                .singleElement()
                .asString()
                .startsWith("Days were stored by unknown rules of time zones")
                .contains("`keepwell firm days`", "America/Edmonton");
    }

    @Test
    void rules_that_are_others_than_those_stored_or_old_are_warned_of() {
        assertThat(days().rules().stored()).isEmpty();
        assertThat(days().rules().warnings()).isEmpty();

        platform.get(Database.class).run(connection -> Settings.put(connection, new ZoneRulesVersion("2019c")));
        platform.clock().set("2031-01-01T12:00:00Z");

        assertThat(days().rules().stored()).isEqualTo(Optional.of(new ZoneRulesVersion("2019c")));
        assertThat(days().rules().warnings())
                .satisfiesExactly(
                        old -> assertThat(old).contains("are older than a year", "KEEPWELL_ZONE_RULES"),
                        other -> assertThat(other).contains("Days were stored by the rules of time zones 2019c"));
    }
}

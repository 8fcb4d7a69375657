package io.keepwell.core.fact.store;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.fact.store.FactStore.Kept.CONFLICT;
import static io.keepwell.core.fact.store.FactStore.Kept.DUPLICATE;
import static io.keepwell.core.fact.store.FactStore.Kept.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.account.Account;
import io.keepwell.core.account.AccountNumbers;
import io.keepwell.core.database.Database;
import io.keepwell.core.database.NumberSequence;
import io.keepwell.core.fact.Cost;
import io.keepwell.core.fact.EventKey;
import io.keepwell.core.fact.Fact;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.Referral;
import io.keepwell.core.fact.Retraction;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.money.Money;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UsesDatabase
final class RetractionsTest {
    private static final Instant MARCH = Instant.parse("2026-03-05T12:00:00Z");

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    private static final NumberSequence BATCHES = new NumberSequence(platform.get(Database.class), "batch", 1_000);

    @BeforeEach
    void forget() {
        platform.forget();
    }

    @Test
    void retracted_event_no_longer_counts_and_its_account_and_day_are_marked() {
        keep(answer("a", 9), answer("b", 3));
        clearLog();

        assertThat(keep(retraction("r", "a"))).containsExactly(NEW);

        assertThat(scores()).containsExactly(3);
        assertThat(marks())
                .containsExactlyInAnyOrder("survey_answer [1] [2026-03-05]", "retraction [0, 1] [2026-03-05]");
    }

    @Test
    void figure_as_known_before_the_retraction_still_counts_the_event() {
        keep(answer("a", 9));
        Instant before = platform.clock().instant();
        keep(retraction("r", "a"));
        Instant after = platform.clock().instant();

        assertThat(scoresAt(before)).containsExactly(9);
        assertThat(scoresAt(before.minusNanos(1_000))).isEmpty();
        assertThat(scoresAt(after)).isEmpty();
        assertThat(scoresAt(after.minusNanos(1_000))).containsExactly(9);
    }

    @Test
    void event_is_retracted_since_the_first_retraction_also_where_that_waited_for_it() {
        keep(retraction("r", "a"));
        keep(answer("a", 9));
        Instant reported = platform.clock().instant();
        keep(retraction("again", "a"));
        platform.refresh();

        assertThat(scoresAt(reported)).isEmpty();
        assertThat(scores()).isEmpty();
        assertThat(pending()).isEmpty();
    }

    @Test
    void repeat_of_a_retracted_event_is_duplicate_and_stays_retracted() {
        keep(answer("a", 9));
        keep(retraction("r", "a"));

        assertThat(keep(answer("a", 9))).containsExactly(DUPLICATE);
        assertThat(keep(answer("a", 8))).containsExactly(CONFLICT);
        assertThat(keep(retraction("r", "a"))).containsExactly(DUPLICATE);
        assertThat(scores()).isEmpty();
    }

    @Test
    void event_that_corrects_another_takes_its_place_and_a_correction_can_be_corrected() {
        keep(answer("a", 9));
        clearLog();
        keep(correction("b", 8, "a"));
        assertThat(scores()).containsExactly(8);
        assertThat(marks()).containsExactlyInAnyOrder("survey_answer [1] [2026-03-05]", "retraction [1] [2026-03-05]");

        keep(correction("c", 7, "b"));
        assertThat(scores()).containsExactly(7);
    }

    @Test
    void corrected_event_of_another_account_and_day_is_marked_beside_the_new_one() {
        keep(event("a", "bolt", MARCH.minus(Duration.ofDays(3)), nps(9), Optional.empty()));
        clearLog();

        keep(correction("b", 8, "a"));

        assertThat(marks())
                .containsExactlyInAnyOrder(
                        "survey_answer [1, 2] [2026-03-02, 2026-03-05]", "retraction [1] [2026-03-02]");
    }

    @Test
    void same_id_with_another_correction_is_a_conflict() {
        keep(correction("b", 8, "a"));

        assertThat(keep(correction("b", 8, "a"))).containsExactly(DUPLICATE);
        assertThat(keep(correction("b", 8, "z"))).containsExactly(CONFLICT);
        assertThat(keep(answer("b", 8))).containsExactly(CONFLICT);
        assertThat(pending()).hasSize(1);
    }

    @Test
    void retraction_and_its_target_in_one_intake_leave_nothing_whatever_their_order() {
        keep(retraction("r", "a"), answer("a", 9));
        keep(answer("b", 8), correction("c", 7, "b"), retraction("s", "c"));

        assertThat(scores()).isEmpty();
        assertThat(pending()).isEmpty();
    }

    @Test
    void partner_never_touches_the_events_of_another() {
        Partner other = platform.get(PartnerKeys.class).partner("help desk");
        keep(answer("a", 9));

        keep(other, retraction("r", "a"));
        keep(other, correction("c", 1, "a"));
        Instant known = platform.clock().instant();
        applyPending();

        assertThat(scores()).containsExactlyInAnyOrder(9, 1);
        assertThat(pending()).as("it waits for an event of its own partner").hasSize(1);
        assertThat(scoresAt(known)).containsExactlyInAnyOrder(9, 1);
    }

    @Test
    void retraction_touches_only_the_kind_it_names() {
        keep(answer("a", 9), event("a", "acme", MARCH, new Referral("bolt"), Optional.empty()));

        keep(event("r", "", MARCH, Retraction.of(FactTables.REFERRAL, EventKey.of("a"), ""), Optional.empty()));

        assertThat(scores()).containsExactly(9);
        assertThat(counting(FactTables.REFERRAL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30})
    void retraction_that_came_first_holds_as_soon_as_its_target_is_there_and_figures_are_made(int count) {
        List<Event> retractions = IntStream.range(0, count)
                .mapToObj(i -> retraction("r" + i, "a" + i))
                .toList();
        keep(platform.partner(), retractions);
        Instant retracted = platform.clock().instant();
        assertThat(applyPending()).isEmpty();
        assertThat(pending()).hasSize(count);

        keep(
                platform.partner(),
                IntStream.range(0, count).mapToObj(i -> answer("a" + i, 9)).toList());
        keep(answer("other", 5));

        assertThat(applyPending()).containsExactly("survey_answer [1] [2026-03-05]", "retraction [1] [2026-03-05]");
        assertThat(scores()).containsExactly(5);
        assertThat(pending()).isEmpty();
        assertThat(applyPending()).isEmpty();
        assertThat(platform.rows("select distinct retracted_at from fact_survey_answer where score = 9"))
                .containsExactly(
                        retracted.atOffset(ZoneOffset.UTC).toLocalDateTime().toString());
        assertThat(scoresAt(platform.clock().instant()))
                .as("it never counted, at whatever moment")
                .containsExactly(5);
    }

    @Test
    void pending_correction_of_a_retracted_event_is_forgotten_without_a_mark() {
        keep(correction("b", 8, "a"));
        keep(answer("a", 9));
        keep(retraction("r", "a"));

        assertThat(applyPending()).isEmpty();
        assertThat(pending()).isEmpty();
        assertThat(scores()).containsExactly(8);
    }

    /// So many answers on one day that the refresher remembers what they add up to.
    @Test
    void figures_follow_what_is_taken_back_before_or_after_they_were_made() {
        List<Event> many =
                IntStream.range(0, 2_500).mapToObj(i -> answer("m" + i, 9)).toList();
        for (int start = 0; start < many.size(); start += 500) {
            keep(platform.partner(), many.subList(start, start + 500));
        }
        keep(answer("a", 0));
        platform.refresh();
        assertThat(nps()).isEqualTo("(2,500 − 1) ÷ 2,501 × 100");

        keep(retraction("r", "a"), retraction("s", "b"));
        platform.refresh();
        assertThat(nps()).isEqualTo("(2,500 − 0) ÷ 2,500 × 100");
        keep(answer("b", 0));
        platform.refresh();
        assertThat(nps()).isEqualTo("(2,500 − 0) ÷ 2,500 × 100");
        keep(IntStream.range(0, 500)
                .mapToObj(i -> correction("c" + i, 0, "m" + i))
                .toArray(Event[]::new));
        platform.refresh();
        assertThat(nps()).isEqualTo("(2,000 − 500) ÷ 2,500 × 100");
    }

    private static String nps() {
        return platform.figure("voice.nps", "zero_to_ten", "2026-03-01", "2026-04-01")
                .calculation()
                .numbers();
    }

    @Test
    void every_kind_but_a_retraction_can_be_taken_back() {
        for (FactTable<?> table : FactTables.ALL) {
            if (table == FactTables.RETRACTION) {
                assertThatThrownBy(() -> Retraction.of(table, EventKey.of("a"), ""))
                        .hasMessage("a retraction is never taken back");
            } else {
                assertThat(keep(event(
                                table.kind(),
                                "",
                                MARCH,
                                Retraction.of(table, EventKey.of("gone"), ""),
                                Optional.empty())))
                        .containsExactly(NEW);
            }
        }
        assertThat(applyPending()).isEmpty();
        assertThat(pending()).hasSize(FactTables.ALL.size() - 1);
        Event corrects = correction("b", 8, "a");
        assertThatThrownBy(() -> new Event(
                        EventKey.of("r"),
                        "",
                        MARCH,
                        Retraction.of(FactTables.SURVEY_ANSWER, EventKey.of("a"), ""),
                        corrects.corrects()))
                .hasMessage("a retraction is never taken back");
    }

    @Test
    void firm_as_a_whole_has_the_number_0_and_no_account() {
        keep(event("c", "", MARCH, new Cost(Cost.Purpose.MARKETING, new Money(5_000_000, EUR)), Optional.empty()));

        assertThat(counting(FactTables.COST))
                .singleElement()
                .satisfies(stored -> assertThat(stored.account()).isEqualTo(Account.FIRM));
        assertThat(platform.get(AccountNumbers.class).resolve(platform.partner().id(), List.of("", "acme")))
                .containsEntry("", 0)
                .hasEntrySatisfying("acme", number -> assertThat(number).isPositive());
        assertThat(platform.rows("select count(*) from account where account = 0"))
                .containsExactly("0");
    }

    private static SurveyAnswer nps(int score) {
        return new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, score, "", "", "");
    }

    private static Event answer(String id, int score) {
        return event(id, "acme", MARCH, nps(score), Optional.empty());
    }

    private static Event correction(String id, int score, String corrected) {
        return event(id, "acme", MARCH, nps(score), Optional.of(EventKey.of(corrected)));
    }

    private static Event retraction(String id, String target) {
        Fact fact = Retraction.of(FactTables.SURVEY_ANSWER, EventKey.of(target), "reported in error");
        return event(id, "", MARCH, fact, Optional.empty());
    }

    private static Event event(String id, String account, Instant occurredAt, Fact fact, Optional<EventKey> corrected) {
        return new Event(EventKey.of(id), account, occurredAt, fact, corrected);
    }

    private static List<FactStore.Kept> keep(Event... events) {
        return keep(platform.partner(), events);
    }

    private static List<FactStore.Kept> keep(Partner partner, Event... events) {
        return keep(partner, Arrays.asList(events));
    }

    private static List<FactStore.Kept> keep(Partner partner, List<Event> events) {
        Map<String, Integer> numbers = platform.get(AccountNumbers.class)
                .resolve(partner.id(), events.stream().map(Event::accountAlias).toList());
        List<FactStore.Arrival> arrivals = events.stream()
                .map(event -> new FactStore.Arrival(
                        event,
                        Objects.requireNonNull(numbers.get(event.accountAlias())),
                        LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC)))
                .toList();
        platform.clock().advance(Duration.ofSeconds(1));
        FactStore.Intake intake = new FactStore.Intake(
                partner.id(), BATCHES.next(), platform.clock().instant(), arrivals);
        return platform.get(Database.class)
                .transaction(connection -> platform.get(FactStore.class).keep(connection, intake));
    }

    /// Scores of the answers that count now.
    private static List<Integer> scores() {
        return counting(FactTables.SURVEY_ANSWER).stream()
                .map(stored -> stored.fact().score())
                .toList();
    }

    private static List<Integer> scoresAt(Instant moment) {
        List<Integer> scores = new ArrayList<>();
        platform.get(Database.class)
                .run(connection -> FactReader.all(
                        connection,
                        FactTables.SURVEY_ANSWER,
                        Optional.of(moment),
                        stored -> scores.add(stored.fact().score())));
        return scores;
    }

    private static <F extends Fact> List<StoredFact<F>> counting(FactTable<F> table) {
        List<StoredFact<F>> facts = new ArrayList<>();
        platform.get(Database.class).run(connection -> FactReader.all(connection, table, Optional.empty(), facts::add));
        return facts;
    }

    private static List<String> pending() {
        return platform.rows("select kind, event_key from pending_retraction");
    }

    private static List<String> applyPending() {
        return platform.get(Database.class).transaction(Retractions::applyPending).stream()
                .map(mark -> line(
                        mark.table(), mark.accounts().toArray(), mark.days().toArray()))
                .toList();
    }

    private static List<String> marks() {
        return platform.get(Database.class).transaction(connection -> ChangeLog.oldest(connection, 1_000)).stream()
                .map(entry -> line(
                        entry.table().orElseThrow(),
                        entry.accounts().toArray(),
                        entry.days().toArray()))
                .toList();
    }

    /// Accounts are counted from the first one of the test.
    private static String line(FactTable<?> table, int[] accounts, int[] days) {
        int before = Integer.parseInt(platform.rows("select coalesce(min(account), 1) - 1 from account")
                .getFirst());
        return table.kind() + " "
                + Arrays.stream(accounts)
                        .map(account -> account == Account.FIRM ? Account.FIRM : account - before)
                        .boxed()
                        .toList()
                + " "
                + Arrays.stream(days).mapToObj(LocalDate::ofEpochDay).toList();
    }

    private static void clearLog() {
        platform.get(Database.class).run(connection -> {
            try (var delete = connection.prepareStatement("delete from change_log")) {
                delete.executeUpdate();
            }
        });
    }
}

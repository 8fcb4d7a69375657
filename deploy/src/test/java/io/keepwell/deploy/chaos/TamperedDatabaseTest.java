package io.keepwell.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.database.Database;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.suite.Slow;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.deploy.chaos.HistoryCheck.Verdict;
import io.keepwell.deploy.chaos.HistoryCheck.Wrong;
import io.keepwell.deploy.run.TestServices;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What services really stored, with something changed behind their back.
@UsesDatabase
@Slow
class TamperedDatabaseTest {
    private static final int EVENTS = 500;

    @AutoClose
    private final TestServices services = TestServices.start();

    private final SendHistory history = new SendHistory();
    private final Partner north = keys().partner("north");
    private final Partner south = keys().partner("south");

    TamperedDatabaseTest() throws IOException {}

    @BeforeEach
    void publish() {
        publish(north, 0);
        publish(south, 1);
    }

    @Test
    void all_is_well_when_nobody_meddled() throws InterruptedException {
        services.awaitFigures();
        Verdict verdict = verdict();

        assertThat(verdict.examples()).isEmpty();
        assertThat(verdict.isWell()).isTrue();
        assertThat(verdict.stored()).isEqualTo(2 * EVENTS);
        assertThat(history.outcomes())
                .as("nothing that is sent is refused")
                .containsOnlyKeys(SendHistory.Outcome.ACCEPTED, SendHistory.Outcome.PENDING);
        assertThat(history.attempts().keySet())
                .extracting(EventSlot::kind)
                .as("every kind is sent")
                .containsAll(FactTables.ALL.stream().map(FactTable::kind).toList());
        assertThat(history.targets()).as("some events take others back").hasSizeGreaterThan(20);
    }

    @Test
    void a_deleted_row_is_missed() {
        tamper("delete from fact_survey_answer where partner_id = ? limit 1", north);

        Verdict verdict = verdict();
        assertThat(verdict.count(Wrong.LOST)).isEqualTo(1);
        assertThat(verdict.count(Wrong.PARTIAL)).isEqualTo(1);
    }

    @Test
    void a_changed_field_is_noticed_though_the_hash_beside_it_is_right() {
        tamper("update fact_survey_answer set comment = concat(comment, ' ') where partner_id = ? limit 1", north);

        assertThat(verdict().count(Wrong.ALTERED)).isEqualTo(1);
    }

    @Test
    void a_row_in_another_partners_hands_is_foreign() {
        tamper("update fact_survey_answer set partner_id = " + south.id() + " where partner_id = ? limit 1", north);

        Verdict verdict = verdict();
        assertThat(verdict.count(Wrong.FOREIGN)).isEqualTo(1);
        assertThat(verdict.count(Wrong.LOST)).isEqualTo(1);
    }

    @Test
    void a_row_that_counts_again_is_noticed_and_so_is_one_that_does_no_more() throws InterruptedException {
        services.awaitFigures();
        tamper(
                "update fact_survey_answer set retracted_at = null"
                        + " where retracted_at is not null and partner_id = ? limit 1",
                north);
        tamper(
                "update fact_order set retracted_at = received_at"
                        + " where retracted_at is null and partner_id = ? limit 1",
                south);

        assertThat(verdict().count(Wrong.MISCOUNTED)).isEqualTo(2);
    }

    @Test
    void a_row_of_another_transaction_is_partial() {
        tamper("update fact_survey_answer set batch = batch + 1000000 where partner_id = ? limit 1", north);

        assertThat(verdict().count(Wrong.PARTIAL)).isEqualTo(1);
    }

    private PartnerKeys keys() {
        return services.services().bean(PartnerKeys.class);
    }

    private void publish(Partner partner, int number) {
        String key = keys().issue(partner, EnumSet.of(Scope.PUBLISH), Optional.empty());
        String target = services.services().connection().target();
        List<SendPath.Item> items = new ArrayList<>();
        List<EventSlot> places = new ArrayList<>();
        for (PlannedEvent planned : new RandomEvents(1, partner.name(), number).batch(EVENTS)) {
            EventSlot place = planned.place(partner.id());
            places.add(place);
            planned.takesBack(partner.id()).ifPresent(other -> history.takesBack(place, other));
            items.add(new SendPath.Item(planned.message(), history.sending(place, planned.content())));
        }
        history.together(places);
        try (SendPath door = new SendPath.Unary(target, key, Duration.ofSeconds(30), new Failures())) {
            door.send(items);
        }
    }

    private void tamper(String sql, Partner partner) {
        int changed = services.services().bean(Database.class).transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, partner.id());
                return statement.executeUpdate();
            }
        });
        assertThat(changed).isEqualTo(1);
    }

    private Verdict verdict() {
        return HistoryCheck.of(history, services.services().bean(Database.class).transaction(Stored::all));
    }
}

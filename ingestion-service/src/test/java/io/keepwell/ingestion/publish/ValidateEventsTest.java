package io.keepwell.ingestion.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.StatusRuntimeException;
import io.keepwell.client.PartnerClient;
import io.keepwell.core.access.Partner;
import io.keepwell.core.access.PartnerKeys;
import io.keepwell.core.access.Scope;
import io.keepwell.core.suite.UsesDatabase;
import io.keepwell.ingestion.Messages;
import io.keepwell.ingestion.TestIngestion;
import io.keepwell.ingestion.v1.Disposition;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.EventAnswer;
import io.keepwell.ingestion.v1.ValidateEventsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The dry run.
@UsesDatabase
final class ValidateEventsTest {
    private static final String MARCH = "2026-03-05T12:00:00Z";

    @AutoClose
    private static final TestIngestion ingestion = TestIngestion.start();

    @AutoClose
    private static final PartnerClient client = ingestion.client();

    @Test
    void answers_are_those_that_publishing_gives_then() {
        client.publish(List.of(
                Messages.answer("known", "acme", MARCH, 9, "good"),
                Messages.start("sub", "acme", MARCH, "100.00", "EUR")));
        List<Event> events = List.of(
                Messages.answer("known", "acme", MARCH, 9, "good"),
                Messages.answer("known", "acme", MARCH, 3, "bad"),
                Messages.start("known", "acme", MARCH, "1.00", "EUR"),
                Messages.start("dollars", "acme", MARCH, "1.00", "USD"),
                Messages.answer("new", "bolt", MARCH, 9, ""),
                Messages.answer("new", "bolt", MARCH, 9, ""),
                Messages.answer("new", "bolt", MARCH, 8, ""),
                Messages.answer("bad", "acme", MARCH, 11, ""),
                Event.getDefaultInstance());

        List<EventAnswer> foreseen = client.validate(events);

        assertThat(foreseen)
                .extracting(EventAnswer::getDisposition)
                .containsExactly(
                        Disposition.DISPOSITION_DUPLICATE,
                        Disposition.DISPOSITION_REJECTED,
                        Disposition.DISPOSITION_ACCEPTED,
                        Disposition.DISPOSITION_PENDING,
                        Disposition.DISPOSITION_ACCEPTED,
                        Disposition.DISPOSITION_DUPLICATE,
                        Disposition.DISPOSITION_REJECTED,
                        Disposition.DISPOSITION_REJECTED,
                        Disposition.DISPOSITION_REJECTED);
        assertThat(foreseen).isEqualTo(client.validate(events));
        assertThat(client.publish(events)).isEqualTo(foreseen);
    }

    @Test
    void nothing_is_kept_by_it() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            events.add(Messages.answer("dry" + i, "nobody-knows-" + i, MARCH, 9, "dry"));
        }

        assertThat(client.validate(events))
                .hasSize(1_500)
                .extracting(EventAnswer::getDisposition)
                .containsOnly(Disposition.DISPOSITION_ACCEPTED);
        assertThat(ingestion
                        .platform()
                        .rows("select (select count(*) from fact_survey_answer where comment = 'dry'),"
                                + " (select count(*) from account_alias where alias like 'nobody-knows-%')"))
                .containsExactly("0 0");
    }

    @Test
    void what_another_partner_sent_is_neither_duplicate_nor_conflict() {
        client.publish(List.of(Messages.answer("shared", "acme", MARCH, 9, "secret")));
        Partner other = ingestion.platform().get(PartnerKeys.class).partner("other");

        try (PartnerClient theirs = ingestion.client(other, Duration.ZERO)) {
            assertThat(theirs.validate(List.of(
                            Messages.answer("shared", "acme", MARCH, 9, "secret"),
                            Messages.answer("shared", "acme", MARCH, 1, "guess"))))
                    .extracting(EventAnswer::getDisposition)
                    .containsExactly(Disposition.DISPOSITION_ACCEPTED, Disposition.DISPOSITION_REJECTED);
        }
    }

    @Test
    void limits_and_scope_are_those_of_publishing() {
        var publish = ingestion.stub("Bearer " + ingestion.key());
        var query =
                ingestion.stub("Bearer " + ingestion.key(ingestion.platform().partner(), EnumSet.of(Scope.QUERY)));
        ValidateEventsRequest empty = ValidateEventsRequest.getDefaultInstance();
        ValidateEventsRequest.Builder large = ValidateEventsRequest.newBuilder();
        for (int i = 0; i <= 1_000; i++) {
            large.addEvents(Event.getDefaultInstance());
        }

        assertThat(reason(() -> publish.validateEvents(empty))).isEqualTo("BATCH_EMPTY");
        assertThat(reason(() -> publish.validateEvents(large.build()))).isEqualTo("BATCH_TOO_LARGE");
        assertThat(reason(() -> query.validateEvents(empty))).isEqualTo("SCOPE_MISSING");
    }

    private static String reason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return TestIngestion.reason(catchThrowableOfType(StatusRuntimeException.class, call));
    }
}

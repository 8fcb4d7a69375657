package io.keepwell.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.contract.EventKind;
import io.keepwell.core.fact.FactTable;
import io.keepwell.core.fact.FactTables;
import io.keepwell.core.fact.SurveyAnswer;
import io.keepwell.core.fact.store.Story;
import io.keepwell.ingestion.mapping.EventMapper;
import io.keepwell.ingestion.mapping.FactMapping;
import io.keepwell.ingestion.v1.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EventMessagesTest {
    private static final EventMapper MAPPER =
            new EventMapper(Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC));

    static List<String> kinds() {
        return FactTables.ALL.stream().map(FactTable::kind).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void message_of_a_fact_is_taken_for_the_same_fact(String kind) {
        Event sample = EventKind.of(kind).orElseThrow().sample();
        io.keepwell.core.fact.store.Event event = mapped(sample);

        Event message = EventMessages.message(
                new Story.SentEvent(sample.getEventId(), event.accountAlias(), event.occurredAt(), event.fact()));

        assertThat(mapped(message)).isEqualTo(event);
    }

    @Test
    void message_of_a_correction_names_the_event_whose_place_it_takes() {
        Story.SentEvent correction = new Story.SentEvent(
                "answer-2",
                "acme",
                Instant.parse("2026-10-02T12:00:00Z"),
                new SurveyAnswer(SurveyAnswer.Kind.NPS, 0, 10, 9, "", "", ""),
                Optional.of("answer-1"));

        assertThat(mapped(EventMessages.message(correction))).isEqualTo(correction.event());
    }

    private static io.keepwell.core.fact.store.Event mapped(Event message) {
        FactMapping mapping = MAPPER.map(message);
        assertThat(mapping).isInstanceOf(FactMapping.Mapped.class);
        return ((FactMapping.Mapped) mapping).event();
    }
}

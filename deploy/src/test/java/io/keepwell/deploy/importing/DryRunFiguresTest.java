package io.keepwell.deploy.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.keepwell.core.time.Period;
import io.keepwell.importing.FirmTerms;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.ingestion.v1.SurveyAnswer;
import io.keepwell.ingestion.v1.SurveyKind;
import io.keepwell.query.v1.DefinitionDescription;
import io.keepwell.query.v1.MetricDescription;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DryRunFiguresTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2025-06-15T12:00:00Z"), ZoneOffset.UTC);
    private static final FirmTerms FIRM = new FirmTerms(ZoneId.of("Europe/Berlin"), "EUR");
    private static final List<MetricDescription> METRICS = List.of(
            metric("voice.nps", "zero_to_ten", "survey_answer"),
            metric("revenue.mrr", "subscriptions", "subscription_change"));

    private final DryRunFigures figures = new DryRunFigures();

    private static MetricDescription metric(String id, String definition, String kind) {
        return MetricDescription.newBuilder()
                .setId(id)
                .addDefinitions(DefinitionDescription.newBuilder()
                        .setId(definition)
                        .setIsDefault(true)
                        .setUnit("score")
                        .addMadeOf(kind))
                .build();
    }

    private static Event answer(String id, String at, int score) {
        return Event.newBuilder()
                .setEventId(id)
                .setAccountId("a")
                .setOccurredAt(
                        Timestamp.newBuilder().setSeconds(Instant.parse(at).getEpochSecond()))
                .setSurveyAnswer(SurveyAnswer.newBuilder()
                        .setKind(SurveyKind.SURVEY_KIND_NPS)
                        .setScaleLow(0)
                        .setScaleHigh(10)
                        .setScore(score))
                .build();
    }

    private DryRunFigures.Figures count() {
        return figures.count(() -> METRICS, FIRM, NOW);
    }

    @Test
    void figures_of_the_last_whole_month_are_recounted_each_event_once_without_rejected_ones() {
        figures.add(answer("1", "2025-05-03T10:00:00Z", 10));
        figures.add(answer("1", "2025-05-03T10:00:00Z", 10));
        figures.add(answer("2", "2025-05-04T10:00:00Z", 9));
        figures.add(answer("3", "2025-05-05T10:00:00Z", 8));
        figures.add(answer("4", "2025-05-06T10:00:00Z", 77));
        figures.add(answer("5", "2025-06-03T10:00:00Z", 0));

        DryRunFigures.Figures counted = count();

        assertThat(counted.period()).contains(new Period(LocalDate.of(2025, 5, 1), LocalDate.of(2025, 6, 1)));
        // (2 − 0) ÷ 3; nothing tells of subscriptions
        assertThat(counted.shown()).hasSize(1).containsEntry("voice.nps", "66.7");
    }

    @Test
    void a_month_that_ends_with_its_last_event_is_whole_and_the_only_one_is_taken_as_it_is() {
        figures.add(answer("1", "2025-04-03T10:00:00Z", 10));
        figures.add(answer("2", "2025-05-31T10:00:00Z", 10));
        assertThat(count().period().orElseThrow().from()).isEqualTo("2025-05-01");

        DryRunFigures only = new DryRunFigures();
        only.add(answer("1", "2025-05-03T10:00:00Z", 10));
        assertThat(only.count(() -> METRICS, FIRM, NOW).period().orElseThrow().from())
                .isEqualTo("2025-05-01");
    }

    @Test
    void a_month_without_events_is_not_the_last_whole_one() {
        figures.add(answer("1", "2025-02-03T10:00:00Z", 10));
        figures.add(answer("2", "2025-05-03T10:00:00Z", 0));

        // Nothing in March and April
        assertThat(count().period().orElseThrow().from()).isEqualTo("2025-02-01");
        assertThat(count().shown()).containsEntry("voice.nps", "100.0");
    }

    @Test
    void a_metric_of_several_kinds_is_shown_where_those_that_are_there_are_enough() {
        figures.add(answer("1", "2025-05-03T10:00:00Z", 10));
        MetricDescription nps = METRICS.getFirst();
        MetricDescription more = nps.toBuilder()
                .setDefinitions(0, nps.getDefinitions(0).toBuilder().addMadeOf("cost"))
                .build();
        MetricDescription mrr = METRICS.get(1);
        MetricDescription other = mrr.toBuilder()
                .setDefinitions(0, mrr.getDefinitions(0).toBuilder().addMadeOf("survey_answer"))
                .build();

        assertThat(figures.count(() -> List.of(more, other), FIRM, NOW).shown()).containsOnlyKeys("voice.nps");
    }

    @Test
    void too_many_events_and_none_at_all_are_reported() {
        assertThat(count().why()).isEqualTo("There is no event until today.");
        Event event = answer("1", "2025-05-03T10:00:00Z", 10);
        for (int i = 0; i <= DryRunFigures.MOST_EVENTS; i++) {
            figures.add(event);
        }
        assertThat(count().why()).startsWith("There are more than 200000 events");
    }
}

package io.keepwell.core.metric.success;

import static io.keepwell.core.TestPlatform.EUR;
import static io.keepwell.core.metric.FigureChecks.assertListAddsUp;
import static io.keepwell.core.metric.FigureChecks.assertUnavailable;
import static io.keepwell.core.metric.FigureChecks.assertValue;
import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.core.TestPlatform;
import io.keepwell.core.fact.Measurement;
import io.keepwell.core.fact.store.Story;
import io.keepwell.core.metric.CustomDimension;
import io.keepwell.core.metric.MetricCatalogue;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricValue;
import io.keepwell.core.metric.Outcome;
import io.keepwell.core.metric.ValueFormat;
import io.keepwell.core.metric.query.MetricQueries;
import io.keepwell.core.suite.UsesDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UsesDatabase
final class CustomMeasureTest {
    private static final String METRIC = "custom.measure";

    @AutoClose
    private static final TestPlatform platform = TestPlatform.start();

    @BeforeEach
    void forget() {
        platform.forget();
    }

    private static MetricValue march(String definition) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01");
    }

    private static MetricValue march(String definition, String customValue) {
        return platform.figure(METRIC, definition, "2026-03-01", "2026-04-01", customValue);
    }

    private static Measurement visits(long micros) {
        return new Measurement("visits", micros, "");
    }

    @Test
    void measure_is_summed_averaged_or_taken_at_its_last_values() {
        platform.send(
                new Story("acme", EUR)
                        .on("2026-02-10")
                        .send(visits(9_000_000))
                        .on("2026-03-10")
                        .send(visits(1_500_000))
                        .send(visits(2_000_000)),
                new Story("beta", EUR).on("2026-02-10").send(visits(4_000_000)),
                new Story("gamma", EUR)
                        .on("2026-03-31")
                        .send(visits(-500_000))
                        .send(new Measurement("seats", 7_000_000, "")));

        // 1.5 + 2 − 0.5, of three values; last 2 + 4 − 0.5
        assertValue(march("sum", "visits"), "3.00");
        assertValue(march("mean", "visits"), "1.00");
        assertValue(march("last", "visits"), "5.50");
        for (String definition : List.of("sum", "mean", "last")) {
            assertListAddsUp(platform, march(definition, "visits"));
        }
    }

    @Test
    void measure_has_to_be_named_and_the_names_there_are_are_reported() {
        assertUnavailable(march("sum"), Outcome.Reason.NOT_CONFIGURED);
        platform.send(new Story("acme", EUR)
                .on("2026-02-10")
                .send(visits(1_000_000))
                .send(new Measurement("seats", 7_000_000, "")));

        MetricValue figure = march("sum");
        assertUnavailable(figure, Outcome.Reason.NOT_CONFIGURED);
        assertThat(ValueFormat.outcome(figure)).endsWith("seats, visits.");
        assertUnavailable(march("sum", "visits"), Outcome.Reason.NO_DATA);
        assertValue(march("last", "visits"), "1.00");
    }

    @Test
    void only_the_first_names_are_reported_and_how_many_more_there_are() {
        Story story = new Story("acme", EUR).on("2026-03-10");
        for (int i = 10; i <= 32; i++) {
            story.send(new Measurement("measure-" + i, 1_000_000, ""));
        }
        platform.send(story);

        // 20 of 23
        assertThat(ValueFormat.outcome(march("sum"))).endsWith("measure-28, measure-29, and 3 more.");
    }

    @Test
    void names_that_can_be_asked_about_are_reported_as_they_were_known() {
        platform.send(new Story("acme", EUR).on("2026-03-10").send(visits(1_000_000)));
        Instant before = platform.clock().instant();
        platform.clock().advance(Duration.ofHours(1));
        platform.send(new Story("beta", EUR).on("2026-03-11").send(new Measurement("seats", 7_000_000, "")));
        CustomDimension measure = platform.get(MetricCatalogue.class)
                .get(new MetricId(METRIC))
                .info()
                .defaultDefinition()
                .customDimension()
                .orElseThrow();

        assertThat(platform.get(MetricQueries.class).customValues(measure, Optional.empty()))
                .containsExactly("seats", "visits");
        assertThat(platform.get(MetricQueries.class).customValues(measure, Optional.of(before)))
                .containsExactly("visits");
    }
}

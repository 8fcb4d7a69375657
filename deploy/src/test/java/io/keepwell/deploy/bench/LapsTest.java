package io.keepwell.deploy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LapsTest {
    private final Laps laps = new Laps(Map.of());

    /// Rounds of 100 against 200, 300 against 300 and 90 against 100 rows a second: 0.5, 1 and 0.9.
    @Test
    void ratio_is_the_median_of_the_ratios_within_a_round() {
        keep(IngestMethod.GRPC_1, 100, 300, 90);
        keep(IngestMethod.LOAD_DATA_1, 200, 300, 100);

        assertThat(laps.ratio(round -> round.of(IngestMethod.GRPC_1), round -> round.of(IngestMethod.LOAD_DATA_1)))
                .isEqualTo(0.9);
        assertThat(laps.rowsPerSecond(IngestMethod.GRPC_1)).isEqualTo(100);
    }

    @Test
    void better_of_two_ways_is_taken_round_by_round() {
        keep(IngestMethod.GRPC_1, 100, 10);
        keep(IngestMethod.GRPC_2, 50, 30);
        keep(IngestMethod.LOAD_DATA_1, 100, 10);
        keep(IngestMethod.LOAD_DATA_2, 10, 60);

        // 100 of 100, then 30 of 60; the median of two is their mean.
        assertThat(laps.ratio(
                        round -> round.best(IngestMethod.GRPC_1, IngestMethod.GRPC_2),
                        round -> round.best(IngestMethod.LOAD_DATA_1, IngestMethod.LOAD_DATA_2)))
                .isEqualTo(0.75);
    }

    @Test
    void percentile_is_what_so_many_stayed_within() {
        Latencies latencies = new Latencies();
        for (int millis = 100; millis >= 1; millis--) {
            latencies.add(Duration.ofMillis(millis));
        }
        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.millis(50)).isCloseTo(50, withinPercentage(0.1));
        assertThat(latencies.millis(99)).isCloseTo(99, withinPercentage(0.1));
        assertThat(latencies.millis(100)).isCloseTo(100, withinPercentage(0.1));
        assertThat(new Latencies().millis(50)).isNaN();
    }

    @Test
    void answers_are_the_same_for_every_way_and_their_ids_are_in_the_order_of_time() {
        List<AnswerEvents.Answer> answers = new AnswerEvents(7).next(2_500);

        assertThat(AnswerEvents.events(answers)).extracting(List::size).containsExactly(1_000, 1_000, 500);
        assertThat(AnswerEvents.inserts(answers, 1, 1_000)).hasSize(3);
        assertThat(answers)
                .extracting(answer -> answer.id().toString())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(answers).allMatch(answer -> answer.id().version() == 7);
        String lines = new String(AnswerEvents.lines(answers, 1).getFirst(), StandardCharsets.UTF_8);
        assertThat(lines.lines()).hasSize(1_000).allMatch(line -> line.split("\t", -1).length == 19);
    }

    private void keep(IngestMethod way, int... rowsPerSecond) {
        for (int rows : rowsPerSecond) {
            laps.keep(way, new Lap(rows, Duration.ofSeconds(1), Map.of()));
        }
    }
}

package io.keepwell.deploy.bench;

import com.google.protobuf.Timestamp;
import io.keepwell.client.EventPublisher;
import io.keepwell.client.PartnerClient;
import io.keepwell.deploy.Failure;
import io.keepwell.ingestion.v1.Event;
import io.keepwell.query.v1.MetricValue;
import io.keepwell.query.v1.QueryMetricRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// How long it takes from the first of many events that belong to days long past until the figure of
/// their year shows them all.
final class Backdated {
    /// Has no other answers.
    private static final LocalDate YEAR = LocalDate.of(2012, 1, 1);

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Backdated() {}

    /// @param events how many, spread evenly over the days of a year
    static Duration run(PartnerClient client, AnswerEvents answers, int events) throws InterruptedException {
        List<Event> backdated = new ArrayList<>(events);
        for (AnswerEvents.Answer answer : answers.next(events)) {
            LocalDate day = YEAR.plusDays(backdated.size() % YEAR.lengthOfYear());
            backdated.add(answer.event().toBuilder()
                    .setOccurredAt(
                            Timestamp.newBuilder().setSeconds(day.atTime(12, 0).toEpochSecond(ZoneOffset.UTC)))
                    .build());
        }
        long start = System.nanoTime();
        try (EventPublisher publisher = client.publisher()) {
            for (Event event : backdated) {
                var _ = publisher.publish(event);
            }
        }
        while (shown(client) < events) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new Failure("Backdated events did not come into the figures within " + LONGEST + ".");
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static long shown(PartnerClient client) {
        MetricValue figure = client.query(QueryMetricRequest.newBuilder()
                        .setMetric("voice.nps")
                        .setFrom(YEAR.toString())
                        .setTo(YEAR.plusYears(1).toString())
                        .build())
                .getValues(0);
        // Such as `100,000 answers`; nothing, where there is no figure yet.
        String count = figure.getBase().replaceAll("[^0-9]", "");
        return count.isEmpty() ? 0 : Long.parseLong(count);
    }
}

package io.keepwell.core.metric.voice;

import io.keepwell.core.ledger.Measure;
import io.keepwell.core.metric.CustomerShare;
import io.keepwell.core.metric.Definition;
import io.keepwell.core.metric.Interval;
import io.keepwell.core.metric.Metric;
import io.keepwell.core.metric.MetricId;
import io.keepwell.core.metric.MetricInfo;
import io.keepwell.core.metric.Reads;
import io.keepwell.core.metric.Unit;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/// voice.positive_experience: which share of customers is content with what they experienced.
@Singleton
final class PositiveExperience implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("voice.positive_experience"),
            "Positive experience",
            "Voice of the customer",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of customers who are content with their experience.",
            List.of(Definition.first(
                            "latest_answer",
                            "by latest answer",
                            "positive ÷ answered × 100",
                            "Customers at the end of the period whose latest answer to a satisfaction question in it is positive, of all of them who answered one.",
                            "Who answers often counts once, with the last word.",
                            "It says nothing of those who didn't answer, and the last question may have been about something small.")
                    .revised(2, LocalDate.of(2026, 11, 23))
                    .within(Interval.Method.WILSON)
                    .by(
                            Reads.of(Measure.CSAT_LATEST, Measure.CUSTOMERS),
                            readings -> CustomerShare.answering(
                                    Measure.CSAT_LATEST,
                                    "customers whose latest answer is positive",
                                    "No customer answered a satisfaction question in the period.",
                                    readings))));

    @Override
    public MetricInfo info() {
        return INFO;
    }
}

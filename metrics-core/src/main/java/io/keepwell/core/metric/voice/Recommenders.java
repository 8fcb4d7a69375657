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

/// voice.recommenders: which share of customers would recommend the firm.
@Singleton
final class Recommenders implements Metric {
    private static final MetricInfo INFO = new MetricInfo(
            new MetricId("voice.recommenders"),
            "Recommenders",
            "Voice of the customer",
            MetricInfo.Kind.OUTCOME,
            Unit.PERCENT,
            MetricInfo.Better.HIGHER,
            "Share of customers who would recommend the firm.",
            List.of(Definition.first(
                            "latest_answer",
                            "by latest answer",
                            "promoters ÷ answered × 100",
                            "Customers at the end of the period whose latest answer to an NPS question in it is a promoter's (9 or 10, on a scale from 0 or from 1 to 10), of all of them who answered one.",
                            "Who answers often counts once, with the last word.",
                            "It says nothing of those who didn't answer.")
                    .revised(2, LocalDate.of(2026, 11, 23))
                    .within(Interval.Method.WILSON)
                    .by(
                            Reads.of(Measure.NPS_LATEST, Measure.CUSTOMERS),
                            readings -> CustomerShare.answering(
                                    Measure.NPS_LATEST,
                                    "customers whose latest answer is a promoter's",
                                    "No customer answered an NPS question in the period.",
                                    readings))));

    @Override
    public MetricInfo info() {
        return INFO;
    }
}
